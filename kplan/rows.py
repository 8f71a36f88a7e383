"""In: the columns and rows of a query. Out: lines of text: a table for people, or CSV, TSV, JSON, Markdown with every
column and every letter for whoever reads a pipe.

On a terminal the table fits its width: names and texts are broken over lines, figures never; where that is not enough,
each row becomes a record with a line per column.
"""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from kplan.width import cut, pad, width, wrap

NUMBERS = ("TINYINT", "SMALLINT", "INTEGER", "BIGINT", "HUGEINT", "UTINYINT", "USMALLINT", "UINTEGER", "UBIGINT",
           "UHUGEINT", "FLOAT", "DOUBLE", "DECIMAL")  # fmt: skip
NARROWEST = 8  # columns of a terminal that a text keeps in a table
TALLEST = 4  # lines of a text in a table; a longer one ends with an ellipsis
GAP = "  "

Column = tuple[str, str]  # name, type


def lines(
    columns: Sequence[Column], rows: Sequence[Sequence[Any]], kind: str, fit: int | None = None, header: bool = True
) -> Iterator[str]:
    """The answer as lines without their ends. ``fit``: columns of the terminal a table has to fit, else any width."""
    if kind == "json":
        yield from _json(columns, rows)
    elif kind in ("csv", "tsv"):
        yield from _separated(columns, rows, "," if kind == "csv" else "\t", header)
    elif kind == "md":
        yield from _markdown(columns, rows)
    else:
        yield from _table(columns, rows, fit, header)


def plain(value: Any) -> str:
    """A value as text that reads back as the same value; whole floats without ``.0``, lists as JSON."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() and abs(value) < 1e15 else repr(value)
    if isinstance(value, datetime | date):
        return value.isoformat(" ") if isinstance(value, datetime) else value.isoformat()
    if isinstance(value, list | dict):
        return json.dumps(value, ensure_ascii=False, default=plain)
    return str(value)


def steerless(text: str) -> str:
    """One line without what could steer a terminal: words of a document are nobody's to trust."""
    if text.isascii() and text.isprintable():
        return text
    return "".join(c if c.isprintable() else " " if c.isspace() else "" for c in text)


def _separated(columns: Sequence[Column], rows: Iterable[Sequence[Any]], separator: str, header: bool) -> Iterator[str]:
    for row in ([[name for name, _ in columns]] if header else []) + list(rows):
        line = io.StringIO()
        # what ends a line is quoted: name both signs, whatever ends ours
        csv.writer(line, delimiter=separator, lineterminator="\r\n").writerow(
            [v if isinstance(v, str) else plain(v) for v in row]
        )
        yield line.getvalue().removesuffix("\r\n")


def _json(columns: Sequence[Column], rows: Sequence[Sequence[Any]]) -> Iterator[str]:
    names = [name for name, _ in columns]
    said = [json.dumps(dict(zip(names, row, strict=True)), ensure_ascii=False, default=_for_json) for row in rows]
    yield "[" + ",\n ".join(said) + "]"


def _for_json(value: Any) -> Any:
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    return plain(value)


def _markdown(columns: Sequence[Column], rows: Iterable[Sequence[Any]]) -> Iterator[str]:
    yield "| " + " | ".join(name for name, _ in columns) + " |"
    yield "| " + " | ".join("---:" if _is_number(kind) else "---" for _, kind in columns) + " |"
    for row in rows:
        yield "| " + " | ".join(steerless(plain(v)).replace("|", "\\|") for v in row) + " |"


def _table(columns: Sequence[Column], rows: Iterable[Sequence[Any]], fit: int | None, header: bool) -> Iterator[str]:
    names = [steerless(name) for name, _ in columns]
    cells = [["NULL" if v is None else steerless(plain(v)) for v in row] for row in rows]
    contents = [max([1, *(width(row[i]) for row in cells)]) for i in range(len(names))]
    right = [_is_number(kind) for _, kind in columns]
    widths = _fitting(names, contents, right, fit) if fit else list(map(max, map(width, names), contents))
    if widths is None:
        yield from _records(names, cells, fit or 80)
        return
    if header:
        yield from _row([_head(name, w) for name, w in zip(names, widths, strict=True)], widths, right)
        yield GAP.join("─" * w for w in widths)
    for row in cells:
        yield from _row([_broken(cell, w) for cell, w in zip(row, widths, strict=True)], widths, right)


def _row(cells: Sequence[list[str]], widths: Sequence[int], right: Sequence[bool]) -> Iterator[str]:
    for i in range(max(map(len, cells))):
        line = ((c[i] if i < len(c) else "", w, r) for c, w, r in zip(cells, widths, right, strict=True))
        yield GAP.join(pad(*cell) for cell in line).rstrip()


def _broken(text: str, columns: int) -> list[str]:
    if width(text) <= columns:
        return [text]
    found = wrap(text, columns)
    return found if len(found) <= TALLEST else [*found[: TALLEST - 1], cut(" ".join(found[TALLEST - 1 :]), columns)]


def _fitting(names: Sequence[str], contents: Sequence[int], numbers: Sequence[bool], fit: int) -> list[int] | None:
    """Widths that fit: first names broken over lines, then long texts, figures never. None where that is too little."""
    room = fit - len(GAP) * (len(names) - 1)
    natural = list(map(max, map(width, names), contents))
    if sum(natural) <= room:
        return natural
    pieces = (max(map(width, re.split("(?<=_)", name))) for name in names)
    broken = list(map(max, pieces, contents))
    for widest in range(max(broken), NARROWEST - 1, -1):
        widths = [w if is_number else min(w, widest) for w, is_number in zip(broken, numbers, strict=True)]
        if sum(widths) <= room:
            return widths
    return None


def _head(name: str, columns: int) -> list[str]:
    """A column's name over as many lines as it needs, broken behind underscores."""
    lines = [""]
    for piece in re.split("(?<=_)", name):
        if width(lines[-1] + piece) > columns and lines[-1]:
            lines.append("")
        lines[-1] += piece
    return lines


def _records(names: Sequence[str], cells: Iterable[Sequence[str]], fit: int) -> Iterator[str]:
    wide = max(map(width, names))
    for i, row in enumerate(cells, 1):
        head = f"─ {i} "
        yield head + "─" * max(0, fit - len(head))
        for name, cell in zip(names, row, strict=True):
            first, *more = wrap(cell, max(20, fit - wide - len(GAP)))
            yield pad(name, wide) + GAP + first
            yield from (" " * wide + GAP + line for line in more)


def _is_number(kind: str) -> bool:
    return kind.startswith(NUMBERS) and not kind.endswith("]")
