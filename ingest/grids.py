"""A table's cells → what each one is told by its row and column: labels, periods, units, and whether it is an event.

In: one Table (cells with spans). Out: ``View`` with a ``Place`` per cell. Periods in row heads and column heads are found
by reading them, units by ``(단위: …)`` or a head's brackets; merged heads hold for all they cover, merged data for nothing
but itself.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from ingest.language import parse_unit, read, read_cell, resolve_year
from ingest.language.clauses import tidy
from ingest.language.mention import Mention
from ingest.layout.model import Cell, Table

_UNIT_IN_HEAD = re.compile(r"[(（\[]\s*(?:단위\s*[:：]\s*)?([^()（）\[\]]{1,14})\s*[)）\]]\s*$")
_BARE_NUMBER = re.compile(r"[\s\d.,△▲\-–+()]*\d[\s\d.,)]*")
_MARKS = re.compile(r"^[\s①-⑮➊-➓❶-❿ㅇ○□◇·･▪\-*]+")


def is_narrower(p: Mention, label: Mention) -> bool:
    """True where a printed period lies inside its row's label and says more than it (a month inside a half year)."""
    if None in (p.period_start, p.period_end, label.period_start, label.period_end):
        return False
    inside = label.period_start <= p.period_start and p.period_end <= label.period_end
    return inside and (p.period_end - p.period_start) < (label.period_end - label.period_start)


@dataclass(frozen=True, slots=True)
class Place:
    is_head: bool = False
    role: str = "text"  # text | figure | event | date | label
    row_label: str | None = None
    column_label: str | None = None
    row_period: Mention | None = None
    column_period: Mention | None = None
    task: str | None = None
    wordy: bool = False  # a cell of running text: its own words say what its figures are
    lead: str | None = None  # first words of a wordy cell, for its small print
    gantt: bool = False  # words under a period's column: the row's task in that period

    def subject(self, own: str) -> str:
        """Row head, column head where it is no period, and the cell's own words."""
        if self.wordy and len(own.replace(" ", "")) >= 8:
            return own
        parts = [self.row_label] if not self.wordy or not self.lead else [self.lead]
        if self.column_label and self.column_period is None and (not self.wordy or self.lead):
            parts.insert(0 if self.wordy else 1, self.column_label)
        parts.append(own)
        out: list[str] = []
        for p in parts:
            if p and p not in out and not any(p in o for o in out):
                out.append(p)
        return " ".join(out).strip()


def _whole_period(text: str) -> Mention | None:
    """The period a cell consists of, or None."""
    text = text.strip()
    if not text or len(text) > 40:
        return None
    found = [m for m in read(text) if m.type == "period"]
    if not found:
        return None
    rest = text
    for m in found:
        rest = rest.replace(m.text, "", 1)
    rest = re.sub(r"[\s()\[\]<>~∼.,년월/·중말초까지경현재기준계획목표예정실적내안(잠정)]+", "", rest)
    return found[0] if not rest else None


def _combine(outer: Mention | None, inner: Mention | None) -> Mention | None:
    """A year over a half, quarter or month gives that half of that year."""
    if inner is None or outer is None or not inner.needs_year:
        return inner or outer
    bound = outer.period_start or outer.period_end
    return resolve_year(inner, bound.year) if bound and not outer.needs_year else inner


class View:
    def __init__(self, table: Table, agencies: object = None):
        self.table, self.agencies = table, agencies
        self.cells = table.cells
        self.grid: dict[tuple[int, int], Cell] = {}
        for c in table.cells:
            for r in range(c.row, c.row + c.rowspan):
                for k in range(c.col, c.col + c.colspan):
                    self.grid[(r, k)] = c
        self.heads = table.header_rows
        self.n_rows, self.n_cols = table.n_rows, table.n_cols
        self.is_layout = table.kind == "layout"
        self._period: dict[str, Mention | None] = {}
        self.period_cols = self._period_columns() if not self.is_layout else []
        self.date_cols = self._date_columns() if not self.is_layout else set()
        self.units = parse_unit(table.unit) if table.unit else []
        self._col_period: dict[int, Mention | None] = {}
        self._label_cache: dict[tuple[int, int], str | None] = {}
        self.event_table = self._is_event_table()

    def period_of(self, c: Cell | None) -> Mention | None:
        if c is None:
            return None
        if c.cell_id not in self._period:
            self._period[c.cell_id] = _whole_period(c.text)
        return self._period[c.cell_id]

    def _column(self, col: int) -> list[Cell]:
        seen: list[Cell] = []
        for r in range(self.heads, self.n_rows):
            c = self.grid.get((r, col))
            if c is not None and c not in seen:
                seen.append(c)
        return seen

    def _period_columns(self) -> list[int]:
        """Leading columns whose cells are periods."""
        out = []
        for col in range(self.n_cols - 1):
            cells = [c for c in self._column(col) if c.text.strip()]
            if not cells or sum(self.period_of(c) is not None for c in cells) < max(1, 0.7 * len(cells)):
                break
            if len(cells) < 2 and not out:
                break
            out.append(col)
        return out

    def _date_columns(self) -> set[int]:
        out = set()
        for col in range(1, self.n_cols):
            if col in self.period_cols:
                continue
            cells = [c for c in self._column(col) if c.text.strip() and c.col == col]
            dated = sum(self.period_of(c) is not None for c in cells)
            if len(cells) >= 2 and dated >= 0.6 * len(cells):
                out.add(col)
        return out

    def _is_event_table(self) -> bool:
        """Rows dated by their heads whose other cells are words, not figures."""
        if not self.period_cols:
            return False
        body = [c for c in self.cells if c.row >= self.heads and c.col > self.period_cols[-1] and c.text.strip()]
        wordy = [c for c in body if len(re.sub(r"[^가-힣A-Za-z]", "", c.text)) >= 5]
        return bool(body) and len(wordy) >= 0.6 * len(body)

    def _is_label(self, c: Cell) -> bool:
        return bool(c.text.strip()) and not _BARE_NUMBER.fullmatch(c.text) and bool(re.search(r"[가-힣A-Za-z]", c.text))

    def row_label(self, cell: Cell) -> str | None:
        key = (cell.row, cell.col)
        if key not in self._label_cache:
            parts: list[str] = []
            for col in range(cell.col):
                c = self.grid.get((cell.row, col))
                if c is None or c is cell or col in self.period_cols or self.period_of(c):
                    continue
                if self.column_period(c) is not None:
                    break
                if self._is_label(c) and len(c.text) <= 40 and not any(m.type == "money" for m in read(c.text)):
                    text = _MARKS.sub("", re.sub(r"\s+", " ", c.text)).strip(" *")
                    if text and text not in parts:
                        parts.append(text)
                if len(parts) >= 2:
                    break
            self._label_cache[key] = " ".join(parts) or None
        return self._label_cache[key]

    def column_label(self, cell: Cell) -> str | None:
        parts: list[str] = []
        for r in range(self.heads):
            c = self.grid.get((r, cell.col))
            if c is not None and c.text.strip() and c is not cell:
                text = re.sub(r"\s+", " ", c.text).strip(" *")
                if text not in parts:
                    parts.append(text)
        return " ".join(parts) or None

    def column_period(self, cell: Cell) -> Mention | None:
        if cell.col not in self._col_period:
            self._col_period[cell.col] = self._read_column_period(cell)
        return self._col_period[cell.col]

    def _read_column_period(self, cell: Cell) -> Mention | None:
        found = None
        for r in range(self.heads):
            c = self.grid.get((r, cell.col))
            if c is not None and c is not cell:
                found = _combine(found, self.period_of(c) or (next((m for m in read(c.text) if m.type == "period"), None) if len(c.text) < 24 else None))
        return found

    def row_period(self, cell: Cell) -> Mention | None:
        found = None
        for col in self.period_cols:
            if col < cell.col:
                found = _combine(found, self.period_of(self.grid.get((cell.row, col))))
        return found

    def unit_of(self, cell: Cell) -> str | None:
        """Unit of a bare number: its column head's, its row head's, else the table's (the n-th of several for the n-th row)."""
        for label in (self.column_label(cell), self.row_label(cell)):
            m = _UNIT_IN_HEAD.search(label or "")
            if m and parse_unit(m.group(1)):
                return m.group(1)
        if not self.table.unit:
            return None
        parts = [p.strip() for p in re.split(r"[,，/、]", self.table.unit) if p.strip()]
        if len(parts) < 2:
            return self.table.unit
        rows = [r for r in range(self.heads, self.n_rows)]
        if len(parts) == len(rows) and cell.row in rows:
            return parts[rows.index(cell.row)]
        return None

    def mentions(self, cell: Cell) -> list[Mention]:
        text = cell.text.replace("\n(", " (")
        if cell.row >= self.heads and _BARE_NUMBER.fullmatch(text):
            unit = self.unit_of(cell)
            if unit:
                return read_cell(text, unit)
        return read(text, self.agencies)

    def place(self, cell: Cell) -> Place:
        if self.is_layout:
            return Place(role="text")
        if cell.row < self.heads:
            return Place(is_head=True, role="label")
        if cell.col in self.period_cols:
            return Place(is_head=True, role="label")
        row_period = self.row_period(cell)
        label, column = self.row_label(cell), self.column_label(cell)
        if self.event_table and row_period is not None and cell.col > self.period_cols[-1]:
            first_words = next((k for k in range(self.period_cols[-1] + 1, self.n_cols) if (c := self.grid.get((cell.row, k))) and c.text.strip()), cell.col)
            if cell.col == first_words:
                return Place(role="event", row_period=row_period, row_label=label, column_label=column)
        if cell.col in self.date_cols and self.period_of(cell) is not None:
            return Place(role="date", row_label=label, column_label=column, row_period=row_period, task=self._task(cell))
        period = self.column_period(cell)
        dated = [k for k in range(self.n_cols) if (c := self.grid.get((cell.row, k))) is not None and self.column_period(c) is not None]
        if dated and cell.col < dated[0] and period is None and len(cell.text) <= 40 and not any(m.type == "money" for m in read(cell.text)):
            return Place(is_head=True, role="label")
        wordy = len(re.sub(r"[^가-힣A-Za-z]", "", cell.text)) >= 12
        lines = [tidy(re.split(r"[,(]|\d", line)[0]) for line in cell.text.split("\n") if line.strip()]
        lead = lines[0] if wordy and len(lines) > 1 and 2 <= len(lines[0]) <= 30 and "*" in cell.text else None
        gantt = period is not None and not _BARE_NUMBER.fullmatch(cell.text) and len(re.sub(r"[^가-힣A-Za-z]", "", cell.text)) >= 3
        return Place(role="text", row_label=label, column_label=column, row_period=row_period, column_period=period, wordy=wordy, lead=lead, gantt=gantt)

    def _task(self, cell: Cell) -> str | None:
        texts = [c.text for k in range(self.n_cols) if (c := self.grid.get((cell.row, k))) is not None and c is not cell and k not in self.date_cols and k not in self.period_cols and self._is_label(c)]
        best = max(dict.fromkeys(texts), key=len, default=None)
        return re.sub(r"\s+", " ", _MARKS.sub("", best)).strip() if best else None
