"""One fact beside its page, in a real Chromium: the words marked are the words quoted."""

from __future__ import annotations

import io

import pypdfium2
import pytest
from PIL import Image

from tests.site.look import TABLES, address, fact, rows_of

# Shares of the sheet's width and height, from its top left, that each mark covers on the screen.
MARKS = """(() => {
    const s = document.querySelector('.sheet').getBoundingClientRect();
    return [...document.querySelectorAll('.mark.words')].map(m => m.getBoundingClientRect()).map(b => [
        (b.left - s.left) / s.width, (b.top - s.top) / s.height,
        (b.right - s.left) / s.width, (b.bottom - s.top) / s.height]);
})()"""
# The first mark's box on the screen, once it lies within what the frame shows of the page.
IN_SIGHT = """(() => {
    const m = document.querySelector('.mark.words').getBoundingClientRect();
    const s = document.querySelector('.scroller').getBoundingClientRect();
    const isSeen = m.top >= s.top && m.bottom <= s.bottom && m.left >= s.left - 1;
    return isSeen && [m.left, m.top, m.right, m.bottom];
})()"""
MART_ROW = """Object.fromEntries([...document.querySelectorAll('.mart tr')].map(
    r => [r.querySelector('code').textContent, r.querySelector('.cell').textContent]))"""
NATURAL = """(() => {
    const i = document.querySelector('.sheet img');
    return i.complete && i.naturalWidth && [i.naturalWidth, i.naturalHeight];
})()"""
WIDTH = "Math.round(document.querySelector('.sheet').getBoundingClientRect().width)"


def test_a_fact_stands_beside_its_page_with_its_whole_row(site, data, page):
    budget = fact(data, "fct_budgets", role="component")
    page.open(address(site, "#view=facts&q=" + budget["budget_id"]))
    page.click("#facts a.subject")
    page.wait("document.getElementById('mart-row')")
    assert page.run("location.hash") == f"#fact={budget['budget_id']}"
    said = page.run(MART_ROW)
    assert set(said) == set(budget)
    for column in ("quote", "amount_krw", "page_no", "rule"):
        assert said[column] == str(budget[column])
    assert page.run("document.getElementById('quote').textContent") == budget["quote"]
    picture = page.wait(NATURAL)
    width, height = data["documents"][0]["pages"][budget["page_no"] - 1][:2]
    assert picture[0] / picture[1] == pytest.approx(width / height, rel=0.01)
    page.click(".related a")
    page.wait(f"location.hash !== '#fact={budget['budget_id']}' && document.getElementById('mart-row')")


def test_marks_lie_on_the_very_words(site, data, built, page):
    """The marks' places on the screen, taken back to points, hold the quote, read there by another way than ours."""
    page.open(address(site))
    checked = 0
    with pypdfium2.PdfDocument(built.plan) as pdf:
        for table, key in TABLES.items():
            for found in rows_of(data, table)[::15]:
                page.go(f"#fact={found[key]}")
                read = "".join(_words(pdf[found["page_no"] - 1], box) for box in page.wait(MARKS))
                bare, wanted = ("".join(w.split()) for w in (read, found["quote"]))
                assert wanted in bare, f"{found[key]}: “{found['quote']}” but there stands “{read}”"
                assert len(bare) <= len(wanted) + 6 * len(page.run(MARKS)), f"{found[key]}: more is marked: “{read}”"
                checked += 1
    assert checked >= 25


def _words(sheet: pypdfium2.PdfPage, shares: list[float]) -> str:
    """What stands in a part of a page, a point of slack around it, as PDFium's own text search says."""
    width, height = sheet.get_size()
    x0, top, x1, bottom = shares
    return sheet.get_textpage().get_text_bounded(
        left=x0 * width - 1, right=x1 * width + 1, top=height * (1 - top) + 1, bottom=height * (1 - bottom) - 1
    )


def test_the_marked_words_are_in_sight_and_inked(site, data, page):
    kpi = fact(data, "fct_kpis", value_type="target")
    page.open(address(site, f"#fact={kpi['kpi_id']}"))
    page.run("document.querySelector('.sheet img').decode()")
    box = page.wait(IN_SIGHT)
    marked = Image.open(io.BytesIO(page.picture())).convert("RGB").crop(tuple(map(int, box)))
    pixels = list(zip(*[iter(marked.tobytes())] * 3, strict=True))
    yellow = sum(r > 200 and g > 160 and b < 190 for r, g, b in pixels) / len(pixels)
    ink = sum(r < 120 and g < 110 and b < 110 for r, g, b in pixels) / len(pixels)
    assert yellow > 0.4 and ink > 0.03


def test_on_a_phone_the_words_are_in_sight_and_large_enough(site, data, page):
    page.size(375, 812, phone=True)
    for table, key in TABLES.items():
        page.open(address(site, f"#fact={rows_of(data, table)[20][key]}"))
        page.wait(IN_SIGHT)
        assert page.run(WIDTH) / data["documents"][0]["pages"][0][0] >= 1.2, "letters of 10 points on 12 pixels"


def test_zoom_and_the_other_facts_of_the_page(site, data, page):
    budget = fact(data, "fct_budgets", role="component")
    page.open(address(site, f"#fact={budget['budget_id']}"))
    before = page.wait(WIDTH)
    page.click(".tool:nth-child(2)")
    assert page.run(WIDTH) > before
    page.click(".tool:nth-child(3)")
    assert page.run(WIDTH) <= before
    page.click("#others")
    there = sum(f["page_no"] == budget["page_no"] for t in TABLES for f in rows_of(data, t))
    marked = "new Set([...document.querySelectorAll('.mark.other')].map(m => m.hash)).size"
    assert page.wait(marked) == there - 1


def test_a_citation_holds_all_it_needs(site, data, page):
    budget = fact(data, "fct_budgets", role="component")
    page.open(address(site, f"#fact={budget['budget_id']}"))
    page.click("#cite")
    assert page.wait("document.getElementById('copied').textContent")
    said = page.run("document.getElementById('citation').value")
    needed = (data["documents"][0]["title"], budget["round_id"], f"{budget['page_no']}쪽", budget["quote"])
    for part in (*needed, f"#fact={budget['budget_id']}", data["build"]["fingerprint"], "재작성본"):
        assert part in said
    assert "file:" not in said, "where it lies on this machine is nobody's business"


def test_a_key_that_is_gone_is_said_and_can_be_searched_for(site, page):
    page.open(address(site, "#fact=bud_0000"))
    assert "bud_0000" in page.run("document.querySelector('[role=alert]').textContent")
    page.click("#search")
    page.type("예산")
    page.wait("document.querySelector('#facts tbody tr')")
    page.open(address(site, "#page=nothing:99"))
    assert "nothing:99" in page.run("document.querySelector('[role=alert]').textContent")


def test_a_page_shows_all_that_was_read_on_it(site, data, page):
    document = data["documents"][0]["document_id"]
    on_page = [f["page_no"] for t in TABLES for f in rows_of(data, t)]
    fullest = max(set(on_page), key=on_page.count)
    page.open(address(site, "#view=leaves"))
    page.click(f".leaves li:nth-child({fullest}) a")
    page.wait("document.querySelector('.sheet')")
    assert page.run("location.hash") == f"#page={document}%3A{fullest}"
    assert page.run("document.querySelectorAll('.page-facts li').length") == on_page.count(fullest) > 5
    marked = page.run("new Set([...document.querySelectorAll('.mark.other')].map(m => m.hash)).size")
    assert marked == on_page.count(fullest)
