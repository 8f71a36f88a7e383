"""Two readings of one page go in: what agrees, what is put back, what stays open."""

from __future__ import annotations

from pathlib import Path

import pytest

from ingest.pdf import read_pages
from ingest.pdf.ink import PageInk
from ingest.pdf.marks import PageMarks, Picture, Run
from ingest.pdf.page import silent_doubt
from ingest.pdf.second import Glyph, compare, glyphs, mend_page, text_in_box

from .build import pdf


def run(text: str, x: float, y: float = 100.0) -> Run:
    x0s = tuple(x + 5.0 * n for n in range(len(text)))
    return Run(text, x0s, tuple(a + 5.0 for a in x0s), y, 10.0, "Test", True, 7, 3)


def page(*runs: Run, **fields: object) -> PageMarks:
    return PageMarks(1, 595.0, 842.0, runs, (), (), ())._replace(**fields)


def seen(*runs: Run) -> list[Glyph]:
    return [Glyph(c, a, b, r.baseline, r.size) for r in runs for c, a, b in zip(r.text, r.x0s, r.x1s, strict=True)]


LINE = run("abcdefghijklmnopqrst", 50.0, 300.0)  # what both have, so that the second reader is believed


def test_agreement_leaves_the_page_as_it_is() -> None:
    first = page(run("1,474억", 50.0))
    assert mend_page(first, seen(*first.runs), lambda box: True) == (first, [], 6)


def test_a_dropped_digit_is_put_back_into_its_run() -> None:
    whole = run("1221", 50.0)
    first = page(Run("121", (50.0, 55.0, 65.0), (55.0, 60.0, 70.0), 100.0, 10.0, "Test", True, 7, 3), LINE)
    mended, found, agreed = mend_page(first, seen(whole, LINE), lambda box: True)
    assert mended.runs[0] == whole and mended.doubts == ()
    assert agreed == 23 and [(d.second, d.settled) for d in found] == [("2", "second")]


def test_a_dropped_object_becomes_a_run_and_answers_the_doubt_on_it() -> None:
    box = Picture(99.0, 90.0, 126.0, 103.0)
    first = page(run("2027", 50.0), LINE, silent=(box,), doubts=(silent_doubt(box),))
    lost = run("12.31", 100.0)
    mended, found, _ = mend_page(first, seen(run("2027", 50.0), lost, LINE), lambda box: False)
    assert [r.text for r in mended.runs] == ["2027", "12.31", LINE.text]
    assert mended.runs[1][1:9] == lost[1:9] and mended.doubts == () and found[0].settled == "second"


def test_nothing_is_put_in_where_nothing_is_drawn() -> None:
    mended, found, _ = mend_page(page(LINE), seen(LINE, run("9", 100.0)), lambda box: False)
    assert mended.runs == (LINE,) and found[0].settled is None and "'9'" in mended.doubts[0]


def test_overprint_is_no_loss() -> None:
    first = page(run("12", 50.0), LINE)
    mended, found, agreed = mend_page(first, seen(run("12", 50.0), run("12", 50.9), LINE), lambda box: True)
    assert mended == first and found == [] and agreed == 22


def test_different_characters_at_one_place_stay_the_first_readers_with_a_doubt() -> None:
    mended, found, _ = mend_page(page(run("13", 50.0), LINE), seen(run("18", 50.0), LINE), lambda box: True)
    assert mended.runs[0].text == "13" and found[0].settled is None
    assert "'3' and '8'" in mended.doubts[0]


def test_one_character_in_two_spellings_is_agreement() -> None:
    first = page(run("㎡-", 50.0))
    assert mend_page(first, seen(run("㎡\u2010", 50.0)), lambda box: True)[1:] == ([], 2)


def test_a_second_reader_that_differs_everywhere_is_not_believed() -> None:
    first = page(LINE)
    wrong = seen(run("zzzzzzzzzzzzzzzzzzzz", 50.0, 300.0), run("9", 50.0, 500.0))
    mended, found, agreed = mend_page(first, wrong, lambda box: True)
    assert mended.runs == first.runs and agreed == 0 and len(mended.doubts) == 1
    assert "differ in 21 places" in mended.doubts[0] and len(found) == 21


def test_figures_only_the_first_has_are_a_doubt_and_other_signs_are_not() -> None:
    mended, found, _ = mend_page(page(LINE, run("7", 50.0), run("j", 90.0)), seen(LINE), lambda box: True)
    assert [(d.first, d.settled) for d in found] == [("7", None), ("j", "first")] and len(mended.doubts) == 1


def test_text_in_box_takes_what_stands_in_it() -> None:
    assert text_in_box(seen(run("12345", 50.0), run("999", 50.0, 130.0)), (54.0, 90.0, 66.0, 103.0)) == "23"


@pytest.mark.parametrize("turn", [0, 90])
def test_both_readers_put_a_glyph_at_one_place(tmp_path: Path, turn: int) -> None:
    path = tmp_path / "one.pdf"
    path.write_bytes(
        pdf("BT /F1 12 Tf 100 200 Td (budget 1,474) Tj ET", page=f"/MediaBox [10 0 400 300] /Rotate {turn}")
    )
    pages = read_pages(path)
    if turn == 0:
        compared = compare(pages, path)
        assert compared.agreed == 11 and compared.disagreements == [] and compared.pages == pages
        assert "".join(g.char for g in glyphs(path)[0]) == "budget 1,474"


def test_a_file_the_second_reader_cannot_open_keeps_its_marks(tmp_path: Path) -> None:
    path = tmp_path / "not.pdf"
    path.write_bytes(b"no pdf")
    first = page(LINE)
    compared = compare([first], path)
    assert compared.pages[0].runs == first.runs and "no second opinion" in compared.pages[0].doubts[0]


def test_ink_is_seen_where_it_is(tmp_path: Path) -> None:
    path = tmp_path / "one.pdf"
    path.write_bytes(pdf("BT /F1 12 Tf 100 200 Td (88) Tj ET"))
    inked = PageInk(path, 1)
    assert inked((100, 90, 113, 101)) and not inked((200, 90, 213, 101)) and not inked((900, 90, 913, 101))


def test_the_reference_plans_agree_glyph_by_glyph(shared: Path) -> None:
    path = shared / "plans" / "round-4.pdf"
    compared = compare(read_pages(path), path)
    assert (compared.agreed, compared.disagreements) == (24_675, [])


def test_dates_that_one_reader_drops_are_back(shared: Path) -> None:
    path = shared / "plans" / "others" / "busan-planning-2025.pdf"
    compared = compare(read_pages(path), path)
    settled = [d for d in compared.disagreements if d.settled == "second"]
    assert [d.second for d in settled] == ["2028.12.31.", "2028.12.31."]
    texts = [run.text for run in compared.pages[settled[0].page_no - 1].runs]
    assert texts.count("2028.12.31.") >= 3
