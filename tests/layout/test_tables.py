"""Tables from marks: spans, separate boxes, open sides, rules without verticals, page breaks; pages drawn by hand."""

from __future__ import annotations

from collections.abc import Iterable

import pytest

from ingest.layout.lines import read_lines
from ingest.layout.model import Table, box_of
from ingest.layout.tables import find_tables, unread
from ingest.pdf.marks import Area, PageMarks, Rule, Run

SIZE = 10.0
BLACK = 0


def word(text: str, x: float, y: float, order: int = 0, bold: bool = False) -> Run:
    """A run of ten-point glyphs half an em wide (Hangul: one em) that begins at ``x`` on baseline ``y``."""
    x0s, x1s = [], []
    for c in text:
        x0s.append(x)
        x += SIZE if c >= "가" else SIZE / 2
        x1s.append(x)
    return Run(text, tuple(x0s), tuple(x1s), y, SIZE, "Test", bold, BLACK, order)


def across(y: float, a: float, b: float, color: int = BLACK) -> Rule:
    return Rule(a, y, b, y, 0.4, color)


def down(x: float, a: float, b: float) -> Rule:
    return Rule(x, a, x, b, 0.4, BLACK)


def box(x0: float, top: float, x1: float, bottom: float) -> list[Rule]:
    return [across(top, x0, x1), across(bottom, x0, x1), down(x0, top, bottom), down(x1, top, bottom)]


def page(runs: Iterable[Run], rules: Iterable[Rule], areas: Iterable[Area] = (), page_no: int = 1) -> PageMarks:
    runs = tuple(r._replace(order=n) for n, r in enumerate(runs))
    return PageMarks(page_no, 595.0, 842.0, runs, tuple(rules), tuple(areas), ())


def tables(*pages: PageMarks) -> list[Table]:
    return find_tables(pages, [read_lines(p) for p in pages])


def data(*pages: PageMarks) -> list[Table]:
    return [t for t in tables(*pages) if t.kind == "data"]


def cells(table: Table) -> dict[tuple[int, int, int, int], str]:
    return {(c.row, c.col, c.rowspan, c.colspan): c.text for c in table.cells}


def grid(xs: list[float], ys: list[float]) -> list[Rule]:
    return [across(y, xs[0], xs[-1]) for y in ys] + [down(x, ys[0], ys[-1]) for x in xs]


def rows_of(*rows: str, x: float = 110, y: float = 119, step: float = 100) -> list[Run]:
    """Words of rows 30 points high and columns ``step`` wide; words are separated by a blank."""
    return [word(t, x + step * c, y + 30 * r) for r, row in enumerate(rows) for c, t in enumerate(row.split())]


def test_merged_cells_keep_their_spans_and_fill_no_neighbour() -> None:
    rules = [
        across(100, 100, 400), across(160, 100, 400), across(130, 200, 400),
        down(100, 100, 160), down(200, 100, 160), down(300, 130, 160), down(400, 100, 160),
    ]  # fmt: skip
    marks = [word("지원", 120, 134), word("총계", 240, 119), word("30억", 220, 149), word("40억", 320, 149)]
    (table,) = data(page(marks, rules))
    assert cells(table) == {(0, 0, 2, 1): "지원", (0, 1, 1, 2): "총계", (1, 1, 1, 1): "30억", (1, 2, 1, 1): "40억"}


def test_open_sides_are_closed_where_the_rules_end() -> None:
    rules = [across(y, 100, 400) for y in (100, 130, 160)] + [down(200, 100, 160), down(300, 100, 160)]
    (table,) = data(page(rows_of("구분 기준 비고", "기술 성능 없음"), rules))
    assert (table.n_rows, table.n_cols) == (2, 3)
    assert [c.text for c in table.cells] == ["구분", "기준", "비고", "기술", "성능", "없음"]


def test_a_row_without_verticals_belongs_to_the_open_sided_table_around_it() -> None:
    rules = [across(y, 100, 400) for y in (100, 115, 130, 145)] + [down(200, 100, 115), down(200, 130, 145)]
    marks = [
        word("구분", 110, 112),
        word("내용", 210, 112),
        word("계", 250, 127),
        word("정비", 110, 142),
        word("검토", 210, 142),
    ]
    (table,) = data(page(marks, rules))
    assert cells(table)[1, 0, 1, 2] == "계"


def test_boxes_side_by_side_in_strips_are_one_table() -> None:
    rules, marks = [], []
    for row, top in enumerate((100, 150)):
        for col, x in enumerate((100, 212)):
            rules += box(x, top, x + 100, top + 40)
            marks.append(word(f"칸{row}{col}", x + 10, top + 25))
    (table,) = data(page(marks, rules))
    assert [(c.row, c.col, c.text) for c in table.cells] == [
        (0, 0, "칸00"),
        (0, 1, "칸01"),
        (1, 0, "칸10"),
        (1, 1, "칸11"),
    ]


def test_boxes_too_far_apart_are_no_table() -> None:
    rules, marks = [], []
    for top in (100, 150):
        for x in (100, 245):  # a gap of 45 points
            rules += box(x, top, x + 100, top + 40)
            marks.append(word("칸", x + 10, top + 25))
    assert not data(page(marks, rules))


def test_a_label_box_spans_the_boxes_beside_it() -> None:
    rules, marks = [], []
    for n, top in enumerate((100, 160)):
        rules += box(100, top, 150, top + 50) + box(162, top, 400, top + 14) + box(162, top + 18, 400, top + 50)
        marks += [word(f"분야{n}", 105, top + 28), word("부처", 250, top + 11), word("내용", 170, top + 36)]
    (table,) = data(page(marks, rules))
    assert cells(table) == {
        (0, 0, 2, 1): "분야0", (0, 1, 1, 1): "부처", (1, 1, 1, 1): "내용",
        (2, 0, 2, 1): "분야1", (2, 1, 1, 1): "부처", (3, 1, 1, 1): "내용",
    }  # fmt: skip


def test_strips_whose_columns_merge_below_are_one_table() -> None:
    rules = grid([100, 250, 400], [100, 130]) + grid([100, 180, 250, 400], [140, 170, 200])
    marks = [word("시기", 110, 119), word("일정", 260, 119)]
    marks += [word(t, x, y) for y in (159, 189) for t, x in (("26년", 110), ("상반기", 190), ("착수", 260))]
    (table,) = data(page(marks, rules))
    assert cells(table)[0, 0, 1, 2] == "시기" and table.n_rows == 3


def test_a_lower_label_box_near_a_higher_one_belongs_to_it() -> None:
    rules, marks = [], []
    for top in (100, 160):
        rules += box(100, top + 8, 150, top + 42) + box(160, top, 400, top + 50)
        marks += [word("목표", 105, top + 28), word("수출", 170, top + 28)]
    assert len(tables(page(marks, rules))) < 4


def test_arrows_between_boxes_get_a_column() -> None:
    rules, marks = [], []
    for top in (100, 150):
        rules += box(100, top, 200, top + 40) + box(230, top, 330, top + 40)
        marks += [word("한계", 110, top + 25), word("⇨", 212, top + 25), word("방향", 240, top + 25)]
    (table,) = data(page(marks, rules))
    assert [c.text for c in table.cells if c.row == 1] == ["한계", "⇨", "방향"]


def test_bands_of_number_and_title_are_no_data() -> None:
    bands = grid([100, 130, 400], [100, 130, 160])
    assert not data(page(rows_of("1 제목", "2 둘째", step=40), bands))
    assert data(page(rows_of("가 제목", "나 둘째", step=40), bands))


def test_a_numbered_column_does_not_stop_a_table_from_being_one() -> None:
    (table,) = data(page(rows_of("1 게임 30", "2 음악 40"), grid([100, 200, 300, 400], [100, 130, 160])))
    assert table.n_rows == 2


def test_rules_without_verticals_make_columns_where_no_text_crosses() -> None:
    marks = [
        word("시기", 150, 119), word("일정", 350, 119),
        word("26년", 110, 149), word("상반기", 170, 149), word("착수", 350, 149),
        word("하반기", 170, 179), word("완료", 350, 179),
        word("27년", 145, 209), word("시행", 350, 209),
    ]  # fmt: skip
    rules = [across(y, 160 if y == 160 else 100, 500) for y in (100, 130, 160, 190, 220)]
    heads = [Area(100, 100, 250, 130, "rect", 0xDDDDDD, None, 0), Area(250, 100, 500, 130, "rect", 0xDDDDDD, None, 1)]
    (table,) = data(page(marks, rules, heads))
    found = cells(table)
    assert found[0, 0, 1, 2] == "시기"
    assert found[1, 0, 2, 1] == "26년" and found[1, 1, 1, 1] == "상반기" and found[2, 1, 1, 1] == "하반기"
    assert found[3, 0, 1, 2] == "27년"


def test_running_text_between_rules_is_no_table() -> None:
    lines = [word("가나다라마바사아자차카타파하가나다라마바사아자차카타파하", 105, 115 + 15 * n) for n in range(8)]
    assert not data(page(lines, [across(y, 100, 400) for y in (100, 160, 240)]))


def schedule(labels: list[str], events: list[str], page_no: int, bottom: float, merged: int) -> PageMarks:
    """A page with a head, a label column whose first ``merged`` rows are one cell, and a column of events."""
    step = (bottom - 100) / (len(events) + 1)
    ys = [100 + step * n for n in range(len(events) + 2)]
    rules = [across(y, 200, 400) for y in ys] + [down(x, 100, bottom) for x in (100, 200, 400)]
    rules += [across(y, 100, 200) for n, y in enumerate(ys) if not 1 < n < 1 + merged]
    marks = [word("시기", 120, 112), word("일정", 250, 112)]
    marks += [word(t, 110, ys[1] + 12) for t in labels[:1] if t]
    marks += [word(t, 110, ys[merged + n + 1] + 12) for n, t in enumerate(labels[1:])]
    marks += [word(t, 210, ys[n + 1] + 12) for n, t in enumerate(events)]
    return page(marks, rules, page_no=page_no)


def test_a_page_break_inside_a_merged_cell_makes_no_second_table() -> None:
    first = schedule(["25년"], ["일", "이", "삼"], 1, 770, 3)
    second = schedule(["", "26년"], ["사", "오", "육"], 2, 300, 2)
    (table,) = data(first, second)
    assert table.pages == (1, 2) and table.n_rows == 7 and table.header_rows == 1
    found = cells(table)
    assert found[1, 0, 5, 1] == "25년" and found[6, 0, 1, 1] == "26년"
    assert [c.text for c in table.cells if c.col == 1] == ["일정", "일", "이", "삼", "사", "오", "육"]
    assert [c.page_no for c in table.cells if c.text == "오"] == [2]


def band(label: str, gap: float, page_no: int = 1, rows: str = "봄 설계,가을 착공") -> PageMarks:
    """A page that ends with a band "label | 세부 일정" some points above a table of the same columns."""
    words = [w.split() for w in ("시기 일정", *rows.split(","))]
    top = 742 - 30 * len(words)
    ys = [top + gap + 30 * n for n in range(len(words) + 1)]
    marks = [word(label, 110, top - 8), word("세부 일정", 210, top - 8)]
    marks += [
        word(t, x, y + 19) for y, row in zip(ys, words, strict=False) for t, x in zip(row, (110, 210), strict=True)
    ]
    return page(marks, grid([100, 200, 400], [top - 25, top]) + grid([100, 200, 400], ys), page_no=page_no)


@pytest.mark.parametrize("label", ["참고", "참고 1", "Ⅱ"])
def test_a_heading_band_right_above_a_table_of_the_same_columns_is_no_row_of_it(label: str) -> None:
    (table,) = data(band(label, 6))
    assert [c.text for c in table.cells] == ["시기", "일정", "봄", "설계", "가을", "착공"]
    assert table.header_rows == 1


def test_words_that_head_no_band_are_the_tables_first_row() -> None:
    (table,) = data(band("구분", 6))
    assert [c.text for c in table.cells][:4] == ["구분", "세부 일정", "시기", "일정"]


def test_the_head_repeated_overleaf_is_left_out_though_a_band_stands_above_the_first() -> None:
    ys = [80, 110, 140]
    second = page(rows_of("시기 일정", "겨울 개관", y=99), grid([100, 200, 400], ys), page_no=2)
    (table,) = data(band("참고", 6), second)
    assert table.pages == (1, 2)
    assert [c.text for c in table.cells if c.col == 0] == ["시기", "봄", "가을", "겨울"]


def test_text_between_the_parts_makes_two_tables() -> None:
    first = schedule(["25년"], ["일", "이", "삼"], 1, 770, 3)
    second = schedule(["26년"], ["사", "오", "육"], 2, 300, 3)
    second = second._replace(runs=(word("다음 표", 100, 80, order=99), *second.runs))
    assert len(data(first, second)) == 2


def test_a_table_that_ends_high_on_its_page_does_not_go_on() -> None:
    first = schedule(["25년"], ["일", "이", "삼"], 1, 300, 3)
    second = schedule(["26년"], ["사", "오", "육"], 2, 300, 3)
    other_head = tuple(word("때", r.x0, r.baseline, r.order) if r.text == "시기" else r for r in second.runs)
    second = second._replace(runs=other_head)
    assert len(data(first, second)) == 2


def test_text_is_read_cell_by_cell_and_every_offset_has_its_box() -> None:
    rules = grid([100, 200, 400], [100, 150, 200])
    marks = [
        word("벤처 펀드", 110, 128),  # a label centred beside two lines
        word("운용사를 선정하고 조성한 다음 그 결과", 205, 120), word("27년 9월까지", 205, 135),
        word("합계", 110, 178), word("15백억", 210, 178),
    ]  # fmt: skip
    (table,) = data(page(marks, rules))
    text = {c.col: c for c in table.cells if c.row == 0}
    assert text[0].text == "벤처 펀드"
    assert text[1].text == "운용사를 선정하고 조성한 다음 그 결과 27년 9월까지"
    at = text[1].text.index("27년")
    found = box_of(text[1].segments, at, at + 3)
    assert found is not None and (found.x0, found.x1) == (205.0, 225.0)
    assert found.top == pytest.approx(135 - 0.88 * SIZE)


def test_bullets_begin_paragraphs_in_a_cell() -> None:
    rules = grid([100, 200, 400], [100, 160, 200])
    marks = [
        word("과제", 110, 130),
        word("- " + "게임" * 9, 205, 115),
        word("① 음악", 205, 130),
        word("계", 110, 180),
        word("2개", 205, 180),
    ]
    (table,) = data(page(marks, rules))
    assert cells(table)[0, 1, 1, 1] == "- " + "게임" * 9 + "\n① 음악"


def test_sums_set_like_the_head_leave_it_a_head() -> None:
    """Bold sums below are no second head; a bold row of words is one, of a table in strips."""
    xs, ys = [100.0, 200.0, 300.0], [100.0, 120.0, 140.0, 160.0]

    def heads(last: str) -> int:
        rows = ["과제 예산", "공방 30", last]
        marks = [
            word(text, xs[k] + 10, 114 + 20 * r, bold=r != 1)
            for r, row in enumerate(rows)
            for k, text in enumerate(row.split())
        ]
        (table,) = data(page(marks, grid(xs, ys)))
        return table.header_rows

    assert (heads("소계 30"), heads("지역 인원")) == (1, 0)


def test_a_head_with_a_notch_names_both_columns() -> None:
    rules = [
        *(across(y, 100, 400) for y in (100, 160, 190, 220)), across(130, 300, 400),
        down(100, 100, 220), down(200, 100, 220), down(300, 130, 220), down(400, 100, 220),
    ]  # fmt: skip
    marks = [word("구분", 120, 134), word("예산", 220, 142), word("증감률", 320, 149)]
    marks += rows_of("계 30 5", "게임 20 6", y=179)
    (table,) = data(page(marks, rules))
    found = cells(table)
    assert found[0, 1, 1, 2] == "예산" and found[1, 2, 1, 1] == "증감률"
    assert table.header_rows == 2


def test_a_border_that_drifts_from_row_to_row_stays_one_border() -> None:
    rules, marks = [], []
    for n in range(4):
        top = 100 + 30 * n
        rules += box(100, top, 200 + 3 * n, top + 30) + box(200 + 3 * n, top, 400, top + 30)
        marks += [word(f"기관{n}", 110, top + 19), word(f"주소{n}", 230, top + 19)]
    (table,) = data(page(marks, rules))
    assert (table.n_rows, table.n_cols) == (4, 2) and all(c.colspan == 1 for c in table.cells)


def test_coloured_bars_beside_date_boxes_are_rows() -> None:
    areas, rules, marks = [], [], []
    for n, top in enumerate((100, 140, 180)):
        areas.append(Area(100, top, 400, top + 30, "rect", 0xDDDDFF, None, n))
        marks.append(word(f"절차{n}", 110, top + 19))
    rules += box(418, 100, 488, 130) + box(418, 140, 488, 210)  # a gap of 18 points: only alignment tells
    marks += [word("24.10월", 420, 119), word("25.1월", 420, 179)]
    (table,) = data(page(marks, rules, areas))
    found = cells(table)
    assert found[0, 1, 1, 1] == "24.10월" and found[1, 1, 2, 1] == "25.1월" and found[2, 0, 1, 1] == "절차2"


def test_a_line_in_a_table_but_in_no_cell_is_named() -> None:
    (table,) = data(page(rows_of("가 나", "다 라"), grid([100, 200, 300], [100, 130, 160])))
    stray = read_lines(page([word("9억", 250, 119)], []))
    assert [n for n, _ in unread([table], [stray])] == [1]
