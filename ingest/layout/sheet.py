"""What tables.py builds its tables from: grids as they stand on one page. Lengths are PDF points."""

from __future__ import annotations

from typing import NamedTuple

from ingest.layout.grid import Region
from ingest.layout.model import Segment


class Entry(NamedTuple):
    """A cell with its text before it gets its id; ``fill`` is its colour, ``bold`` that all of its text is."""

    region: Region
    page_no: int
    row: int
    col: int
    rowspan: int
    colspan: int
    text: str
    segments: tuple[Segment, ...]
    fill: int | None
    bold: bool

    @property
    def end_row(self) -> int:
        return self.row + self.rowspan

    @property
    def end_col(self) -> int:
        return self.col + self.colspan


class Sheet(NamedTuple):
    """A grid on one page, or several of them stitched into one."""

    pages: tuple[int, ...]
    boxes: tuple[Region, ...]  # one per page
    entries: tuple[Entry, ...]
    inner: bool  # it stands inside another region
    first: bool  # nothing but page furniture stands above it on its first page
    last: bool  # or below it on its last page
    low: bool  # it reaches into the lowest quarter of its last page

    @property
    def n_rows(self) -> int:
        return max(e.end_row for e in self.entries)

    @property
    def n_cols(self) -> int:
        return max(e.end_col for e in self.entries)
