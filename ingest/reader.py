"""One plan PDF → its rows in the raw tables: marks, layout, mentions, claims, in order, in a limited process.

In: a path. Out: a DocumentReading (rows per raw table), also for a file that cannot be read: then its outcome says
why and what mends it. Never raises for what a PDF holds.
"""

from __future__ import annotations

import hashlib
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from ingest.raw import SCHEMA_VERSION, DocumentReading, corners

if TYPE_CHECKING:
    from ingest.layout.model import Layout
    from ingest.pdf import Outcome
    from ingest.plans import PlanIdentity
    from ingest.sections import Section

ROOT = Path(__file__).resolve().parent.parent
AGENCIES = ROOT / "dbt_project" / "seeds" / "agencies.csv"
ROUNDS = ROOT / "plans" / "rounds.yml"


def read_document(path: Path) -> DocumentReading:
    """Read one file in a worker process with limits on time, memory, pages and page size.

    Where the worker ends on the way, the second reader may be why: it is left out then, and every page says so.
    """
    path, measures = Path(path), []
    reading = _read_document(path, measures)
    reading.confined_by = tuple(measures)
    return reading


def _read_document(path: Path, measures: list[str]) -> DocumentReading:
    from ingest.pdf.outcome import Outcome
    from ingest.pdf.worker import run_limited

    result = run_limited(read_here, str(path), confined=measures)
    if isinstance(result, DocumentReading):
        return result
    again = run_limited(read_here, str(path), False, confined=measures)
    if not isinstance(again, DocumentReading):
        return refused(path, result)
    said = f"{path.name}: no figure is re-read, as reading with the second reader failed ({result.code}); check them"
    _outcome(again, path, Outcome("ok", said, "note"))
    return again


def _outcome(reading: DocumentReading, file: Path, o: Outcome) -> None:
    reading.add(
        "outcomes",
        outcome_id=f"{reading.document_id}-{o.page_no or 'document'}-{len(reading.rows['outcomes'])}",
        document_id=reading.document_id,
        file_name=file.name,
        page_no=o.page_no,
        outcome=o.kind,
        code=o.code,
        reason=o.reason,
    )


def refused(path: Path, outcome: object) -> DocumentReading:
    """The rows of a file that could not be read: its outcome alone."""
    sha256 = hashlib.sha256(path.read_bytes()).hexdigest() if path.is_file() else ""
    reading = DocumentReading(sha256[:12])
    reading.add(
        "outcomes",
        outcome_id=f"{sha256[:12]}-document",
        document_id=None,
        file_name=path.name,
        outcome=outcome.kind,
        code=outcome.code,
        reason=outcome.reason,
    )
    return reading


def read_here(path: str, second: bool = True) -> DocumentReading:
    """The same in this process, without limits (for looking at one step alone, and for the worker itself).

    ``second``: ask the second reader; without it no figure is re-read.
    """
    from ingest.pdf.garbage import uncollected

    with uncollected():
        return _read(Path(path), second)


def _read(file: Path, second: bool) -> DocumentReading:
    from ingest import pdf
    from ingest.claims import write_claims
    from ingest.cover import plan_year
    from ingest.language import AgencyLexicon
    from ingest.layout import read_layout
    from ingest.pdf import Outcome
    from ingest.plans import identify, load_rounds
    from ingest.privacy import mask_reading

    sha256 = hashlib.sha256(file.read_bytes()).hexdigest()
    marks = pdf.read_file(file, second=second)
    reading = DocumentReading(sha256[:12])
    for o in marks.outcomes:
        if o.code != "doubt":  # doubts come back with the layout's
            _outcome(reading, file, o)
    if not marks.pages:
        return reading
    layout = read_layout(marks.pages)
    front = [b for b in layout.blocks if b.page_no <= 2] + [
        c for t in layout.tables if t.pages[0] <= 2 and t.kind == "data" for c in t.cells
    ]
    identity = identify(front, sha256, load_rounds(ROUNDS), file.name)
    _document_rows(reading, file, sha256, marks, identity)
    reread = None
    if marks.second is not None:
        from ingest.reread import SecondReading

        reread = SecondReading(marks.second)
    sections = write_claims(
        reading, layout, identity.published_on or _year_end(identity), AgencyLexicon.from_csv(AGENCIES), reread,
        plan_year(identity.title, identity.published_on),
    )  # fmt: skip
    _layout_rows(reading, layout, sections)
    for page_no, sentence in layout.doubts:
        _outcome(reading, file, Outcome("ok", f"{file.name}, page {page_no}: {sentence}", "doubt", page_no))
    mask_reading(reading)
    return reading


def _year_end(identity: PlanIdentity) -> date | None:
    year = identity.round_id[:4]
    return date(int(year), 1, 1) if year.isdigit() and year != "0000" else None


def _document_rows(reading: DocumentReading, file: Path, sha256: str, marks: object, identity: PlanIdentity) -> None:
    document_id = reading.document_id
    reading.add(
        "documents",
        document_id=document_id,
        file_name=file.name,
        sha256=sha256,
        page_count=marks.page_count,
        producer=marks.producer,
        series=identity.series,
        round_no=identity.round_no,
        round_id=identity.round_id,
        title=identity.title,
        published_on=identity.published_on or _year_end(identity),
        meeting=identity.meeting,
        document_no=identity.document_no,
        issuer=identity.issuer,
        is_restated=identity.is_restated,
        edition_no=identity.edition_no,
        reader_version=str(SCHEMA_VERSION),
    )
    said = {o.page_no: o for o in marks.outcomes if o.page_no}
    for page in marks.pages:
        o = said.get(page.page_no)
        reading.add(
            "pages",
            document_id=document_id,
            page_no=page.page_no,
            width=page.width,
            height=page.height,
            n_characters=sum(len(r.text) for r in page.runs),
            n_pictures=len(page.pictures),
            outcome=o.kind if o else "ok",
            reason=o.reason if o else None,
        )


def _layout_rows(reading: DocumentReading, layout: Layout, sections: dict[str, Section]) -> None:
    document_id = reading.document_id
    for n, b in enumerate(layout.blocks):
        s, box = sections[b.block_id], b.box
        reading.add(
            "blocks",
            document_id=document_id,
            block_id=b.block_id,
            page_no=b.page_no,
            reading_order=n,
            text=b.text,
            mark=b.mark or None,
            kind=b.kind,
            parent_id=b.parent_id,
            depth=b.depth,
            path=list(s.path),
            part=s.part,
            project_block_id=s.project_block_id,
            box_id=b.box_id,
            size=round(b.size, 2),
            bold=b.bold,
            **corners(box),
        )
    for t in layout.tables:
        first = t.boxes[0]
        reading.add(
            "tables",
            document_id=document_id,
            table_id=t.table_id,
            kind=t.kind,
            page_no=t.pages[0],
            pages=list(t.pages),
            n_rows=t.n_rows,
            n_cols=t.n_cols,
            header_rows=t.header_rows,
            caption=t.caption,
            unit=t.unit,
            parent_id=t.parent_id,
            project_block_id=sections[t.parent_id].project_block_id if t.parent_id in sections else None,
            **corners(first),
        )
        for c in t.cells:
            reading.add(
                "table_cells",
                document_id=document_id,
                cell_id=c.cell_id,
                table_id=t.table_id,
                row_no=c.row,
                col_no=c.col,
                row_span=c.rowspan,
                col_span=c.colspan,
                text=c.text,
                is_header=c.header,
                page_no=c.page_no,
                **corners(c),
            )
