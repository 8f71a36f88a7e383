"""Everybody can use it: either language, a phone, the dark, a keyboard, a screen reader. In a real Chromium."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.site import chromium
from tests.site.look import DRAWN, address, everywhere
from warehouse.pages import writing

TOO_FAINT = (Path(__file__).parent / "faint.js").read_text(encoding="utf-8")
TOO_SMALL = """[...document.querySelectorAll('main button, main select, #nav a, #tongue button')]
    .filter(e => e.checkVisibility()).map(e => [e.textContent.slice(0, 20), e.getBoundingClientRect()])
    .filter(([, b]) => Math.min(b.width, b.height) < 24).map(([t]) => t)"""
DOUBLED = "(ids => ids.filter((id, i) => ids.indexOf(id) !== i))([...document.querySelectorAll('[id]')].map(e => e.id))"
NAMED = {"button", "link", "textbox", "searchbox", "combobox", "checkbox", "image", "navigation", "region", "table"}


def test_the_browsers_language_first_then_the_chosen_one(site, page):
    page.open(address(site))
    first = "document.querySelector('#nav a').textContent"
    assert (page.run("document.documentElement.lang"), page.run(first)) == ("ko", "개요")
    page.click("[data-lang=en]")
    assert (page.run("document.documentElement.lang"), page.run(first)) == ("en", "Overview")
    page.open(address(site, "#view=facts"))
    assert page.run("document.querySelector('h1').textContent") == "Facts"
    page.click("[data-lang=ko]")
    with chromium.browser("en-GB") as english:
        other = english.page()
        other.open(address(site))
        assert other.run("document.documentElement.lang") == "en"
        assert other.run("document.querySelector('h1').lang") == "ko", "a Korean title is to be read aloud in Korean"


def test_everything_the_pages_say_stands_in_both_languages(site, page):
    page.open(address(site))
    said = page.run("WORDS")
    assert len(said) > 200
    for key, (korean, english) in said.items():
        assert korean.strip() and english.strip(), key
        assert set(re.findall(r"\{\d\}", korean)) == set(re.findall(r"\{\d\}", english)), key
    assets = (writing.STATIC / "assets").glob("*.js")
    asked = {k for a in assets for k in re.findall(r"K\.t\(\"([^\"]+)\"", a.read_text(encoding="utf-8"))}
    assert len(asked) > 80 and asked <= set(said), asked - set(said)


@pytest.mark.parametrize(("width", "language"), [(320, "en"), (375, "ko"), (768, "en")])
def test_nothing_is_wider_than_the_screen(site, data, page, width, language):
    page.size(width, 812, phone=width < 500)
    page.open(address(site))
    page.run(f"K.remembered('language', '{language}')")
    for fragment in everywhere(data):
        page.open(address(site, fragment))
        page.wait(DRAWN)
        assert page.run("document.documentElement.lang") == language
        assert page.run("document.documentElement.scrollWidth") <= width, fragment
        assert page.run(TOO_SMALL) == [], f"{fragment}: too small for a thumb"
    page.run("K.remembered('language', 'ko')")


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_words_stand_out_from_what_lies_under_them(site, data, page, dark):
    page.prefer(dark=dark)
    papers = set()
    for fragment in everywhere(data):
        page.open(address(site, fragment))
        page.wait(DRAWN)
        assert page.run(TOO_FAINT) == [], fragment
        papers.add(page.run("getComputedStyle(document.body).backgroundColor"))
    [paper] = papers
    assert (sum(map(int, re.findall(r"\d+", paper))) < 150) is dark


def test_everything_one_can_press_has_a_name(site, data, page):
    for fragment in everywhere(data):
        page.open(address(site, fragment))
        tree = [n for n in page.send("Accessibility.getFullAXTree")["nodes"] if not n.get("ignored")]
        told = [(n.get("role", {}).get("value"), n.get("name", {}).get("value", "").strip()) for n in tree]
        assert len(told) > 30 and [role for role, name in told if role in NAMED and not name] == [], fragment
        assert page.run("document.querySelectorAll('h1').length") == 1, fragment
        assert page.run(DOUBLED) == [], fragment


def test_the_keyboard_goes_everywhere(site, page):
    page.open(address(site, "#view=facts"))
    page.press("Tab")
    assert page.run("document.activeElement.id") == "skip"
    page.press("Enter")
    assert (page.run("document.activeElement.id"), page.run("location.hash")) == ("main", "#view=facts")
    page.run("document.querySelector('#facts a.subject').focus()")
    page.press("Enter")
    page.wait("document.getElementById('mart-row')")
    page.run("document.querySelector('.scroller').focus()")
    before = page.run("document.querySelector('.scroller').scrollTop")
    page.press("ArrowDown")
    page.wait(f"document.querySelector('.scroller').scrollTop !== {before}")
    page.run("history.back()")
    page.wait("document.getElementById('facts')")
