"""Asking for plans: what is stored, what is not, and what is said of it; against a server that misbehaves."""

import hashlib
import time
from dataclasses import replace

import pytest

from ingest.fetch.journal import FAILED, OUTCOMES, Memory
from ingest.fetch.sources import Source
from ingest.fetch.visit import visit_limited
from tests.fetch.conftest import CALM, HASTY, plan
from tests.fetch.server import (
    body,
    by_turns,
    cut_off,
    dated,
    dripping,
    endless,
    page,
    silent,
    status,
    tagged,
    to,
)


def outcomes(rows):
    return [r.outcome for r in rows]


def test_a_plan_is_stored_under_its_hash_with_where_and_when(asked, server):
    server.routes["/plan.pdf"] = body(plan(), ETag='"v1"')
    (row,) = asked.visit()
    sha256 = hashlib.sha256(plan()).hexdigest()
    assert (row.outcome, row.sha256, row.bytes, row.etag) == ("stored", sha256, len(plan()), '"v1"')
    assert row.file == str(asked.folder / f"{sha256}.pdf") and asked.stored == [plan()]
    assert row.cover_title == "Harbour Plan 2026" and row.asked_at.startswith("20") and row.round_id


@pytest.mark.parametrize("answer", [tagged, dated])
def test_what_has_not_changed_is_not_sent_again(asked, server, answer):
    server.routes["/plan.pdf"] = answer(plan())
    asked.visit()
    (row,) = asked.visit()
    assert (row.outcome, row.http_status, row.file) == ("unchanged", 304, asked.rows[0].file)
    assert outcomes(asked.visit()) == ["unchanged"] and asked.stored == [plan()]


def test_a_file_that_was_lost_is_asked_for_without_condition(asked, server):
    server.routes["/plan.pdf"] = tagged(plan())
    asked.visit()
    next(asked.folder.glob("*.pdf")).unlink()
    assert outcomes(asked.visit()) == ["stored"] and asked.stored == [plan()]


def test_changed_bytes_at_the_same_address_are_another_file_and_the_old_one_stays(asked, server):
    server.routes["/plan.pdf"] = by_turns(body(plan(), ETag='"1"'), body(plan(note="corrected"), ETag='"2"'))
    asked.visit()
    (row,) = asked.visit()
    assert row.outcome == "changed" and asked.rows[0].sha256 in row.reason
    assert asked.stored == sorted([plan(), plan(note="corrected")])


def test_a_file_without_validators_is_left_alone_for_a_day_then_compared(asked, server):
    server.routes["/plan.pdf"] = body(plan())
    asked.visit()
    assert asked.visit() == [] and len(server.asked("/plan.pdf")) == 1
    asked.manners = replace(CALM, recheck_hours=0.0)
    assert outcomes(asked.visit()) == ["known"]


@pytest.mark.parametrize(
    ("answer", "outcome", "tries"),
    [
        (page("Please log in"), "not_a_pdf", 1),
        (body(b"<html>log in</html>", "application/pdf"), "not_a_pdf", 1),
        (body(b"", "application/pdf"), "not_a_pdf", 1),
        (body(b"PK\x03\x04zip", "application/pdf"), "not_a_pdf", 1),
        (status(404), "http_error", 1),
        (status(403), "http_error", 1),
        (status(500), "http_error", 3),
        (cut_off(plan()), "cut_off", 3),
        (cut_off(plan(), announced=False), "cut_off", 1),
        (silent(2.0), "too_slow", 3),
        (dripping(3.0), "too_slow", 3),
        (endless, "too_large", 1),
        (body(b"%PDF-1.7\n" + b"0" * 300_000), "too_large", 1),
        (to("/plan.pdf"), "redirects", 1),
        (to("file:///etc/passwd"), "refused_address", 1),
        (to("ftp://127.0.0.1/plan.pdf"), "refused_address", 1),
        (to("http://localhost:1/plan.pdf"), "refused_address", 1),
        (to("http://[::1/"), "unreachable", 3),
    ],
)
def test_what_misbehaves_is_a_failure_with_its_name_and_stores_nothing(asked, server, answer, outcome, tries):
    server.routes["/plan.pdf"] = answer
    if outcome == "too_slow":
        asked.manners = HASTY
    (row,) = asked.visit()
    assert (row.outcome, row.attempts) == (outcome, tries) and row.reason
    assert outcome in FAILED and not asked.stored


def test_a_chain_of_redirects_ends(asked, server):
    for i in range(9):
        server.routes[f"/{i}"] = to(f"/{i + 1}")
    server.routes["/plan.pdf"] = to("/0")
    assert outcomes(asked.visit()) == ["redirects"] and len(server.asked("/9")) == 0
    server.routes["/3"] = body(plan())
    assert outcomes(asked.visit()) == ["stored"]


def test_a_server_that_recovers_is_asked_again_within_the_visit(asked, server):
    server.routes["/plan.pdf"] = by_turns(status(503, Retry_After="0"), cut_off(plan()), body(plan()))
    (row,) = asked.visit()
    assert (row.outcome, row.attempts) == ("stored", 3)


def test_nobody_there_is_unreachable(asked, server):
    server.close()
    assert outcomes(asked.visit()) == ["unreachable"]


def test_robots_are_heeded_and_their_failure_forbids(asked, server):
    server.routes["/plan.pdf"] = body(plan())
    server.routes["/robots.txt"] = body(b"User-agent: *\nDisallow: /*.pdf$\n", "text/plain")
    assert outcomes(asked.visit()) == ["robots"] and not server.asked("/plan.pdf")
    server.routes["/robots.txt"] = status(500)
    (row,) = asked.visit()
    assert row.outcome == "http_error" and "robots.txt" in row.reason and not server.asked("/plan.pdf")
    server.routes["/robots.txt"] = body(b"User-agent: kplan\nAllow: /\n\nUser-agent: *\nDisallow: /\n", "text/plain")
    assert outcomes(asked.visit()) == ["stored"]


def test_requests_to_one_host_are_paced_as_robots_ask(asked, server):
    server.routes["/robots.txt"] = body(b"User-agent: *\nCrawl-delay: 0.3\n", "text/plain")
    server.routes["/list"] = page('<a href="/plan-a">plan</a><a href="/plan-b">plan</a>')
    start = time.monotonic()
    asked.visit("page", "/list")
    assert len(server.seen) == 4 and time.monotonic() - start > 0.85


def test_who_asks_says_so_and_keeps_nothing_of_the_environment(asked, server, monkeypatch):
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:1")
    server.routes["/plan.pdf"] = body(plan(), Set_Cookie="id=1")
    asked.manners = replace(CALM, contact="library@example.org")
    assert outcomes(asked.visit()) == ["stored"]
    headers = server.asked("/plan.pdf")[0]
    assert headers["User-Agent"] == "kplan/1.0 (+library@example.org)" and "Cookie" not in headers


def test_a_page_is_searched_for_links_by_address_and_title(asked, server):
    server.routes["/list"] = page(
        '<a href="files/1?name=a">The plan, fourth round</a> <a href="/other">A speech</a>'
        '<a href="javascript:void(0)">plan</a> <a href="mailto:a@b.kr">plan</a> <a href="http://[bad/">plan</a>'
    )
    server.routes["/files/1"] = body(plan())
    rows = asked.visit("page", "/list")
    found = {r.url.removeprefix(server.url): r.outcome for r in rows}
    assert found["/list"] == "listed" and found["/files/1?name=a"] == "stored" and "/other" not in found
    assert set(outcomes(rows)) == {"listed", "stored", "refused_address"}
    (row,) = [r for r in rows if r.outcome == "stored"]
    assert row.found_on == f"{server.url}/list" and row.title == "The plan, fourth round"


def test_a_feed_leads_over_a_release_page_to_its_attachment(asked, server):
    server.routes["/rss"] = body(
        f"""<?xml version="1.0" encoding="utf-8"?><rss><channel>
        <item><title>4th plan &amp; schedule</title><link>{server.url}/release/1</link></item>
        <item><title>A speech</title><link>{server.url}/release/2</link></item></channel></rss>""".encode(),
        "application/rss+xml",
    )
    server.routes["/release/1"] = page('<a href="/download?id=7">attached</a><a href="/download?id=8">attached</a>')
    server.routes["/download"] = by_turns(body(plan(), ETag='"1"'), body(b"hwp", "application/octet-stream"))
    rows = asked.visit("rss", "/rss")
    assert outcomes(rows) == ["listed", "listed", "stored", "ignored"] and not server.asked("/release/2")
    assert rows[0].reason == "1 of 2 links match"


def test_an_atom_feed_and_an_enclosure_are_read(asked, server):
    server.routes["/atom"] = body(
        b'<feed xmlns="http://www.w3.org/2005/Atom"><entry><title>plan</title><link href="/plan.pdf"/></entry>'
        b'<item><title>plan</title><enclosure url="/second"/></item></feed>', "application/xml"
    )  # fmt: skip
    server.routes["/plan.pdf"], server.routes["/second"] = body(plan()), body(plan(note="2"))
    assert outcomes(asked.visit("rss", "/atom")) == ["listed", "stored", "stored"]


def test_a_feed_that_is_a_bomb_or_no_feed_gives_no_links(asked, server, tmp_path):
    server.routes["/rss"] = body(
        b'<?xml version="1.0"?><!DOCTYPE r [<!ENTITY x SYSTEM "file:///etc/passwd"><!ENTITY a "plan">'
        + b"".join(b'<!ENTITY %c "%s">' % (i + 98, b"&%c;" % (i + 97) * 20) for i in range(9))
        + b"]><rss><item><title>&j;&x;</title><link>/plan.pdf</link></item></rss>"
    )
    start = time.monotonic()
    rows = asked.visit("rss", "/rss")
    assert rows[0].outcome == "listed" and time.monotonic() - start < 20
    server.routes["/rss"] = body(b"\x00\xff not xml")
    assert asked.visit("rss", "/rss")[0].reason == "0 of 0 links match"


def test_an_unchanged_list_still_leads_to_the_files_it_led_to(asked, server):
    listing = b'<html><a href="/plan.pdf">plan</a></html>'
    server.routes["/list"] = tagged(listing, '"list"')
    server.routes["/plan.pdf"] = by_turns(status(404), body(plan(), ETag='"1"'), body(plan(note="2"), ETag='"2"'))
    assert outcomes(asked.visit("page", "/list")) == ["listed", "http_error"]
    assert outcomes(asked.visit("page", "/list")) == ["unchanged", "stored"]
    assert outcomes(asked.visit("page", "/list")) == ["unchanged", "changed"]


def test_a_pdf_that_is_no_plan_is_not_stored_until_the_pattern_says_so(asked, server):
    server.routes["/plan.pdf"] = tagged(plan(title="Minutes of a meeting"))
    (row,) = asked.visit()
    assert row.outcome == "not_a_plan" and "Minutes" in row.reason and not asked.stored
    assert outcomes(asked.visit()) == ["unchanged"]
    assert outcomes(asked.visit(cover="Minutes")) == ["stored"]


def test_a_pdf_that_cannot_be_read_is_no_plan(asked, server):
    server.routes["/plan.pdf"] = body(b"%PDF-1.7\n" + b"garbage " * 100 + b"\n%%EOF")
    (row,) = asked.visit()
    assert row.outcome == "not_a_plan" and row.reason and not asked.stored


def test_bytes_held_already_are_not_stored_again(asked, server):
    server.routes["/list"] = page('<a href="/plan.pdf">a</a><a href="/plan-2.pdf">b</a>')
    server.routes["/plan.pdf"] = server.routes["/plan-2.pdf"] = body(plan())
    assert outcomes(asked.visit("page", "/list")) == ["listed", "stored", "known"] and asked.stored == [plan()]


def test_no_name_of_a_server_becomes_a_file_name(asked, server):
    server.routes["/..%2F..%2Fetc%2Fplan.pdf"] = body(
        plan(), Content_Disposition='attachment; filename="../../evil.pdf"'
    )
    (row,) = asked.visit(path="/..%2F..%2Fetc%2Fplan.pdf")
    assert row.outcome == "stored" and [p.name for p in asked.folder.iterdir()] == [f"{row.sha256}.pdf"]


def test_the_links_followed_are_bounded(asked, server):
    server.routes["/list"] = page("".join(f'<a href="/plan-{i}">x</a>' for i in range(50)))
    asked.manners = replace(CALM, links=5)
    assert len(asked.visit("page", "/list")) == 6


def test_a_visit_runs_in_a_limited_process_and_its_end_is_a_row(asked, server, monkeypatch):
    monkeypatch.setattr("ingest.fetch.visit.SLACK", 0.0)
    server.routes["/plan.pdf"] = body(plan())
    source = Source("s", "file", f"{server.url}/plan.pdf", cover="Plan")
    manners = replace(CALM, source_seconds=60.0)
    (row,) = visit_limited(source, manners, asked.folder, Memory({}, {}), {}, asked.folder / "no.yml")
    assert row.outcome == "stored"
    server.routes["/plan.pdf"] = silent(5.0)
    slow = replace(CALM, wait_seconds=30.0, source_seconds=1.0)
    (row,) = visit_limited(source, slow, asked.folder, Memory({}, {}), {}, asked.folder / "no.yml")
    assert row.outcome == "too_slow" and row.source_id == "s"


def test_every_outcome_has_a_meaning():
    assert set(OUTCOMES) > FAILED and "not_a_pdf" in FAILED and "not_a_plan" not in FAILED
