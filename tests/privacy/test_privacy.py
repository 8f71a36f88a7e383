"""Personal data is hidden character by character; figures, programmes and names that are no contact's stay."""

import pytest

from ingest.privacy import HIDDEN, mask, mask_reading, mask_row
from ingest.raw import BY_NAME, DocumentReading

X = HIDDEN


@pytest.mark.parametrize(
    ("text", "hidden"),
    [
        ("전화 044-215-0000", f"전화 {X * 3}-{X * 3}-{X * 4}"),
        ("☎ 02) 700-0000", f"☎ {X * 2}) {X * 3}-{X * 4}"),
        ("(044) 215 - 0000", f"({X * 3}) {X * 3} - {X * 4}"),
        ("010-1234-5678", f"{X * 3}-{X * 4}-{X * 4}"),
        ("+82-44-215-0000", f"+{X * 2}-{X * 2}-{X * 3}-{X * 4}"),
        ("044-215-0000~3", f"{X * 3}-{X * 3}-{X * 4}~{X}"),
        ("콜센터 1588-0000", f"콜센터 {X * 4}-{X * 4}"),
        ("내선번호: 1234", f"내선번호: {X * 4}"),
        ("hong.gd@korea.kr로 제출", f"{X * 4}.{X * 2}@{X * 5}.{X * 2}로 제출"),
        ("담당자 홍길동", f"담당자 {X * 3}"),
        ("담 당 자 : 홍 길 동", f"담 당 자 : {X} {X} {X}"),
        ("담당자 홍길동 사무관 (044-215-0000)", f"담당자 {X * 3} 사무관 ({X * 3}-{X * 3}-{X * 4})"),
        ("책임자 과장 남궁민수 (044-215-0000)", f"책임자 과장 {X * 4} ({X * 3}-{X * 3}-{X * 4})"),
        ("문의: 전략과 김철수 서기관, 이영희 주무관", f"문의: 전략과 {X * 3} 서기관, {X * 3} 주무관"),
        ("성명: 홍길동\n예산 100억원", f"성명: {X * 3}\n예산 100억원"),
        ("담당과장: 홍길동", f"담당과장: {X * 3}"),
        ("총괄과장 홍길동 (02-700-0000)", f"총괄과장 {X * 3} ({X * 2}-{X * 3}-{X * 4})"),
        ("확 인 자 : 홍길동", f"확 인 자 : {X * 3}"),
        ("담당자 홍길동, 김철수, 이영희", f"담당자 {X * 3}, {X * 3}, {X * 3}"),
        ("책임자 과 장 홍길동", f"책임자 과 장 {X * 3}"),
    ],
)
def test_hidden(text, hidden):
    assert mask(text) == hidden and len(mask(text)) == len(text)
    assert mask(hidden) == hidden


@pytest.mark.parametrize(
    "text",
    [
        "총사업비 1,588-2,000억원",
        "2025-2030년 1500-2000명",
        "의안번호 25-13-2",
        "’26.1월 ~ ’27.12월, 010 방식",
        "0.2-0.35 수준, 100-200-3000개",
        "담당자 교육 500명",
        "담당자 전문성 강화",
        "현장 담당자 정기교육 연 2회",
        "문의 내용을 접수하는 창구 신설",
        "홍길동 교수 연구팀이 2026년까지 개발",
        "이순신 장군함 3척 건조",
        "단장 김포공항 방문",
        "담당국장 주재 점검회의 개최",
        "공공부문의 현안, 사회문제 해결",
        "담당과장 정기회의를 매월 개최",
        "책임자 지정 및 이행점검",
        "@ 5억불",
        "3@4 구조",
    ],
)
def test_left_as_it_is(text):
    assert mask(text) == text


def test_a_row_of_a_table_is_one_line_and_cells_keep_their_lengths():
    cells = ["담당 부서", "전략과", "책임자", "과장", "홍 길 동", "(044-\n215-0000)"]
    hidden = mask_row(cells)
    assert [len(c) for c in hidden] == [len(c) for c in cells]
    assert hidden[:4] == cells[:4] and X in hidden[4] and "홍" not in hidden[4]
    assert hidden[5] == f"({X * 3}-\n{X * 3}-{X * 4})"


@pytest.mark.parametrize(
    ("cells", "shown"),
    [
        (["담당과장", "홍길동 과장"], ["담당과장", f"{X * 3} 과장"]),
        (["담당과장", "홍길동"], ["담당과장", X * 3]),
        (["담당과장", "홍길동 (02-700-0000)"], ["담당과장", f"{X * 3} ({X * 2}-{X * 3}-{X * 4})"]),
        (["담 당 과 장", "홍 길 동"], ["담 당 과 장", f"{X} {X} {X}"]),
        (["담당 부서", "책임자", "과장 홍길동"], ["담당 부서", "책임자", f"과장 {X * 3}"]),
        (["담당자", "홍길동\n김철수"], ["담당자", f"{X * 3}\n{X * 3}"]),
        (["담당자", "전략과 홍길동 사무관"], ["담당자", f"전략과 {X * 3} 사무관"]),
        (["담당과장", "예산 100억원"], ["담당과장", "예산 100억원"]),
        (["담당 부서", "조선해양과"], ["담당 부서", "조선해양과"]),
        (["담당자", "이메일", "연락처"], ["담당자", "이메일", "연락처"]),
        (["책임자", "정책과"], ["책임자", "정책과"]),
    ],
)
def test_a_label_and_the_person_stand_in_neighbouring_cells(cells, shown):
    assert mask_row(cells) == shown and mask_row(shown) == shown


def table_of(*rows: list[str | None], spans: dict[tuple[int, int], int] | None = None) -> list[list[str]]:
    """What is left of a table's texts; ``spans``: rows a cell covers, by row and column."""
    reading = DocumentReading("d")
    for r, texts in enumerate(rows):
        for c, text in enumerate(texts):
            if text is not None:
                reading.add("table_cells", document_id="d", cell_id=f"{r}-{c}", table_id="t", row_no=r, col_no=c,
                            row_span=(spans or {}).get((r, c), 1), col_span=1, text=text)  # fmt: skip
    mask_reading(reading)
    left = iter(range(len(reading.rows["table_cells"])))
    return [[value(reading, "table_cells", "text", next(left)) for t in texts if t is not None] for texts in rows]


def test_people_stand_under_a_head_that_names_their_part():
    rows = [["추진과제", "담당 부서", "책임자", "담당자"], ["항만 정비", "항만과", "홍길동", "김철수\n이영희"]]
    assert table_of(*rows) == [rows[0], ["항만 정비", "항만과", X * 3, f"{X * 3}\n{X * 3}"]]


def test_labels_below_one_another_are_no_head():
    rows = [["담당과장", "홍길동 과장"], ["이메일", "hong@korea.kr"], ["소 속", "전략과"]]
    assert table_of(*rows) == [["담당과장", f"{X * 3} 과장"], ["이메일", f"{X * 4}@{X * 5}.{X * 2}"], rows[2]]


def test_a_label_over_several_rows_is_in_each():
    rows = [["담당자", "사무관", "홍길동"], [None, "주무관", "김철수"]]
    assert table_of(*rows, spans={(0, 0): 2}) == [["담당자", "사무관", X * 3], ["주무관", X * 3]]


def test_what_was_taken_from_a_hidden_cell_is_hidden():
    reading = DocumentReading("d")
    for n, text in enumerate(("담당과장", "홍길동 (교육 5명)", "김철수")):
        reading.add("table_cells", document_id="d", cell_id=f"c{n}", table_id="t", row_no=1, col_no=n, text=text)
    reading.add("table_cells", document_id="d", cell_id="d0", table_id="t", row_no=2, col_no=0, text="100억원")
    reading.add("claims", document_id="d", claim_id="x", block_id="c1", table_id="t", sentence="홍길동 (교육 5명)",
                unit_printed="명", subject="홍길동")  # fmt: skip
    reading.add("claims", document_id="d", claim_id="y", block_id="d0", table_id="t",
                row_label="홍길동 (교육 5명)", sentence="100억원")  # fmt: skip
    mask_reading(reading)
    assert [value(reading, "claims", c) for c in ("sentence", "subject", "unit_printed")] == [
        f"{X * 3} (교육 5명)", X * 3, "명",
    ]  # fmt: skip
    assert [value(reading, "claims", c, 1) for c in ("row_label", "sentence")] == [f"{X * 3} (교육 5명)", "100억원"]


def row(table, **values):
    reading = DocumentReading("d")
    reading.add(table, document_id="d", **values)
    return reading.rows[table][0]


def value(reading, table, name, n=0):
    return reading.rows[table][n][[c.name for c in BY_NAME[table].columns].index(name)]


def test_a_reading_is_masked_wherever_its_words_went():
    reading = DocumentReading("d")
    reading.add("blocks", document_id="d", block_id="b1", text="담당자 홍길동 (044-215-0000)")
    reading.add("blocks", document_id="d", block_id="b2", text="예산 35억원")
    for n, text in enumerate(("담당자", "홍길동", "044-215-0000")):
        reading.add("table_cells", document_id="d", cell_id=f"c{n}", table_id="t", row_no=1, text=text)
    reading.add("claims", document_id="d", claim_id="x", block_id="b1", sentence="담당자 홍길동 (044-215-0000)")
    reading.add("claims", document_id="d", claim_id="y", block_id="b2", sentence="예산 35억원")
    assert mask_reading(reading) == 3
    assert (
        value(reading, "blocks", "text")
        == value(reading, "claims", "sentence")
        == (f"담당자 {X * 3} ({X * 3}-{X * 3}-{X * 4})")
    )
    assert [value(reading, "table_cells", "text", n) for n in range(3)] == [
        "담당자", X * 3, f"{X * 3}-{X * 3}-{X * 4}",
    ]  # fmt: skip
    assert value(reading, "blocks", "text", 1) == value(reading, "claims", "sentence", 1) == "예산 35억원"
    assert mask_reading(reading) == 0
