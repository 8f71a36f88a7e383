"""Paragraphs and their nesting: the smallest page for every rule, and the reference readings as the measure."""

from __future__ import annotations

import importlib.util
import json

import pytest

from ingest.layout import read_layout
from ingest.layout.bullets import plain_number, read_mark
from ingest.layout.export import layout_json
from ingest.pdf.marks import PageMarks, Rule, Run


def run(text, x, baseline, size=10.0, order=0, font="Batang", bold=False):
    x0s, at = [], x
    for c in text:
        x0s.append(at)
        at += size if ord(c) > 0x2000 else size / 2
    ends = [*x0s[1:], at]
    return Run(text, tuple(x0s), tuple(ends), baseline, size, font, bold, 0, order)


def page(*rows, no=1, rules=()):
    """A page of rows ``(text, x, baseline[, size])`` in 10 pt."""
    runs = [run(*row, **({} if len(row) > 3 else {"size": 10.0}), order=i) for i, row in enumerate(rows)]
    return PageMarks(no, 595.0, 841.0, tuple(runs), tuple(rules), (), ())


def box(x0, top, x1, bottom):
    across = [Rule(x0, y, x1, y, 1, 0) for y in (top, bottom)]
    return across + [Rule(x, top, x, bottom, 1, 0) for x in (x0, x1)]


def tree(*pages):
    layout = read_layout(list(pages))
    by_id = {b.block_id: b for b in layout.blocks}
    return {b.text: (by_id[b.parent_id].text if b.parent_id else None) for b in layout.blocks}


@pytest.mark.parametrize(
    ("text", "style", "number"),
    [
        ("Ⅱ. 방향", "roman", 2), ("V. 계획", "roman", 5), ("1. 목표", "n.", 1),
        ("2-1 과제", "n-n", 1), ("(3) 방안", "(n)", 3),
        ("➋ 지원", "➊", 2), ("❷지원", "➊", 2), ("ㅇ「기업」", "ㅇ", None), ("－ 세부", "-", None), ("** 주", "*", None),
        ("※ 참고", "※", None), ("(단위: 억원)", "unit", None), ("< 현황 >", "<>", None), ("참고 1 일정", "annex", 1),
    ],
)  # fmt: skip
def test_marks(text, style, number):
    mark = read_mark(text)
    assert (mark.style, mark.number) == (style, number)


@pytest.mark.parametrize(
    "text",
    ["-270℃ 내외", "12. 16. 회의", "○○부 과제", "Ⅱ**(10.20)", "참고로 보면", "(1위) 미국", "△31억 감액", "가상 현실"],
)
def test_what_only_looks_like_a_mark(text):
    assert read_mark(text).style == ""


def test_private_glyphs_are_told_apart_by_their_font():
    assert read_mark("\uf000 항목", "Batang").style == "[n]"
    assert read_mark("\uf000 항목", "HCRDotum").style == "▪"
    assert plain_number("1 (지원체계) 구성").number == 1


def test_a_line_without_mark_at_the_hanging_indent_goes_on_and_one_far_below_does_not():
    found = tree(page(("□ 첫째 문장은 길게", 70, 100), ("이어진다", 85, 116), ("새 문단이다", 85, 160)))
    assert list(found) == ["□ 첫째 문장은 길게 이어진다", "새 문단이다"]


def test_bullets_nest_by_indent_and_notes_find_their_star():
    found = tree(
        page(
            ("□ 전망* 및 계획", 70, 100), ("ㅇ 세부 계획", 80, 120), ("- 작은 계획", 90, 140),
            ("* 한국은행", 90, 160, 8.0), ("※ 유의", 90, 180, 8.0), ("□ 다음", 70, 200),
        )
    )  # fmt: skip
    assert found["ㅇ 세부 계획"] == "□ 전망* 및 계획" and found["- 작은 계획"] == "ㅇ 세부 계획"
    assert found["* 한국은행"] == "□ 전망* 및 계획" and found["※ 유의"] == "- 작은 계획"
    assert found["□ 다음"] is None


def test_a_number_in_its_cell_and_the_title_beside_it_are_one_heading_over_what_follows():
    found = tree(page(("1", 85, 100), ("초전도 응용", 120, 100), ("□ 본문", 70, 140), rules=box(75, 85, 105, 106)))
    assert found == {"1 초전도 응용": None, "□ 본문": "1 초전도 응용"}


def test_a_box_hangs_under_the_open_block_and_closes_with_its_frame():
    found = tree(
        page(
            ("□ 본문", 70, 100), ("현장의 목소리", 120, 140), ("▪ A社: 의견", 85, 160, 9.0),
            ("▪ B社: 의견", 85, 180, 9.0), ("ㅇ 계속", 80, 220), rules=box(75, 125, 400, 190),
        )
    )  # fmt: skip
    assert found["현장의 목소리"] == "□ 본문" and found["▪ B社: 의견"] == "현장의 목소리"
    assert found["ㅇ 계속"] == "□ 본문"


def test_a_series_goes_on_after_a_heading_inside_it():
    found = tree(
        page(
            ("1. 추진방안", 70, 80), ("① 지원체계를 구성하고 운영하며 성과를 점검한다는 긴 문장", 75, 110),
            ("< 반영 내용 >", 70, 135), ("➊ 기술개발 지원", 75, 160),
            ("② 지원방안을 마련하고 이를 점검한다는 긴 문장이다", 75, 190),
        )
    )  # fmt: skip
    assert found["➊ 기술개발 지원"] == "< 반영 내용 >"
    assert found["② 지원방안을 마련하고 이를 점검한다는 긴 문장이다"] == "1. 추진방안"


ENTRIES = page(("Ⅱ. 과제", 70, 80, 16.0), ("1. 한지 공방 조성", 90, 140, 14.0), ("2. 옻칠 체험관", 90, 180, 14.0), no=1)


def parents(*pages):
    """(page, text, parent's text) of each block."""
    blocks = read_layout(list(pages)).blocks
    by_id = {b.block_id: b.text for b in blocks}
    return [(b.page_no, b.text, by_id.get(b.parent_id)) for b in blocks]


@pytest.mark.parametrize("mark", ["1. ", "(1) "])
def test_a_heading_takes_the_place_of_the_divider_pages_entry_that_it_repeats(mark):
    body = page((f"{mark}한지 공방 조성", 70, 120, 12.0), ("□ 본문", 70, 160), no=2)
    assert parents(ENTRIES, body)[-2:] == [
        (2, f"{mark}한지 공방 조성", "Ⅱ. 과제"),
        (2, "□ 본문", f"{mark}한지 공방 조성"),
    ]


def test_a_heading_of_other_words_than_any_entrys_is_placed_by_its_looks():
    body = page(("1. 자개 공방 조성", 70, 120, 12.0), ("□ 본문", 70, 160), no=2)
    assert parents(ENTRIES, body)[-2] == (2, "1. 자개 공방 조성", "2. 옻칠 체험관")


@pytest.mark.parametrize(
    ("first", "again"),
    [
        ("1. 추진 체계 정비", "(1) 추진 체계 정비"),  # a chapter already filled is no entry
        ("1. 개요", "(1) 개요"),  # words so short recur in every chapter
    ],
)
def test_a_heading_that_repeats_no_entry_stands_in_its_own_chapter(first, again):
    filled = [("□ 본문", 70, 160)] if len(again) > 6 else []
    one = page(("Ⅱ. 과제", 70, 80, 16.0), (first, 70, 120, 14.0), *filled, no=1)
    two = page(("2. 자개 공방", 70, 80, 14.0), (again, 70, 120, 12.0), ("□ 본문", 70, 160), no=2)
    assert (2, again, "2. 자개 공방") in parents(one, two)


PARTED = [("Ⅲ. 과제", 70, 60, 16.0), ("1. 한지 공방", 80, 100, 14.0), ("Ⅰ. 공방 현황", 90, 130, 12.0)]
PARTED += [("□ 장인 감소", 95, 150), ("Ⅱ. 공방 계획", 90, 180, 12.0), ("□ 장인 양성", 95, 200)]


def test_roman_headings_that_part_a_numbered_chapter_stand_in_it_where_the_chapters_go_on():
    found = tree(
        page(
            *PARTED, ("2. 옻칠 공방", 80, 240, 14.0), ("Ⅰ. 옻칠 현황", 90, 270, 12.0), ("□ 장인 고령", 95, 290),
            ("Ⅳ. 향후 일정", 70, 330, 16.0), ("□ 공포", 95, 360),
        )
    )  # fmt: skip
    assert found["Ⅰ. 공방 현황"] == found["Ⅱ. 공방 계획"] == "1. 한지 공방"
    assert found["2. 옻칠 공방"] == "Ⅲ. 과제" and found["Ⅰ. 옻칠 현황"] == "2. 옻칠 공방"
    assert found["□ 장인 양성"] == "Ⅱ. 공방 계획" and found["□ 장인 고령"] == "Ⅰ. 옻칠 현황"
    assert found["Ⅳ. 향후 일정"] is None and found["□ 공포"] == "Ⅳ. 향후 일정"


def test_roman_headings_that_start_anew_behind_the_last_chapter_are_on_top():
    found = tree(page(*PARTED[:2], ("□ 장인", 95, 150), ("Ⅰ. 부칙", 70, 230, 16.0), ("2) 시행", 90, 300)))
    assert found["Ⅰ. 부칙"] is None


LEAD, STEP = "➊ 종이 뜨기 배움터, ➋ 물레 장인 모임", "➊ 종이 뜨기 배움터"


@pytest.mark.parametrize(("line", "kind", "above"), [(LEAD, "paragraph", "1. 마을"), (STEP, "heading", STEP)])
def test_a_framed_line_that_goes_on_to_the_next_number_itself_is_no_heading(line, kind, above):
    rows = [("1. 마을", 70, 80, 14.0), (line, 80, 112, 12.0)]
    rows += [(f"□ 본문을 적은 {n}째 줄이 넉넉히 길다", 70, 160 + 20 * n) for n in range(4)]
    marks = page(*rows, rules=box(70, 97, 400, 120))
    assert {b.text: b.kind for b in read_layout([marks]).blocks}[line] == kind
    assert tree(marks)["□ 본문을 적은 0째 줄이 넉넉히 길다"] == above


def test_a_sentence_over_the_page_break_is_one_block_with_segments_on_both_pages():
    full = "□ " + "가나다라마" * 8
    layout = read_layout([page((full, 70, 700), no=1), page(("끝까지 간다", 80, 80), ("□ 다음", 70, 120), no=2)])
    assert [b.kind for b in layout.blocks] == ["item", "item"]
    assert {s.page_no for s in layout.blocks[0].segments} == {1, 2}


def test_page_numbers_are_kept_but_never_parents():
    layout = read_layout([page(("- 3 -", 280, 811), ("□ 본문", 70, 100))])
    assert {b.text: b.kind for b in layout.blocks}["- 3 -"] == "page_number"
    assert all(b.parent_id is None for b in layout.blocks)


def test_ids_texts_and_boxes_are_the_same_in_every_reading():
    pages = [page(("□ 본문", 70, 100), ("ㅇ 세부", 80, 120))]
    assert read_layout(pages) == read_layout(pages)


def _read(shared, name):
    from ingest.pdf.pdfium import read_pages

    return read_layout(read_pages(str(shared / "plans" / name)))


def test_reference_paragraphs_are_found_and_nested(shared):
    spec = importlib.util.spec_from_file_location("score_structure", shared / "tools" / "score_structure.py")
    scorer = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(scorer)
    lines = (shared / "tables" / "truth_blocks.jsonl").read_text(encoding="utf-8").splitlines()
    found = layout_json(_read(shared, "round-4.pdf"), 1, 18)["blocks"]
    score = scorer.score_blocks(found, [json.loads(x) for x in lines])
    assert score["recall_exact"] >= 0.99 and score["precision"] >= 0.99
    assert score["nesting_end_to_end"] >= 0.985, score["wrong_parents"]


@pytest.mark.parametrize("engine", ["libreoffice", "typst", "chromium"])
def test_other_typesetters_editions_give_the_same_tree(shared, engine):
    def parents(layout):
        by_id = {b.block_id: b for b in layout.blocks}
        keep = [b for b in layout.blocks if b.kind in ("item", "note", "heading") and len(b.text) > 12]
        return {_bare(b.text): _bare(by_id[b.parent_id].text) if b.parent_id else "" for b in keep}

    ours, theirs = parents(_read(shared, "round-4.pdf")), parents(_read(shared, f"round-4.{engine}.pdf"))
    both = [k for k in ours if k in theirs]
    known = set(theirs)
    same = sum(ours[k] == theirs[k] for k in both if ours[k] in known)  # parents' wording may differ by a slip
    assert len(both) > 250
    assert same >= 0.93 * sum(ours[k] in known for k in both)


def _bare(text):
    """Hangul only: marks, figures and punctuation differ between the editions."""
    return "".join(c for c in text if "가" <= c <= "힣")
