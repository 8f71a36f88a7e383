"""In: the marts' rows. Out: one Excel workbook: what it is and where it comes from, all columns, a sheet per mart.

A mart's sheet has three rows above the data: each column's description in Korean, in English, and its name (pandas:
``read_excel(..., header=2)``). Texts are written as texts, so that none is a formula or a link; numbers, dates and
booleans as what they are. The same warehouse gives the same bytes.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterator, Sequence
from datetime import date, datetime
from decimal import Decimal
from itertools import chain, islice
from pathlib import Path
from typing import Any

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from warehouse.exporting.csvs import number
from warehouse.exporting.release import TITLE_EN, TITLE_KO, Release
from warehouse.exporting.tables import Table

LONGEST = 32_767  # characters that a cell of Excel holds
MOST_ROWS = 1_048_576  # rows that a sheet of Excel holds
LARGEST = 10**15  # Excel keeps fifteen digits of a number; larger ones are written as text, digit by digit
NARROWEST, WIDEST = 9, 60  # characters a column is wide
HEAD = 3  # rows above the data
FIRST_DAY = date(1900, 1, 1)  # of Excel's calendar
CUT = "… [줄임 cut]"
READING_KO = "넷째 행부터 데이터, 셋째 행은 열 이름. 합계는 is_additive 행만, 한 amount_type과 연도 안에서."
READING_EN = "Data from row 4, names in row 3. Sum only rows with is_additive, within one amount_type and year."
SOURCE_HEAD = ("문서 document", "제목 title", "차수 round", "파일 file", "SHA-256", "쪽 pages", "발행 issuer",
               "재작성본 restated")  # fmt: skip


def write_workbook(
    tables: Sequence[Table], rows: Callable[[Table], Iterator[Sequence[Any]]], release: Release, path: Path
) -> None:
    """Write the workbook to ``path``; ``rows`` gives a table's rows in their order."""
    book = xlsxwriter.Workbook(
        str(path), {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    )
    told = {"title": TITLE_EN, "subject": TITLE_KO, "comments": release.version}
    book.set_properties({**told, "created": release.built_at})
    looks = _looks(book)
    counts = {}
    about, columns = book.add_worksheet("about"), book.add_worksheet("columns")
    for table in tables:
        counts[table.name] = _sheets(book, looks, table, rows(table))
    _about(about, looks, release, tables, counts)
    _columns(columns, looks, tables)
    book.close()


def _looks(book: xlsxwriter.Workbook) -> dict[str, Format]:
    grey = {"font_color": "#555555", "text_wrap": True, "valign": "top", "font_size": 9}
    return {
        "title": book.add_format({"bold": True, "font_size": 14}),
        "name": book.add_format({"bold": True, "bg_color": "#DDE6F0", "bottom": 1}),
        "told": book.add_format(grey),
        "wrapped": book.add_format({"text_wrap": True, "valign": "top"}),
        "bold": book.add_format({"bold": True, "valign": "top"}),
        "date": book.add_format({"num_format": "yyyy-mm-dd"}),
        "datetime": book.add_format({"num_format": "yyyy-mm-dd hh:mm:ss"}),
        "amount": book.add_format({"num_format": "#,##0"}),
        "whole": book.add_format({"num_format": "0"}),
    }


def _sheets(book: xlsxwriter.Workbook, looks: dict[str, Format], table: Table, rows: Iterator[Sequence[Any]]) -> int:
    """The table's sheet, and more where one cannot hold all rows. Returns the number of rows."""
    n, part = 0, 1
    while True:
        some = islice(rows, MOST_ROWS - HEAD)
        first = next(some, None)
        if first is None and part > 1:
            return n
        sheet = book.add_worksheet(table.name[:31] if part == 1 else f"{table.name[:27]}_{part}")
        n += _sheet(sheet, looks, table, chain([first], some) if first is not None else iter(()))
        part += 1


def _sheet(sheet: Worksheet, looks: dict[str, Format], table: Table, rows: Iterator[Sequence[Any]]) -> int:
    widths = [max(NARROWEST, len(c.name) + 3) for c in table.columns]
    for x, column in enumerate(table.columns):
        unit = f" [{column.unit}]" if column.unit else ""
        sheet.write_string(0, x, column.ko + unit, looks["told"])
        sheet.write_string(1, x, column.en + unit, looks["told"])
        sheet.write_string(2, x, column.name, looks["name"])
    n = 0
    for n, row in enumerate(rows, 1):
        for x, (value, column) in enumerate(zip(row, table.columns, strict=True)):
            _write(sheet, HEAD + n - 1, x, value, looks["amount"] if column.unit == "KRW" else looks["whole"], looks)
            if n <= 1000:
                widths[x] = max(widths[x], _width(value) + 1)
    for x, width in enumerate(widths):
        sheet.set_column(x, x, min(width, WIDEST))
    sheet.set_row(0, 48)
    sheet.set_row(1, 48)
    sheet.freeze_panes(HEAD, 1)
    sheet.autofilter(HEAD - 1, 0, HEAD - 1 + n, len(table.columns) - 1)
    return n


def _write(sheet: Worksheet, y: int, x: int, value: Any, whole: Format, looks: dict[str, Format]) -> None:
    if value is None:
        return
    if isinstance(value, bool):
        sheet.write_boolean(y, x, value)
    elif isinstance(value, int | Decimal) and abs(value) < LARGEST:
        sheet.write_number(y, x, value, whole)
    elif isinstance(value, float) and abs(value) < float("inf"):
        sheet.write_number(y, x, value)
    elif isinstance(value, datetime):
        sheet.write_datetime(y, x, value, looks["datetime"])
    elif isinstance(value, date) and value >= FIRST_DAY:
        sheet.write_datetime(y, x, value, looks["date"])
    else:
        text = _text(value)
        sheet.write_string(y, x, text if len(text) <= LONGEST else text[: LONGEST - len(CUT)] + CUT)


def _text(value: Any) -> str:
    if isinstance(value, list):
        return "; ".join(map(_text, value))
    return number(value) if isinstance(value, float) else str(value)


def _width(value: Any) -> int:
    if value is None:
        return 0
    if isinstance(value, datetime):
        return 19
    text = _text(value)[:WIDEST]
    separators = len(text) // 3 if isinstance(value, int | Decimal) else 0
    return sum(2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text) + separators


def _about(
    sheet: Worksheet, looks: dict[str, Format], release: Release, tables: Sequence[Table], counts: dict[str, int]
) -> None:
    """Title, fingerprint, terms, rounds, sources, sheets."""
    lines: list[tuple[Sequence[Any], str]] = [
        ([TITLE_KO], "title"),
        ([TITLE_EN], "title"),
        ([], ""),
        (["version", release.version], ""),
        (["fingerprint", f"sha256:{release.fingerprint}"], ""),
        (["build", release.build_id], ""),
        (["built (UTC)", release.created], ""),
        (["이용 조건 terms", release.terms[0]], "wrapped"),
        (["", release.terms[1]], "wrapped"),
        (["읽는 법 reading", READING_KO], "wrapped"),
        (["", READING_EN], "wrapped"),
        ([], ""),
        (["차수 round", "제목 title", "발표일 published", "읽음 read"], "bold"),
        *(([r.round_id, r.title, r.published_on, r.is_read], "") for r in release.rounds),
        ([], ""),
        (SOURCE_HEAD, "bold"),
        *(
            ([s.document_id, s.title, s.round_id, s.file_name, s.sha256, s.page_count, s.issuer, s.is_restated], "")
            for s in release.sources
        ),
        ([], ""),
        (["시트 sheet", "뜻 meaning", "행 rows"], "bold"),
        *(([t.name, f"{t.ko} / {t.en}", counts[t.name]], "") for t in tables),
    ]
    for y, (values, look) in enumerate(lines):
        for x, value in enumerate(values):
            if isinstance(value, str):
                sheet.write_string(y, x, value, looks.get(look))
            else:
                _write(sheet, y, x, value, looks["whole"], looks)
    for x, width in enumerate((22, 78, 18, 34, 66, 9, 18, 18)):
        sheet.set_column(x, x, width)


def _columns(sheet: Worksheet, looks: dict[str, Format], tables: Sequence[Table]) -> None:
    """Every column of every mart, with type, unit, allowed values and both descriptions."""
    head = ("table", "column", "type", "unit", "required", "key", "references", "allowed", "한국어", "English")
    for x, name in enumerate(head):
        sheet.write_string(0, x, name, looks["name"])
    y = 0
    for table in tables:
        refers = {r.column: f"{r.table}.{r.key}" for r in table.references}
        for c in table.columns:
            y += 1
            is_key = "key" if c.name in table.key else ""
            required = "required" if c.is_required else ""
            allowed = ", ".join(c.allowed)
            told = (table.name, c.name, c.type, c.unit or "", required, is_key, refers.get(c.name, ""), allowed)
            for x, text in enumerate((*told, c.ko, c.en)):
                if text:
                    sheet.write_string(y, x, text)
    for x, width in enumerate((22, 24, 15, 14, 10, 6, 30, 50, 60, 70)):
        sheet.set_column(x, x, width)
    sheet.freeze_panes(1, 2)
    sheet.autofilter(0, 0, y, len(head) - 1)
