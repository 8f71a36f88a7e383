"""In: a table's rows. Out: a CSV file that a program reads back exactly and a spreadsheet cannot be harmed by.

UTF-8 with a byte order mark: without one a Korean Excel takes the file for CP949 and shows no Korean, while pandas,
DuckDB, R's readr and the Data Package tools read either. Lines end with LF. NULL is empty, an empty text is "".
Numbers, dates and booleans stand bare. A text that a spreadsheet would take for a formula gets an apostrophe before it;
``unguarded`` takes it off.
"""

from __future__ import annotations

import json
import math
import re
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from decimal import Decimal
from itertools import chain
from typing import Any

from warehouse.exporting.tables import Table

# What begins a formula (https://owasp.org/www-community/attacks/CSV_Injection), full-width signs included; spaces and
# invisible signs before it do not help. A text that is a plain number (-5, +3.2%) calculates nothing and stays as is.
FORMULA = re.compile(r"'*(?:[\s\ufeff\u200b]*[=+\-@＝＋－＠]|[\t\r\n])")
NUMBER = re.compile(r"[+-]?(?:\d+(?:\.\d+)?|\.\d+)%?")
SPECIAL = re.compile('[",\r\n]|^\\s|\\s$')
BOM = "\ufeff".encode()


def guarded(text: str) -> str:
    """``text`` as it stands in the file: with an apostrophe before it where it could be taken for a formula."""
    return f"'{text}" if FORMULA.match(text) and not NUMBER.fullmatch(text) else text


def unguarded(text: str) -> str:
    """The text that ``guarded`` wrote."""
    return text[1:] if text.startswith("'") and guarded(text[1:]) == text else text


def said(value: Any) -> str:
    """One value as it stands in the file, in the lexical forms of Table Schema."""
    if value is None:
        return ""
    if isinstance(value, str):
        return guarded(value)
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        return number(value)
    if isinstance(value, Decimal):
        return f"{value:f}"
    if isinstance(value, datetime):
        return value.isoformat() + "Z"  # the warehouse keeps UTC
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, list | dict):
        return json.dumps(value, ensure_ascii=False)
    return str(value)


def number(value: float) -> str:
    """The shortest decimal that reads back as the same float, without an exponent where figures of plans lie."""
    if not math.isfinite(value):
        return {"nan": "NaN", "inf": "INF", "-inf": "-INF"}[str(value)]
    if value and not 1e-7 <= abs(value) < 1e22:
        return repr(value)
    return f"{Decimal(repr(value)):f}".removesuffix(".0")


def csv_bytes(header: Sequence[str], rows: Iterable[Sequence[Any]]) -> bytes:
    """The whole file."""
    lines = (",".join('""' if v == "" else _quoted(said(v)) for v in row) + "\n" for row in chain([header], rows))
    return BOM + "".join(lines).encode()


def _quoted(field: str) -> str:
    """As RFC 4180 has it; csv.writer would leave a lone carriage return bare where lines end with LF."""
    return '"' + field.replace('"', '""') + '"' if SPECIAL.search(field) else field


def table_csv(table: Table, rows: Iterable[Sequence[Any]]) -> bytes:
    return csv_bytes([c.name for c in table.columns], rows)
