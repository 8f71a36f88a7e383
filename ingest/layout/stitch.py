"""Sheets page by page in, tables out: sheets that page breaks cut one table into, put together.

A sheet goes on in the first sheet of the next page where only page furniture stands between them, both are equally wide
and the columns of one are those of the other (some merged, perhaps). A head that is printed again is kept once; a blank
label at the top of the next page is the label above it, whose rows it adds.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ingest.layout.bullets import NUMBERED, read_mark
from ingest.layout.joins import Stretch, columns_agree, span_of, starts
from ingest.layout.kinds import HEAD_ROWS
from ingest.layout.sheet import Entry, Sheet

WIDTH = 8.0  # points by which the widths of two parts may differ


def stitch(sheets_by_page: Sequence[Sequence[Sheet]]) -> list[Sheet]:
    """All sheets in order of their first page and place, parts of one table in one sheet."""
    out: list[Sheet] = []
    for sheets in sheets_by_page:
        for sheet in sheets:
            for n, whole in _candidates(out, sheet):
                out[n] = whole
                break
            else:
                out.append(sheet)
    return out


def _candidates(out: Sequence[Sheet], sheet: Sheet) -> Iterator[tuple[int, Sheet]]:
    """Sheets of the page before that go on in this one, with what both make, latest first."""
    for n in range(len(out) - 1, -1, -1):
        if out[n].pages[-1] < sheet.pages[0] - 1:
            return
        whole = _continued(out[n], sheet)
        if whole is not None:
            yield n, whole


def _continued(over: Sheet, under: Sheet) -> Sheet | None:
    """Both sheets as one, None where they are two tables."""
    if over.inner or under.inner or not over.last or not under.first or over.pages[-1] != under.pages[0] - 1:
        return None
    a, b = over.boxes[-1], under.boxes[0]
    shift = over.boxes[0].x0 - b.x0
    if abs(a.width - b.width) > WIDTH:
        return None
    if not columns_agree([e.region for e in over.entries], [e.region for e in under.entries], shift):
        return None
    shifts = {page: over.boxes[0].x0 - box.x0 for page, box in zip(over.pages, over.boxes, strict=True)}
    shifts[under.pages[0]] = shift
    xs = starts([e.region.x0 + shifts[e.page_no] for e in (*over.entries, *under.entries)])
    above = [_recolumned(e, xs, shifts[e.page_no]) for e in over.entries]
    below = [_recolumned(e, xs, shift) for e in under.entries]
    heads = _repeated_head(above, below)
    if not heads and not over.low:
        return None
    offset = over.n_rows - heads
    below = [e._replace(row=e.row + offset) for e in below if e.row >= heads]
    return Sheet(
        over.pages + under.pages, over.boxes + under.boxes, tuple(_labels_carried(above, below, over.n_rows)),
        False, over.first, under.last, under.low,
    )  # fmt: skip


def _recolumned(e: Entry, xs: Sequence[Stretch], shift: float) -> Entry:
    col, cols = span_of(xs, e.region.x0 + shift, e.region.x1 + shift)
    return e._replace(col=col, colspan=cols)


def _repeated_head(above: Sequence[Entry], below: Sequence[Entry]) -> int:
    """Number of rows at the top of ``below`` that say again what the first rows of ``above`` say."""
    for rows in range(min(HEAD_ROWS, max(e.end_row for e in below) - 1), 0, -1):
        heads = [
            sorted((e.row, e.col, "".join(e.text.split())) for e in part if e.row < rows and e.text)
            for part in (above, below)
        ]
        if heads[0] and heads[0] == heads[1] and not any(e.row < rows < e.end_row for e in below):
            return rows
    return 0


def _labels_carried(above: list[Entry], below: list[Entry], n_above: int) -> list[Entry]:
    """All entries, the leading labels of the last rows above drawn out over their blank or broken rests below."""
    first = sorted((e for e in below if e.row == n_above), key=lambda e: e.col)
    for e in first[:-1]:
        over = [o for o in above if o.end_row == n_above and e.col <= o.col and o.end_col <= e.end_col]
        if sum(o.colspan for o in over) != e.colspan:
            break
        if not e.text:
            below.remove(e)
            for o in over:
                above[above.index(o)] = o._replace(rowspan=o.rowspan + e.rowspan)
        elif len(over) == 1 and not over[0].text:
            o = over[0]
            above.remove(o)
            below[below.index(e)] = e._replace(row=o.row, rowspan=o.rowspan + e.rowspan)
        elif len(over) == 1 and e.col == 0 and _is_rest(e, above, below):
            o = over[0]
            below.remove(e)
            above[above.index(o)] = _with_rest(o, e)
        else:
            break
    return above + below


def _is_rest(e: Entry, above: Sequence[Entry], below: Sequence[Entry]) -> bool:
    """Whether a label is the end of the one overleaf: all labels of its column are numbered, it alone is not."""
    labels = [o.text for o in (*above, *below) if o.col == e.col and o.text and o is not e]
    return len(labels) > 2 and all(_is_numbered(t) for t in labels[1:]) and not _is_numbered(e.text)


def _is_numbered(text: str) -> bool:
    return read_mark(text).style in NUMBERED


def _with_rest(o: Entry, rest: Entry) -> Entry:
    """A label with the words and rows that stand overleaf."""
    at = len(o.text) + 1
    moved = tuple(s._replace(start=s.start + at) for s in rest.segments)
    return o._replace(rowspan=o.rowspan + rest.rowspan, text=f"{o.text} {rest.text}", segments=o.segments + moved)
