"""Frames from marks: closed cells, boxes cut by a title, bands, nesting, fills, shading."""

from __future__ import annotations

from ingest.layout.frames import find_frames
from ingest.pdf.marks import Area, PageMarks, Rule, Run


def across(y: float, a: float, b: float) -> Rule:
    return Rule(a, y, b, y, 0.4, 0)


def down(x: float, a: float, b: float) -> Rule:
    return Rule(x, a, x, b, 0.4, 0)


def box(x0: float, top: float, x1: float, bottom: float) -> list[Rule]:
    return [across(top, x0, x1), across(bottom, x0, x1), down(x0, top, bottom), down(x1, top, bottom)]


def word(text: str, x: float, y: float) -> Run:
    x0s = tuple(x + 10.0 * n for n in range(len(text)))
    return Run(text, x0s, tuple(a + 10.0 for a in x0s), y, 10.0, "Test", False, 0, 0)


def page(rules: list[Rule], runs: list[Run] | None = None, areas: list[Area] | None = None) -> PageMarks:
    return PageMarks(3, 595.0, 842.0, tuple(runs or ()), tuple(rules), tuple(areas or ()), ())


def test_frames_are_nested_and_coloured() -> None:
    fill = Area(120, 120, 200, 140, "rect", 0xFFEEDD, None, 0)
    outer, inner = find_frames(page(box(100, 100, 400, 300) + box(120, 120, 200, 140), areas=[fill]))
    assert (outer.frame_id, outer.parent, outer.fill) == ("p003-f1", None, None)
    assert (inner.frame_id, inner.parent, inner.fill) == ("p003-f2", "p003-f1", 0xFFEEDD)


def test_a_connector_encloses_nothing() -> None:
    rules = box(100, 100, 200, 130) + box(100, 160, 200, 190) + [down(150, 130, 160)]
    assert [(f.top, f.bottom) for f in find_frames(page(rules))] == [(100, 130), (160, 190)]


def test_a_title_on_the_top_rule_does_not_open_the_box() -> None:
    rules = [
        across(100, 100, 180),
        across(100, 320, 400),
        across(200, 100, 400),
        down(100, 100, 200),
        down(400, 100, 200),
    ]
    (frame,) = find_frames(page(rules, [word("가나다라마바사아자차카타파", 185, 103)]))
    assert (frame.x0, frame.top, frame.x1, frame.bottom) == (100, 100, 400, 200)


def test_a_box_without_a_lid_is_closed_at_the_ends_of_its_sides() -> None:
    (frame,) = find_frames(page([across(200, 100, 400), down(100, 120, 200), down(400, 120, 200)]))
    assert frame.top == 120


def test_a_title_box_set_into_a_frame_leaves_the_frame() -> None:
    rules = [
        across(110, 100, 180),
        across(110, 320, 400),
        across(200, 100, 400),
        down(100, 110, 200),
        down(400, 110, 200),
    ]
    frames = find_frames(page(rules + box(180, 100, 320, 125)))
    assert sorted((f.kind, f.top, f.bottom, f.parent) for f in frames) == [
        ("cell", 100, 125, None),
        ("ushape", 110, 200, None),
    ]


def test_a_band_is_the_space_between_two_equal_rules_around_text() -> None:
    bare = [across(100, 70, 520), across(130, 70, 520)]
    (band,) = find_frames(page(bare, [word("추진배경", 80, 120)]))
    assert (band.kind, band.top, band.bottom) == ("rect", 100, 130)
    assert not find_frames(page(bare))


def test_a_gradient_drawn_line_by_line_is_one_band() -> None:
    shading = [across(100 + 0.5 * n, 70, 520) for n in range(61)]
    (band,) = find_frames(page(shading, [word("추진배경", 80, 120)]))
    assert (band.top, band.bottom) == (100, 130)


def test_ornaments_around_the_page_and_boxes_outside_it_are_no_frames() -> None:
    assert not find_frames(page(box(10, 10, 585, 832) + box(600, 100, 700, 200)))


def test_marker_pen_on_words_is_no_frame_but_a_wide_bar_is() -> None:
    pen = Area(100, 100, 180, 114, "rect", 0x88FF88, None, 0)
    bar = Area(70, 200, 520, 226, "rect", 0xDDDDFF, None, 1)
    (frame,) = find_frames(page([], areas=[pen, bar]))
    assert (frame.top, frame.fill) == (200, 0xDDDDFF)


def test_a_drawn_rounded_box_is_a_frame() -> None:
    (frame,) = find_frames(page([], areas=[Area(100, 100, 300, 160, "curve", None, 0, 0)]))
    assert frame.kind == "curve"


def test_a_drawing_of_thousands_of_strokes_is_left_alone() -> None:
    corners = [(20 + 18 * (n % 30), 20 + 25 * (n // 30)) for n in range(900)]
    boxes = [r for x, y in corners for r in box(x, y, x + 14, y + 20)]
    assert len(find_frames(page(boxes[:400]))) == 100
    assert not find_frames(page(boxes))
