"""Small hand-written pages go in; their runs, rules, areas and doubts are known exactly."""

from __future__ import annotations

from pathlib import Path

import pytest

from ingest.pdf import read_pages
from ingest.pdf.marks import PageMarks
from ingest.pdf.page import font_name

from .build import pdf, stream


def marks(tmp_path: Path, *contents: str, **options: object) -> PageMarks:
    path = tmp_path / "one.pdf"
    path.write_bytes(pdf(*contents, **options))
    return read_pages(path)[0]


def test_a_run_has_exact_advances_and_a_baseline_from_the_top(tmp_path: Path) -> None:
    run = marks(tmp_path, "BT /F1 10 Tf 100 200 Td (1a) Tj ET").runs[0]
    assert (run.text, run.font, run.bold, run.upright) == ("1a", "Helvetica", False, True)
    assert run.baseline == pytest.approx(100) and run.size == pytest.approx(10)
    assert run.x0s == pytest.approx((100, 105.56), abs=0.01) and run.x1s == pytest.approx((105.56, 111.12), abs=0.01)


def test_size_is_font_size_times_the_matrix(tmp_path: Path) -> None:
    run = marks(tmp_path, "BT /F1 100 Tf 0.12 0 0 0.12 50 100 Tm (12) Tj ET").runs[0]
    assert run.size == pytest.approx(12) and run.x1s[-1] == pytest.approx(50 + 2 * 0.556 * 12, abs=0.02)


def test_bold_is_in_the_name_or_in_render_mode_two(tmp_path: Path) -> None:
    page = marks(
        tmp_path,
        "BT /F2 10 Tf 10 200 Td (a) Tj ET BT /F1 10 Tf 10 100 Td 2 Tr (b) Tj ET BT 0 Tr /F1 10 Tf 10 50 Td (c) Tj ET",
    )
    assert [(run.text, run.bold) for run in page.runs] == [("a", True), ("b", True), ("c", False)]


def test_stream_order_is_kept_against_position(tmp_path: Path) -> None:
    page = marks(tmp_path, "BT /F1 10 Tf 200 200 Td (second) Tj ET BT /F1 10 Tf 100 200 Td (first) Tj ET")
    assert [run.text for run in page.runs] == ["second", "first"]
    assert page.runs[0].order < page.runs[1].order


def test_drawn_blanks_stay_and_gaps_make_none(tmp_path: Path) -> None:
    page = marks(tmp_path, "BT /F1 10 Tf 10 200 Td (a b) Tj ET BT /F1 10 Tf 10 100 Td [(c) -800 (d)] TJ ET")
    assert [run.text for run in page.runs] == ["a b", "cd"]


def test_a_hyphen_at_the_lines_end_stays_a_hyphen(tmp_path: Path) -> None:
    page = marks(tmp_path, "BT /F1 10 Tf 10 200 Td (num-) Tj 0 -12 Td (ber) Tj ET")
    assert [run.text for run in page.runs] == ["num-", "ber"]


def test_text_in_forms_is_moved_by_their_matrix(tmp_path: Path) -> None:
    form = stream(
        "/Type /XObject /Subtype /Form /BBox [0 0 400 300] /Resources << /Font << /F1 3 0 R >> >>",
        "BT /F1 10 Tf 10 10 Td (in) Tj ET",
    )
    page = marks(tmp_path, "q 2 0 0 2 100 50 cm /X1 Do Q", objects=(form,), xobjects="/X1 5 0 R")
    run = page.runs[0]
    assert (run.x0, run.baseline, run.size) == pytest.approx((120, 230, 20))


@pytest.mark.parametrize("turn", [90, 180, 270])
def test_a_turned_page_is_given_as_its_reader_sees_it(tmp_path: Path, turn: int) -> None:
    matrix = {90: "0 1 -1 0 80 40", 180: "-1 0 0 -1 360 80", 270: "0 -1 1 0 320 260"}[turn]
    page = marks(
        tmp_path,
        f"BT /F1 10 Tf {matrix} Tm (ab) Tj ET 40 40 m 40 140 l S",
        page=f"/MediaBox [0 0 400 300] /Rotate {turn}",
    )
    run, rule = page.runs[0], page.rules[0]
    assert (page.width, page.height) == ((400, 300) if turn == 180 else (300, 400))
    assert run.upright and (run.x0, run.baseline) == pytest.approx((40, 80))
    assert run.x1 == pytest.approx(40 + 11.12, abs=0.05)
    assert rule.horizontal is (turn != 180)


def test_text_up_the_side_is_one_run_with_its_box(tmp_path: Path) -> None:
    run = marks(tmp_path, "BT /F1 10 Tf 0 1 -1 0 100 50 Tm (ab) Tj ET").runs[0]
    assert run.text == "ab" and not run.upright and run.baseline == pytest.approx(250)
    assert run.x0s == pytest.approx((91.2, 91.2), abs=0.01) and run.x1s == pytest.approx((101.2, 101.2), abs=0.01)


def test_the_media_box_is_the_frame_and_the_crop_box_decides_what_is_seen(tmp_path: Path) -> None:
    page = marks(
        tmp_path,
        "BT /F1 10 Tf 110 250 Td (seen) Tj ET BT /F1 10 Tf 20 250 Td (cut) Tj ET",
        page="/MediaBox [10 20 400 320] /CropBox [100 20 400 320]",
    )
    assert (page.width, page.height) == (390, 300)
    assert [(run.text, run.x0, run.baseline) for run in page.runs] == [("seen", pytest.approx(100), pytest.approx(70))]
    assert [run.text for run in page.hidden] == ["cut"] and "cut" in page.doubts[0]


def test_text_clipped_away_is_hidden_and_said(tmp_path: Path) -> None:
    page = marks(tmp_path, "q 0 0 50 50 re W n BT /F1 10 Tf 100 200 Td (999) Tj ET Q BT /F1 10 Tf 9 9 Td (1) Tj ET")
    assert [run.text for run in page.runs] == ["1"]
    assert [run.text for run in page.hidden] == ["999"] and "'999'" in page.doubts[0]


def test_invisible_text_is_kept_and_said(tmp_path: Path) -> None:
    page = marks(tmp_path, "BT /F1 10 Tf 3 Tr 100 200 Td (scan) Tj ET")
    assert page.runs[0].text == "scan" and "4 characters are drawn invisibly" in page.doubts[0]


def test_what_stands_nowhere_is_hidden_and_the_rest_read(tmp_path: Path) -> None:
    far = "9" * 50
    page = marks(
        tmp_path,
        f"BT /F1 10 Tf {far} 0 0 {far} {far} {far} Tm (88) Tj ET q {far} 0 0 {far} {far} {far} cm 0 0 9 9 re f Q"
        " BT /F1 10 Tf 10 200 Td (35) Tj ET",
    )
    assert [run.text for run in page.runs] == ["35"] and page.areas == ()


def test_unmapped_glyphs_are_marked_and_said(tmp_path: Path) -> None:
    cid = (
        "<< /Type /Font /Subtype /Type0 /BaseFont /Odd /Encoding /Identity-H /DescendantFonts [6 0 R] >>",
        "<< /Type /Font /Subtype /CIDFontType2 /BaseFont /Odd /CIDSystemInfo << /Registry (Adobe) /Ordering (Identity)"
        " /Supplement 0 >> /DW 600 >>",
    )
    page = marks(tmp_path, "BT /F9 10 Tf 10 200 Td <00310032> Tj ET", objects=cid, fonts="/F9 5 0 R")
    assert page.runs[0].text == "\ufffd\ufffd"
    assert "2 glyphs of font Odd have no character mapping" in page.doubts


def test_type_three_glyphs_are_as_wide_as_they_advance(tmp_path: Path) -> None:
    font = (
        "<< /Type /Font /Subtype /Type3 /FontBBox [0 0 1000 1000] /FontMatrix [0.001 0 0 0.001 0 0] /FirstChar 49"
        " /LastChar 49 /Widths [400] /Encoding << /Type /Encoding /Differences [49 /one] >>"
        " /CharProcs << /one 6 0 R >> /Resources << >> >>",
        stream("", "400 0 0 0 300 700 d1 0 0 300 700 re f"),
    )
    run = marks(tmp_path, "BT /F9 20 Tf 10 200 Td (11) Tj ET", objects=font, fonts="/F9 5 0 R").runs[0]
    assert run.x0s == pytest.approx((10, 18)) and run.x1s == pytest.approx((18, 26))


def test_sides_of_a_stroked_box_are_rules_and_its_inside_an_area(tmp_path: Path) -> None:
    page = marks(tmp_path, "1 0 0 RG 0 0 1 rg 2 w 50 100 200 80 re B")
    (area,) = page.areas
    assert area[:7] == (50, 120, 250, 200, "rect", 0x0000FF, 0xFF0000)
    assert sorted(rule[:6] for rule in page.rules) == [
        (50, 120, 50, 200, 2, 0xFF0000),
        (50, 120, 250, 120, 2, 0xFF0000),
        (50, 200, 250, 200, 2, 0xFF0000),
        (250, 120, 250, 200, 2, 0xFF0000),
    ]


def test_a_thin_fill_is_a_rule(tmp_path: Path) -> None:
    page = marks(tmp_path, "50 100 200 1 re f")
    assert page.areas == () and page.rules[0][:5] == pytest.approx((50, 199.5, 250, 199.5, 1))


def test_dots_and_dashes_and_pieces_become_one_rule_each(tmp_path: Path) -> None:
    dots = " ".join(f"{x} 250 m {x}.4 250 l S" for x in range(50, 150, 2))
    fall = " ".join(f"300 {y} 0.5 0.5 re f" for y in range(50, 150, 3))
    dashes = " ".join(f"{x} 200 m {x + 5} 200 l S" for x in range(50, 150, 8))
    page = marks(tmp_path, f"0.4 w {dots} {fall} {dashes} 50 150 m 100 150 l S 100 150 m 180 150 l S")
    assert [(r.horizontal, r.dotted) for r in page.rules] == [(True, True), (True, True), (True, False), (False, True)]
    assert page.rules[0][:4] == pytest.approx((50.2, 50, 148.2, 50), abs=0.01)
    assert page.rules[0].width == pytest.approx(0.4, abs=0.05)
    assert page.rules[2][:4] == pytest.approx((50, 150, 180, 150))


def test_lines_apart_stay_apart(tmp_path: Path) -> None:
    page = marks(tmp_path, "50 150 m 100 150 l S 110 150 m 180 150 l S 50 151 m 100 151 l S")
    assert len(page.rules) == 3


def test_a_stack_of_thin_fills_is_one_shaded_area(tmp_path: Path) -> None:
    bands = " ".join(f"{0.5 + k / 100} g 50 {100 + 0.3 * k:.1f} 200 0.3 re f" for k in range(40))
    page = marks(tmp_path, bands)
    assert page.rules == () and len(page.areas) == 1
    assert page.areas[0][:4] == pytest.approx((50, 188, 250, 200), abs=0.2)


def test_a_rounded_box_is_a_curve_and_no_rule(tmp_path: Path) -> None:
    page = marks(
        tmp_path,
        "60 100 m 240 100 l 245 100 250 105 250 110 c 250 170 l 250 175 245 180 240 180 c"
        " 60 180 l 55 180 50 175 50 170 c 50 110 l 50 105 55 100 60 100 c h S",
    )
    assert page.rules == () and [(a.kind, a[:4]) for a in page.areas] == [("curve", (50, 120, 250, 200))]


def test_an_unpainted_path_is_nothing_and_a_clip_cuts_what_is_drawn(tmp_path: Path) -> None:
    page = marks(tmp_path, "10 10 100 100 re n q 0 0 100 300 re W n 50 150 m 380 150 l S 200 50 m 200 250 l S Q")
    assert page.areas == () and [rule[:4] for rule in page.rules] == [(50, 150, 100, 150)]


def test_font_names_in_korean_code_page() -> None:
    assert font_name(b"ABCDEF+\xc8\xde\xb8\xd5\xb8\xed\xc1\xb6") == "휴먼명조"
    assert font_name(b"ABCDEF+HCRDotum") == "HCRDotum" and font_name(b"Arial") == "Arial"


def test_the_reference_plan_is_read_whole(shared: Path) -> None:
    pages = read_pages(shared / "plans" / "round-4.pdf")
    glyphs = sum(not char.isspace() for page in pages for run in page.runs for char in run.text)
    assert (len(pages), glyphs) == (38, 24_675)
    assert all(page.doubts == () and page.hidden == () for page in pages)
    assert all(len(run.text) == len(run.x0s) == len(run.x1s) for page in pages for run in page.runs)
    assert max(len(page.rules) for page in pages) < 200  # thousands of dots, merged
