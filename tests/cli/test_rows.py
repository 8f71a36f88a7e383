"""What a query prints: whole rows in a pipe, what fits on a terminal, Korean in its two columns."""

from __future__ import annotations

import csv
import io
import json
from datetime import date
from decimal import Decimal

import pytest

from kplan.rows import lines
from kplan.width import cut, pad, width, wrap

COLUMNS = [("budget_id", "VARCHAR"), ("programme", "VARCHAR"), ("amount_krw", "DECIMAL(20,0)"), ("day", "DATE")]
ROWS = [
    ("bud_1", "고온초전도마그넷기술개발", Decimal(9300000000), date(2026, 1, 31)),
    ("bud_2", "a, \"b\"\nc\rd|e", Decimal(-5), None),
]  # fmt: skip


def printed(kind: str, fit: int | None = None, rows=ROWS, columns=COLUMNS, header: bool = True) -> list[str]:
    return list(lines(columns, rows, kind, fit, header))


def test_csv_reads_back() -> None:
    back = list(csv.reader(io.StringIO("\n".join(printed("csv")), newline="")))
    assert back[0] == [name for name, _ in COLUMNS]
    assert back[1] == ["bud_1", "고온초전도마그넷기술개발", "9300000000", "2026-01-31"]
    assert back[2] == ["bud_2", 'a, "b"\nc\rd|e', "-5", ""]
    assert printed("csv", header=False)[0].startswith("bud_1")
    assert list(csv.reader(io.StringIO("\n".join(printed("tsv")), newline=""), delimiter="\t")) == back


def test_json_keeps_kinds() -> None:
    assert json.loads("\n".join(printed("json"))) == [
        {"budget_id": "bud_1", "programme": "고온초전도마그넷기술개발", "amount_krw": 9300000000, "day": "2026-01-31"},
        {"budget_id": "bud_2", "programme": 'a, "b"\nc\rd|e', "amount_krw": -5, "day": None},
    ]
    assert json.loads("\n".join(printed("json", rows=[]))) == []


def test_markdown_is_a_table() -> None:
    head, rule, first, second = printed("md")
    assert head == "| budget_id | programme | amount_krw | day |" and rule == "| --- | --- | ---: | --- |"
    assert first.count("|") == 5 and "c d\\|e" in second


def test_a_table_lines_up_under_double_width_letters() -> None:
    table = printed("table")
    assert len(table) == 4
    starts = [width(line[: line.index("9300000000")]) for line in table if "9300000000" in line]
    assert width(table[0][: table[0].index("amount_krw")]) == starts[0]
    assert "NULL" in table[3] and "\r" not in table[3]


@pytest.mark.parametrize("fit", [120, 70, 50, 45])
def test_a_table_fits_and_keeps_its_figures(fit: int) -> None:
    table = printed("table", fit)
    assert max(map(width, table)) <= fit
    assert any("9300000000" in line for line in table)
    said = "".join("".join(table).split())
    assert all(letter in said for letter in "고온초전도마그넷기술개발")


def test_where_no_table_fits_each_row_is_a_record() -> None:
    columns = [(f"a_long_name_of_a_column_{i}", "DOUBLE") for i in range(12)]
    record = printed("table", 80, [tuple(1234567.25 + i for i in range(12))], columns)
    assert len(record) == 13 and max(map(width, record)) <= 80
    assert record[0].startswith("─ 1 ─") and record[12].split() == ["a_long_name_of_a_column_11", "1234578.25"]


def test_words_of_a_document_cannot_steer_a_terminal() -> None:
    (_, _, row) = printed("table", 80, [("\x1b[2J\x1b]0;title\x07ok",)], [("quote", "VARCHAR")])
    assert row == "[2J]0;titleok"


@pytest.mark.parametrize(("value", "text"), [(5.8e9, "5800000000"), (-0.1, "-0.1"), (True, "true"), (["억"], '["억"]')])
def test_values_as_text(value: object, text: str) -> None:
    assert printed("csv", rows=[(value,)], columns=[("v", "DOUBLE")])[1] in (
        text,
        f'"{text}"',
        text.replace('"', '""'),
        '"[""억""]"',
    )


@pytest.mark.parametrize(
    ("text", "columns"), [("한글", 4), ("ab", 2), ("", 0), ("한a", 3), ("㎿", 2), ("e\u0301", 1), ("‘26년", 5)]
)
def test_width(text: str, columns: int) -> None:
    assert width(text) == columns


def test_cut_pad_wrap() -> None:
    assert cut("고온초전도", 7) == "고온초…" and width(cut("고온초전도", 6)) <= 6 and cut("가", 2) == "가"
    assert pad("가", 4) == "가  " and pad("가", 4, right=True) == "  가"
    assert wrap("가나 다라마바사 끝", 6) == ["가나", "다라마", "바사", "끝"] and wrap("", 5) == [""]
