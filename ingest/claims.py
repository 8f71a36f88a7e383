"""Where layout and language meet: blocks and table cells with their mentions → claims.

In: a document's Layout, the day it was published and the agency lexicon. Out: rows of raw.mentions and raw.claims
(who says what figure of what, for when), each with page, box (points) and quote. Interprets no policy: which claim is an
appropriation or a target is decided in dbt.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

from ingest import grids
from ingest.language import numbers_left, read, resolve_year
from ingest.language.clauses import Event, Figure, is_duration, read_clauses
from ingest.language.mention import Mention
from ingest.layout.model import Block, Box, Cell, Layout, Segment, Table, box_of
from ingest.raw import BY_NAME, DocumentReading
from ingest.sections import FURNITURE, Section, locate

if TYPE_CHECKING:
    from ingest.reread import SecondReading

_CLAIM_COLUMNS = [c.name for c in BY_NAME["claims"].columns]
_FIGURES = frozenset({"money", "quantity", "period"})
_SILENT = FURNITURE | {"unit"}
_HEADS = frozenset({"title", "heading", "caption", "box_title"})
_TAG = re.compile(r"^\s*\[([^\[\]]{2,30})\]\s*")
_NARROW = re.compile(r"\(\s*[^()]*\)\s*$")
_PAST_WORDS = re.compile(r"(회의|간담회|토론회|개최|체결|발표|완료|출범|시작|상장|발의|선정|열린|착수)")


def corners(box: Box) -> dict[str, float]:
    """A box's columns, to hundredths of a point."""
    return {"x0": round(box.x0, 2), "top": round(box.top, 2), "x1": round(box.x1, 2), "bottom": round(box.bottom, 2)}


@dataclass(frozen=True, slots=True)
class Owner:
    """A block or cell whose text is read."""

    id: str
    text: str
    page_no: int
    segments: tuple[Segment, ...]
    fallback: Box
    block: Block | None = None
    table: Table | None = None
    cell: Cell | None = None


class _Writer:
    def __init__(self, reading: DocumentReading, layout: Layout, published_on: date | None, agencies: object, second: SecondReading | None):
        self.reading, self.layout, self.published_on, self.agencies, self.second = reading, layout, published_on, agencies, second
        self.sections = locate(layout.blocks)
        self.blocks = {b.block_id: b for b in layout.blocks}
        self.heading_period: dict[str, Mention | None] = {}
        self.mention_ids: dict[tuple[str, int, int, str], str] = {}
        self.lists = 0

    # -- periods ---------------------------------------------------------------------------------------------------

    def anchor(self, p: Mention, near: Mention | None, heading: Mention | None, text: str = "") -> Mention:
        """Lend a year to a period that does not print one: from the period before it, the heading, the publication."""
        if getattr(p, "year_offset", None) is not None and self.published_on:
            return resolve_year(p, self.published_on.year + p.year_offset)
        if not p.needs_year:
            return p
        for source in (near, heading):
            if source is not None and not source.needs_year:
                bound = source.period_start or source.period_end
                if bound is not None:
                    return resolve_year(p, bound.year)
        if self.published_on is None:
            return p
        resolved = resolve_year(p, self.published_on.year)
        first = resolved.period_start or resolved.period_end
        if first and first > self.published_on and p.granularity == "day" and _PAST_WORDS.search(text):
            resolved = resolve_year(p, self.published_on.year - 1)
        return resolved

    def period_over(self, block_id: str | None) -> Mention | None:
        """Period said by the nearest heading above a block (a block's own heading words do not count)."""
        if block_id is None or block_id not in self.sections:
            return None
        for up in reversed(self.sections[block_id].path):
            b = self.blocks[up]
            if b.kind in ("heading", "box_title", "caption") and self.heading_period.get(up) is not None:
                return self.heading_period[up]
        return None

    # -- mentions --------------------------------------------------------------------------------------------------

    def mention_rows(self, owner: Owner, mentions: list[Mention], context: str | None) -> None:
        rows = [(m, m.type) for m in mentions]
        durations = {m.start for m in mentions if is_duration(m, owner.text)}
        rows += [(Mention("number", a, b, t), "number") for a, b, t in numbers_left(owner.text, mentions)]
        for n, (m, kind) in enumerate(sorted(rows, key=lambda r: (r[0].start, r[0].end))):
            box = box_of(owner.segments, m.start, m.end) or owner.fallback
            mention_id = f"{owner.id}-m{n}"
            self.mention_ids[(owner.id, m.start, m.end, kind)] = mention_id
            self.reading.add(
                "mentions", document_id=self.reading.document_id, mention_id=mention_id, block_id=owner.id, type=kind, start_at=m.start, end_at=m.end,
                text=m.text, value=m.value, value_low=m.low, value_high=m.high, unit=m.unit, unit_printed=m.unit_printed, qualifier=m.qualifier,
                sign=m.sign, is_delta=m.is_delta, rate=m.rate, breakdown=m.breakdown, period_start=m.period_start, period_end=m.period_end,
                granularity=m.granularity, is_ongoing=m.is_ongoing, needs_year=m.needs_year, context=context or ("duration" if m.start in durations and kind == "quantity" else None),
                is_reread=self.second.finds(owner.segments, m.start, m.end, m.text) if self.second and kind in _FIGURES else None,
                page_no=box.page_no, **corners(box),
            )  # fmt: skip

    def id_of(self, owner: Owner, m: Mention | None) -> str | None:
        return None if m is None else self.mention_ids.get((owner.id, m.start, m.end, m.type))

    # -- claims ----------------------------------------------------------------------------------------------------

    def claim(self, owner: Owner, n: int, family: str, rule: str, start: int, end: int, **values: object) -> str:
        box = box_of(owner.segments, start, end) or owner.fallback
        claim_id = f"{owner.id}-c{n}"
        quote = re.sub(r"\s+", " ", owner.text[start:end]).strip()
        self.reading.add(
            "claims", document_id=self.reading.document_id, claim_id=claim_id, family=family, rule=rule, block_id=owner.id,
            table_id=owner.table.table_id if owner.table else None,
            owner_id=owner.block.block_id if owner.block else (owner.table.parent_id if owner.table else None),
            quote=quote, page_no=box.page_no, **corners(box), start_at=start, end_at=end, **values,
        )  # fmt: skip
        return claim_id

    def figures(self, owner: Owner, figures: list[Figure], rule: str, first: int, heading: Mention | None, place: grids.Place | None = None) -> int:
        ids = {id(f): f"{owner.id}-c{first + i}" for i, f in enumerate(figures)}
        n = first
        extra: list[tuple[Figure, str]] = []
        last_year: Mention | None = None
        for f in figures:
            m = f.mention
            period, origin = f.period, f.period_origin
            if period is None and place is not None and (place.column_period or place.row_period):
                period, origin = (place.column_period, "column") if place.column_period else (place.row_period, "row")
            if period is None and heading is not None:
                period, origin = heading, "heading"
            if period is not None:
                period = self.anchor(period, last_year, heading, owner.text)
                last_year = period
            run = f.run
            subject = f.subject
            if place is not None:
                subject = place.subject(subject)
            span = f.quote
            quote_start, quote_end = (span.start, span.end) if span else (m.start, m.end)
            if f.bracket:  # quote the noun phrase with its bracket
                quote_start, quote_end = self.widen(owner.text, f.bracket.start), f.bracket.end
            run_years = [d.year if d else None for d in (run.period_start, run.period_end)] if run else [None, None]
            values = dict(
                mention_id=self.id_of(owner, m), value=m.value, value_low=m.low, value_high=m.high, unit=m.unit, unit_printed=m.unit_printed,
                qualifier=m.qualifier, sign=m.sign, is_delta=m.is_delta, rate=m.rate, breakdown=m.breakdown, printed=m.text,
                period_start=period.period_start if period else None, period_end=period.period_end if period else None,
                granularity=period.granularity if period else None, is_ongoing=bool(period and period.is_ongoing),
                period_printed=period.text if period else None, period_origin=origin if period else "none",
                run_start_year=run_years[0], run_end_year=run_years[1], subject=subject or None, predicate=f.predicate or None, label=f.label,
                bracket=owner.text[f.bracket.start : f.bracket.end] if f.bracket else None,
                sentence=owner.text[f.item.start : f.item.end].strip() if f.item else None,
                row_label=place.row_label if place else None, column_label=place.column_label if place else None,
                agency=f.agency.text if f.agency else None, arrow=f.arrow, pair_claim_id=ids.get(id(f.pair)) if f.pair else None,
                list_id=f"{owner.id}-l{f.group}" if f.group else None, list_no=f.place, is_new=f.is_new,
                period_mention_id=self.id_of(owner, f.period), run_mention_id=self.id_of(owner, f.run),
                outer_claim_id=ids.get(id(f.outer)) if f.outer else None,
            )  # fmt: skip
            full_rule = f"{m.type}.{rule}.{f.shape}"
            if f.members:
                values["subject"] = f"{subject} {f.members[0]}".strip()
                extra += [(f, member) for member in f.members[1:]]
            self.claim(owner, n, m.type, full_rule, quote_start, max(quote_end, m.end), **values)
            n += 1
            for _, member in [e for e in extra if e[0] is f]:
                pass
        for f, member in extra:
            row = dict(zip(_CLAIM_COLUMNS, self._row_of(owner, ids[id(f)]), strict=True))
            row["claim_id"], row["subject"] = f"{owner.id}-c{n}", re.sub(r"\S+$", member, row["subject"] or "")
            self.reading.add("claims", **row)
            n += 1
        return n

    def _row_of(self, owner: Owner, claim_id: str) -> tuple[object, ...]:
        return next(r for r in reversed(self.reading.rows["claims"]) if r[1] == claim_id)

    @staticmethod
    def widen(text: str, start: int) -> int:
        """Start of the noun phrase that ends at ``start``: back to the comma, arrow or line before it."""
        i = start
        depth = 0
        while i > 0:
            ch = text[i - 1]
            if ch in ")]）":
                depth += 1
            elif ch in "([（":
                if depth == 0:
                    break
                depth -= 1
            elif depth == 0 and (ch in ",\n→⇒⇨▲※" or (ch == "." and i < len(text) and text[i] == " ")):
                break
            i -= 1
        while i < start and text[i] in " *":
            i += 1
        return i

    def events(self, owner: Owner, events: list[Event], rule: str, n: int, heading: Mention | None, tag: str | None = None) -> int:
        for e in events:
            if e.shape == "figure_date" and not (e.period.granularity == "range" and e.period.period_end is None):
                continue
            p = self.anchor(e.period, e.carried, heading, e.description)
            self.claim(
                owner, n, "event", f"event.{rule}.{e.shape}", min(e.quote.start, e.period.start), max(e.quote.end, e.period.end),
                mention_id=self.id_of(owner, e.period), period_mention_id=self.id_of(owner, e.period), printed=e.period.text,
                period_start=p.period_start, period_end=p.period_end, granularity=p.granularity, is_ongoing=p.is_ongoing,
                period_printed=e.period.text, period_origin="beside", subject=e.description, label=e.label, tag=tag, has_figure=e.has_figure,
            )  # fmt: skip
            n += 1
        return n

    # -- blocks ----------------------------------------------------------------------------------------------------

    def block(self, b: Block) -> None:
        owner = Owner(b.block_id, b.text, b.page_no, b.segments, b.box, block=b)
        mentions = read(b.text, self.agencies)
        context = "furniture" if b.kind in FURNITURE else "unit" if b.kind == "unit" else "heading" if b.kind in _HEADS else None
        if b.kind in _HEADS:
            self.heading_period[b.block_id] = next((m for m in mentions if m.type == "period" and not m.needs_year), None)
        self.mention_rows(owner, mentions, context)
        if b.kind in _SILENT or b.kind == "title":
            return
        if not any(m.type in ("money", "quantity", "period") for m in mentions):
            return
        clauses = read_clauses(b.text, mentions, b.text_start)
        heading = self.period_over(b.block_id)
        figures = clauses.figures
        if b.kind in _HEADS:  # a heading's money is a claim; its counts and dates are context
            figures = [f for f in figures if f.mention.type == "money"]
        n = self.figures(owner, figures, b.kind, 0, heading)
        if b.kind not in _HEADS:
            self.events(owner, clauses.events, b.kind, n, heading)

    # -- tables ----------------------------------------------------------------------------------------------------

    def table(self, t: Table) -> None:
        view = grids.View(t, self.agencies)
        heading = self.period_over(t.parent_id)
        if heading is None and t.parent_id in self.blocks:
            heading = self.heading_period.get(t.parent_id)
        for cell in view.cells:
            text = cell.text.replace("\n(", " (")
            owner = Owner(cell.cell_id, text, cell.page_no, cell.segments, Box(cell.page_no, cell.x0, cell.top, cell.x1, cell.bottom), table=t, cell=cell)
            mentions = view.mentions(cell)
            place = view.place(cell)
            self.mention_rows(owner, mentions, "table_head" if place.is_head else None)
            if place.is_head or not text.strip():
                continue
            if place.role == "event":
                self.schedule_cell(owner, mentions, place, heading)
                continue
            if place.role == "date":
                self.date_cell(owner, mentions, place, heading)
                continue
            clauses = read_clauses(text, mentions, 0)
            n = self.figures(owner, clauses.figures, "cell", 0, heading, place)
            self.events(owner, clauses.events, "cell", n, place.row_period or heading)
            if place.gantt and not clauses.figures:
                period = self.anchor(place.column_period, place.row_period, heading)
                self.claim(
                    owner, n + 50, "event", "event.column_cell", 0, len(text), mention_id=None, period_start=period.period_start, period_end=period.period_end,
                    granularity=period.granularity, is_ongoing=period.is_ongoing, period_printed=period.text, period_origin="column",
                    subject=place.subject(re.sub(r"\s+", " ", text).strip()), row_label=place.row_label, column_label=place.column_label,
                )  # fmt: skip

    def schedule_cell(self, owner: Owner, mentions: list[Mention], place: grids.Place, heading: Mention | None) -> None:
        """One dated row: its label cells' period holds unless the words themselves print a narrower one."""
        label = self.anchor(place.row_period, None, heading)
        n, at = 0, 0
        for line in owner.text.split("\n"):
            start, end = at, at + len(line)
            at = end + 1
            m = _TAG.match(line)
            tag = m.group(1).strip() if m else None
            words_at = start + (m.end() if m else 0)
            description = re.sub(r"\s+", " ", owner.text[words_at:end]).strip(" ·-▪ㅇ○※")
            if not description:
                continue
            inside = [p for p in mentions if p.type == "period" and words_at <= p.start and p.end <= end]
            narrow = None
            for p in inside:
                resolved = self.anchor(p, label, heading)
                if grids.is_narrower(resolved, label):
                    narrow, narrow_id = resolved, self.id_of(owner, p)
            chosen = narrow or label
            ongoing = label.is_ongoing or bool(re.search(r"계속|지속", description))
            self.claim(
                owner, n, "event", "event.schedule_row", start + (len(line) - len(line.lstrip())), end,
                mention_id=narrow_id if narrow else None, period_mention_id=narrow_id if narrow else None, printed=chosen.text,
                period_start=chosen.period_start, period_end=chosen.period_end, granularity=chosen.granularity, is_ongoing=ongoing,
                period_printed=chosen.text, period_origin="beside" if narrow else "row", subject=description, tag=tag, row_label=place.row_label,
                has_figure=any(x.type in ("money", "quantity") and words_at <= x.start < end for x in mentions),
            )  # fmt: skip
            n += 1
        clauses = read_clauses(owner.text, mentions, 0)
        for f in clauses.figures:
            f.subject = _TAG.sub("", f.subject) or re.sub(r"\s+", " ", _NARROW.sub("", _TAG.sub("", owner.text))).strip()
        cell_place = replace(place, row_period=label, row_label=None, column_label=None)
        first = len(self.reading.rows["claims"])
        self.figures(owner, clauses.figures, "schedule_row", n + 20, heading, cell_place)
        m = _TAG.match(owner.text)
        if m:  # the tag says whose the figures are
            index = _CLAIM_COLUMNS.index("tag")
            rows = self.reading.rows["claims"]
            for i in range(first, len(rows)):
                rows[i] = (*rows[i][:index], m.group(1).strip(), *rows[i][index + 1 :])

    def date_cell(self, owner: Owner, mentions: list[Mention], place: grids.Place, heading: Mention | None) -> None:
        """A cell of a dates' column: the row's words are what falls due."""
        for n, p in enumerate(x for x in mentions if x.type == "period"):
            resolved = self.anchor(p, place.row_period, heading)
            if not place.task:
                continue
            self.claim(
                owner, n, "event", "event.date_column", p.start, p.end, mention_id=self.id_of(owner, p), period_mention_id=self.id_of(owner, p), printed=p.text,
                period_start=resolved.period_start, period_end=resolved.period_end, granularity=resolved.granularity, is_ongoing=resolved.is_ongoing,
                period_printed=p.text, period_origin="beside", subject=place.task, row_label=place.row_label, column_label=place.column_label,
            )  # fmt: skip



def write_claims(
    reading: DocumentReading, layout: Layout, published_on: date | None, agencies: object, second: SecondReading | None = None
) -> dict[str, Section]:
    """Add the document's mentions and claims to ``reading``. Returns every block's section, for raw.blocks.

    ``second`` re-reads each figure's boxes; without it nothing is said of that.
    """
    writer = _Writer(reading, layout, published_on, agencies, second)
    for b in layout.blocks:
        writer.block(b)
    for t in layout.tables:
        if t.kind != "box":
            writer.table(t)
    return writer.sections
