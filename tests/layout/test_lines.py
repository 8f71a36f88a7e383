"""Runs in, lines out: baselines, raised runs, restored blanks, borders; and lines joined into text."""

from __future__ import annotations

import pytest

from ingest.layout.joining import Words, join
from ingest.layout.lines import read_lines
from ingest.layout.model import box_of
from ingest.pdf.marks import Area, PageMarks, Rule, Run


def run(text, x, baseline, size=10.0, order=0, advance=None, font="Batang"):
    step = size if advance is None else advance
    x0s = tuple(x + i * step for i in range(len(text)))
    return Run(text, x0s, tuple(v + size for v in x0s), baseline, size, font, False, 0, order)


def page(*runs, rules=(), areas=()):
    return PageMarks(1, 595.0, 841.0, tuple(runs), tuple(rules), tuple(areas), ())


def texts(*runs, **more):
    return [line.text for line in read_lines(page(*runs, **more))]


def test_a_raised_star_stays_in_its_line():
    star = run("*", 90, 95, size=6, order=1)
    assert texts(run("전망", 70, 100), star, run("되며", 96, 100, order=2)) == ["전망*되며"]


def test_a_line_above_is_not_taken_for_a_raised_run():
    assert texts(run("위줄", 70, 100), run("아래", 90, 116, order=1)) == ["위줄", "아래"]


def test_blanks_left_as_gaps_come_back_also_where_they_are_as_common_as_none():
    glyphs = [
        run(c, x, 100, order=i) for i, (c, x) in enumerate(zip("한계및향후", (70, 80, 95, 110, 120), strict=True))
    ]
    assert texts(*glyphs) == ["한계 및 향후"]


def test_wide_letter_spacing_is_not_read_as_blanks():
    assert texts(run("기본현황입니다", 70, 100, advance=14)) == ["기본현황입니다"]


def test_drawn_blanks_are_folded_and_the_last_one_is_remembered():
    (line,) = read_lines(page(run("  가나  다 ", 70, 100)))
    assert (line.text, line.space_after, line.x0) == ("가나 다", True, 90)


def test_a_vertical_rule_cuts_a_line_but_a_box_around_a_word_does_not():
    runs = (run("표의", 70, 100), run("칸들", 95, 100, order=1))
    assert texts(*runs, rules=[Rule(92, 80, 92, 120, 1, 0)]) == ["표의", "칸들"]
    assert texts(*runs, rules=[Rule(92, 92, 92, 102, 1, 0)]) == ["표의 칸들"]


def test_marker_pen_behind_words_does_not_cut_a_line_but_a_filled_cell_does():
    runs = (run("<", 70, 100), run("자금", 90, 100, order=1))
    pen, cell = (Area(85, top, 120, bottom, "rect", 0xCCFFCC, None, 0) for top, bottom in ((91, 102), (80, 110)))
    assert texts(*runs, areas=[pen]) == ["< 자금"]
    assert texts(*runs, areas=[cell]) == ["<", "자금"]


def test_pieces_drawn_apart_meet_on_their_line():
    assert texts(run("나다", 90, 100), run("끝줄", 70, 130, order=1), run("가", 80, 100, order=2)) == ["가나다", "끝줄"]


@pytest.mark.parametrize(
    ("first", "second", "whole"),
    [
        ("’24.", "9월", "’24.9월"),
        ("총 1,0", "08억", "총 1,008억"),
        ("재정·", "금융", "재정·금융"),
        ("지원하고,", "’28년까지", "지원하고, ’28년까지"),
        ("조성(", "안)", "조성(안)"),
    ],
)
def test_figures_dates_and_brackets_decide_how_lines_join(first, second, whole):
    lines = read_lines(page(run(first, 70, 100), run(second, 70, 118, order=1)))
    assert join(lines, Words(lines))[0] == whole


def test_the_documents_own_words_decide_where_a_word_was_broken():
    told = ["우리 산업 육성 계획", "이런 산업 육성 방안", "저런 산업 육성 전략", "큰 산업 육성"]
    known = [run(t, 70, 100 + 40 * i, order=i) for i, t in enumerate(told)]
    broken = [run("모두 산", 70, 500, order=8), run("업 육성", 70, 518, order=9)]
    apart = [run("모두 산업", 70, 600, order=10), run("육성 하", 70, 618, order=11)]
    lines = read_lines(page(*known, *broken, *apart))
    words = Words(lines)
    assert join(lines[-4:-2], words)[0] == "모두 산업 육성"
    assert join(lines[-2:], words)[0] == "모두 산업 육성 하"


def test_every_character_of_joined_text_keeps_its_box():
    lines = read_lines(page(run("가나", 70, 100), run("다라", 75, 118, order=1)))
    text, segments = join(lines)
    at = text.index("라")
    box = box_of(segments, at, at + 1)
    assert (box.x0, box.x1) == (85, 95) and box.top == pytest.approx(118 - 8.8)


def test_a_narrow_blank_comes_back_in_a_short_line_set_without_letter_spacing():
    glyphs = [run(c, x, 100, order=i) for i, (c, x) in enumerate(zip("공방북동", (70, 80, 92.2, 102.2), strict=True))]
    assert texts(*glyphs) == ["공방 북동"]
    loose = [run(c, x, 100, order=i) for i, (c, x) in enumerate(zip("공방북동", (70, 81, 93.2, 104), strict=True))]
    assert texts(*loose) == ["공방북동"]


def test_a_year_broken_behind_its_apostrophe_is_one():
    first, second = read_lines(page(run("조성(’24~’", 70, 100), run("28)", 70, 116, order=1)))
    assert join((first, second), None, 500.0)[0] == "조성(’24~’28)"
