"""Where layout and language meet: blocks and table cells with their mentions → claims.

In: a document's Layout, the day it was published and the agency lexicon. Out: rows of raw.mentions and raw.claims
(who says what figure of what, for when), each with page, box (points) and quote. Interprets no policy: which claim is
an appropriation or a target is decided in dbt.
"""

from __future__ import annotations

import re
from collections import defaultdict
from datetime import date
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from ingest import grids
from ingest.language import numbers_left, parse_unit, read, resolve_year
from ingest.language.clauses import Figure, read_clauses
from ingest.language.events import Event
from ingest.language.mention import Mention
from ingest.language.passage import Span, is_duration
from ingest.language.phrases import fold, tidy
from ingest.layout.model import Block, Box, Layout, Segment, Table, box_of
from ingest.raw import DocumentReading, corners
from ingest.sections import FURNITURE, STEPS, Section, locate, states_goal

if TYPE_CHECKING:
    from ingest.reread import SecondReading

_REREAD = frozenset({"money", "quantity", "period"})
_SILENT = FURNITURE | {"unit", "title"}
_HEADS = frozenset({"title", "heading", "caption", "box_title"})
_PERIOD_HEADS = _HEADS - {"title"}
_CONTEXT = dict.fromkeys(FURNITURE, "furniture") | {"unit": "unit"} | dict.fromkeys(_HEADS, "heading")
_CELL_ITEM = re.compile(r"^[ㅇ○◦∘●•□■◆❖▪▸▹‣]\s", re.MULTILINE)
_TAG = re.compile(r"^\s*\[([^\[\]]{2,30})\]\s*")
_NARROW = re.compile(r"\(\s*[^()]*\)\s*$")
_UNIT_LINE = re.compile(
    r"[(（\[]\s*(?P<said>[^()（）\[\]]{0,20}?단위\s*[:：]\s*)?(?P<u>[^()（）\[\]]{1,14}?)\s*[)）\]]"
)
_AS_OF_LINE = re.compile(r"[(（\[][^()（）\[\]]{2,30}(?:기준|현재)[^()（）\[\]]{0,20}[)）\]]")
FISCAL = "회계연도"
DAYS_OF_YEAR = 360
UNIT_DISTANCE = 40.0  # points between a unit's line and the top of the table it stands above
_FISCAL = re.compile(r"\s*(?:년?도?\s?)?(?:본|당초|추경|정부)?\s?(?:예산|회계|결산|국비|국고|세입|세출|중기)")
_STEP_MARKS = frozenset("①②③④⑤⑥⑦⑧⑨⑩➊➋➌➍➎➏➐➑➒➓❶❷❸❹❺❻❼❽❾❿")
_MONEY_HEAD = re.compile(r"투자|예산|집행|실적|누계|금액|사업비")  # "기투자(~2024)" heads amounts, no step
_GOAL_MARKS = frozenset("◇◈")
_RUN_LINE = re.compile(r"[^가-힣A-Za-z0-9]*(?:총?\s?(?:사\s?업|추\s?진|공\s?사|연\s?구|개\s?발)\s?)?기\s?간\s?[:：]")
_TELLING_MARKS = _STEP_MARKS | {"□", "ㅇ", "○"}
_LABELLED = re.compile(r"\s*[(（][^()（）]{2,16}[)）]\s*\S")
LONG_HEADING, LABELLED_HEADING = 45, 24  # characters from which a marked heading is a sentence; with a label in front
_STARS = re.compile(r"\*+")
_LETTERS = re.compile(r"[가-힣A-Za-z]")
_CLAUSE_BEFORE = re.compile(r"[,:;→]\s|[.)]\s|(?<=[을를은는고며])\s")  # where the noun phrase before a star begins
SHORTEST_NAME = 2  # letters
_ONGOING = re.compile(r"계속|지속")
_PAST_WORDS = re.compile(r"(회의|간담회|토론회|개최|체결|발표|완료|출범|시작|상장|발의|선정|열린|착수)")


class Owner(NamedTuple):
    """A block or cell whose text is read; mentions' offsets are into ``text``."""

    id: str
    text: str
    page_no: int
    segments: tuple[Segment, ...]
    fallback: Box
    block: Block | None = None
    table: Table | None = None

    @property
    def heading_id(self) -> str | None:
        """The block whose headings apply: the block itself, or the one a table hangs under."""
        return self.block.block_id if self.block else self.table.parent_id


class Told(NamedTuple):
    """What an owner's figures are told from outside its text."""

    heading: Mention | None  # period of the nearest heading
    place: grids.Place | None = None  # row and column, in a table
    tag: str | None = None  # "[project]" before a schedule's row


class _Writer:
    """Adds one document's mentions and claims to its reading."""

    def __init__(
        self,
        reading: DocumentReading,
        layout: Layout,
        published_on: date | None,
        agencies: object,
        second: SecondReading | None,
        plan_year: int | None,
    ):
        self.reading, self.published_on, self.agencies, self.second = reading, published_on, agencies, second
        self.plan_year = plan_year
        self.sections = locate(layout.blocks)
        self.blocks = {b.block_id: b for b in layout.blocks}
        self.children: dict[str | None, list[Block]] = defaultdict(list)
        for b in layout.blocks:
            self.children[b.parent_id].append(b)
        self.heading_period: dict[str, Mention | None] = {}
        self.mention_ids: dict[tuple[str, int, int, str], str] = {}

    # -- periods ---------------------------------------------------------------------------------------------------

    def anchor(self, p: Mention, near: Mention | None, heading: Mention | None, text: str = "") -> Mention:
        """Lend a year to a period that does not print one: from the period before it, the heading, the year the plan
        is for, the publication.

        A day after the publication that the words tell of as done was in the year before ("12.20. 착수회의 개최").
        """
        if p.year_offset is not None and self.published_on:
            return resolve_year(p, self.published_on.year + p.year_offset)
        if not p.needs_year:
            return p
        near = None if near is not None and _is_long(near) else near
        in_words = near if near is None or not near.text.endswith("년도") else None  # "’26년도 계획 수립(8월)"
        over = heading if heading is None or heading.qualifier != FISCAL else None
        for source in (in_words, over):
            if source is not None and not source.needs_year and (bound := source.period_start or source.period_end):
                return resolve_year(p, bound.year)
        if self.plan_year is not None:
            return resolve_year(p, self.plan_year)
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
            if self.blocks[up].kind in _PERIOD_HEADS and self.heading_period.get(up) is not None:
                return self.heading_period[up]
        return None

    def run_beside(self, b: Block) -> Mention | None:
        """The years of a scheme, from the line "기간 : ’26 ~ ’30년" of the list that ``b`` stands in.

        They are those of its cost and works; a heading's year is not.
        """
        up = self.blocks.get(b.parent_id)
        around = list(self.children[b.parent_id])
        if up is not None and b.mark[:1] == "-":  # a dash under a line of the list
            around += self.children[up.parent_id]
        for s in around:
            if s.kind != "item" or s is b or (m := _RUN_LINE.match(s.text)) is None:
                continue
            found = (p for p in read(s.text[m.end() :]) if p.type == "period" and not p.needs_year)
            run = next(found, None)
            if run is not None and run.period_start and run.period_end:
                return run if run.period_start.year < run.period_end.year else None
        return None

    # -- mentions --------------------------------------------------------------------------------------------------

    def mention_rows(self, owner: Owner, mentions: list[Mention], context: str | None) -> None:
        """One row of raw.mentions each, and one for every digit run no grammar placed."""
        durations = {m.start for m in mentions if is_duration(m, owner.text)}
        unread = [Mention("number", a, b, t) for a, b, t in numbers_left(owner.text, mentions)]
        for n, m in enumerate(sorted([*mentions, *unread], key=lambda m: (m.start, m.end))):
            box = box_of(owner.segments, m.start, m.end) or owner.fallback
            mention_id = f"{owner.id}-m{n}"
            self.mention_ids[(owner.id, m.start, m.end, m.type)] = mention_id
            why = "duration" if m.type == "quantity" and m.start in durations else None
            reread = None
            if self.second and m.type in _REREAD:
                reread = self.second.finds(owner.segments, m.start, m.end, m.text)
            self.reading.add(
                "mentions", document_id=self.reading.document_id, mention_id=mention_id, block_id=owner.id, type=m.type,
                start_at=m.start, end_at=m.end, text=m.text, **figure_columns(m), **period_columns(m),
                needs_year=m.needs_year, context=context or why, is_reread=reread, page_no=box.page_no, **corners(box),
            )  # fmt: skip

    def id_of(self, owner: Owner, m: Mention | None) -> str | None:
        return None if m is None else self.mention_ids.get((owner.id, m.start, m.end, m.type))

    # -- claims ----------------------------------------------------------------------------------------------------

    def claim(self, owner: Owner, n: int, family: str, rule: str, quote: Span, **values: object) -> None:
        """Add a row of raw.claims whose words stand at ``quote``."""
        box = box_of(owner.segments, quote.start, quote.end) or owner.fallback
        self.reading.add(
            "claims", document_id=self.reading.document_id, claim_id=f"{owner.id}-c{n}", family=family, rule=rule,
            block_id=owner.id, table_id=owner.table.table_id if owner.table else None, owner_id=owner.heading_id,
            quote=fold(owner.text[quote.start : quote.end]), page_no=box.page_no, **corners(box),
            start_at=quote.start, end_at=quote.end, **values,
        )  # fmt: skip

    def figures(self, owner: Owner, figures: list[Figure], rule: str, first: int, told: Told) -> int:
        """Claims of an owner's figures, numbered from ``first``. Returns the next free number.

        A number whose unit nobody knows is no claim: its mention waits for review.
        """
        figures = [f for f in figures if f.mention.unit is not None]
        ids = {id(f): f"{owner.id}-c{first + i}" for i, f in enumerate(figures)}
        further = first + len(figures)
        last: Mention | None = None
        for n, f in enumerate(figures, first):
            period, origin = self.period_of(f, told)
            if period is not None:
                period = last = self.anchor(period, last, told.heading, owner.text)
            subject = told.place.subject(f.subject) if told.place else f.subject
            values = dict(
                mention_id=self.id_of(owner, f.mention), printed=f.mention.text, **figure_columns(f.mention),
                **period_columns(period), period_printed=period.text if period else None, period_origin=origin,
                **run_columns(f.run), predicate=f.predicate or None, label=f.label, tag=told.tag,
                bracket=owner.text[f.bracket.start : f.bracket.end] if f.bracket else None,
                sentence=owner.text[f.item.start : f.item.end].strip(),
                row_label=told.place.row_label if told.place else None,
                column_label=told.place.column_label if told.place else None,
                agency=f.agency.text if f.agency else None, arrow=f.arrow, is_new=f.is_new,
                pair_claim_id=ids.get(id(f.pair)), outer_claim_id=ids.get(id(f.outer)),
                list_id=f"{owner.id}-l{first}-{f.group}" if f.group else None, list_no=f.place,
                period_mention_id=self.id_of(owner, f.period), run_mention_id=self.id_of(owner, f.run),
            )  # fmt: skip
            for i, member in enumerate(f.members or ("",)):
                named = f"{subject} {member}".strip() or None
                self.claim(
                    owner, n if not i else further, f.mention.type, f"{f.mention.type}.{rule}.{f.shape}",
                    _quote_of(owner, f), subject=named, **values,
                )  # fmt: skip
                further += bool(i)
        return further

    @staticmethod
    def period_of(f: Figure, told: Told) -> tuple[Mention | None, str]:
        """A figure's period and where it stands: its own words, else its column or row head, else a heading."""
        place = told.place
        if f.period is not None:
            return f.period, f.period_origin
        if place is not None and place.column_period:
            return place.column_period, "column"
        if place is not None and place.row_period:
            return place.row_period, "row"
        if place is not None and place.caption_period:
            return place.caption_period, "caption"
        return (told.heading, "heading") if told.heading is not None else (None, "none")

    def events(self, owner: Owner, events: list[Event], rule: str, first: int, heading: Mention | None) -> int:
        """Claims of an owner's dated phrases, numbered from ``first``. Returns the next free number."""
        n = first
        for e in events:
            if e.shape == "figure_date" and e.period.granularity not in ("range", "deadline"):
                continue  # a year beside a figure is the figure's; a run of years or a term may date what is done
            quote = Span(min(e.quote.start, e.period.start), max(e.quote.end, e.period.end))
            self.event(
                owner, n, f"event.{rule}.{e.shape}", quote, self.anchor(e.period, e.carried, heading, e.description),
                "beside", e.period, subject=e.description, label=e.label, has_figure=e.has_figure,
            )  # fmt: skip
            n += 1
        return n

    def event(
        self,
        owner: Owner,
        n: int,
        rule: str,
        quote: Span,
        resolved: Mention,
        origin: str,
        own: Mention | None,
        **values: object,
    ) -> None:
        """A claim that something happens in ``resolved``; ``own`` is the period as it stands in the owner's words."""
        said = dict(printed=resolved.text) if origin != "column" else {}
        if own is not None:
            said = dict(printed=own.text, mention_id=self.id_of(owner, own), period_mention_id=self.id_of(owner, own))
        self.claim(
            owner, n, "event", rule, quote, **said, **period_columns(resolved), period_origin=origin,
            period_printed=own.text if own else resolved.text, **values,
        )  # fmt: skip

    # -- blocks ----------------------------------------------------------------------------------------------------

    def block(self, b: Block) -> None:
        """A paragraph's mentions and claims; a heading's money is a claim, its counts and dates are context."""
        owner = Owner(b.block_id, b.text, b.page_no, b.segments, b.box, block=b)
        mentions = read(b.text, self.agencies)
        is_head = b.kind in _HEADS and not states_goal(b) and not _is_sentence(b)
        if is_head:
            self.heading_period[b.block_id] = heading_period(b.text, mentions)
        self.mention_rows(owner, mentions, _CONTEXT.get(b.kind) if is_head or b.kind not in _HEADS else None)
        if b.kind in _SILENT or not any(m.type in ("money", "quantity", "period") for m in mentions):
            return
        clauses = read_clauses(b.text, mentions, b.text_start)
        about = self.starred(b)
        for f in clauses.figures if about else ():
            if len(_LETTERS.findall(f.subject)) < SHORTEST_NAME:
                f.subject = about
        told = Told(self.run_beside(b) or self.period_over(b.block_id))
        if is_head:
            n = self.figures(owner, [f for f in clauses.figures if f.mention.type == "money"], b.kind, 0, told)
            steps = [e for e in clauses.events if _is_step(b, e)]
            self.events(owner, steps, b.kind, n, told.heading)
        else:
            n = self.figures(owner, clauses.figures, b.kind, 0, told)
            self.events(owner, clauses.events, b.kind, n, told.heading)

    def starred(self, b: Block) -> str:
        """The words that a note's stars stand behind in the line it annotates: what its figures are of."""
        over = self.blocks.get(b.parent_id)
        stars = _STARS.match(b.mark)
        if b.kind != "note" or over is None or stars is None:
            return ""
        at = re.search(rf"(?<!\*){re.escape(stars[0])}(?!\*)", over.text[over.text_start :])
        before = over.text[over.text_start : over.text_start + at.start()] if at else ""
        words = tidy(_CLAUSE_BEFORE.split(before)[-1]) if before else ""
        return "" if any(c.isdigit() for c in words) else words  # a figure's own words are the line's, not the note's

    # -- tables ----------------------------------------------------------------------------------------------------

    def table(self, t: Table) -> None:
        view = grids.View(t, self.agencies, None if t.unit else self.unit_above(t))
        heading = self.period_over(t.parent_id) or self.heading_period.get(t.parent_id)
        captioned = heading_period(t.caption, read(t.caption, self.agencies)) if t.caption else None
        captioned = captioned or self.as_of_above(t)
        if captioned is None and t.parent_id in self.blocks and self.blocks[t.parent_id].kind in _PERIOD_HEADS:
            captioned = self.heading_period.get(t.parent_id)  # a table right under its heading
        for cell in view.cells:
            place, mentions = view.place(cell), view.mentions(cell)
            place = place._replace(caption_period=place.caption_period or captioned)
            fallback = Box(cell.page_no, cell.x0, cell.top, cell.x1, cell.bottom)
            owner = Owner(cell.cell_id, view.text(cell), cell.page_no, cell.segments, fallback, table=t)
            self.mention_rows(owner, mentions, "table_head" if place.is_head else None)
            if place.is_head:
                self.head_cell(owner, mentions, heading)
            if place.is_head or not owner.text.strip():
                continue
            if place.role == "event":
                self.schedule_cell(owner, mentions, place, heading)
            elif place.role == "date":
                self.date_cell(owner, mentions, place, heading)
            else:
                self.text_cell(owner, mentions, place, heading)
        for cell, name, period in view.drawn_tasks() if not view.is_layout else ():
            fallback = Box(cell.page_no, cell.x0, cell.top, cell.x1, cell.bottom)
            owner = Owner(cell.cell_id, view.text(cell), cell.page_no, cell.segments, fallback, table=t)
            self.event(
                owner, 0, "event.drawn_task", Span(0, len(owner.text)),
                self.anchor(period, captioned, heading), "column", None, subject=name, row_label=name,
            )  # fmt: skip

    def head_cell(self, owner: Owner, mentions: list[Mention], heading: Mention | None) -> None:
        """A column head that is a step of a procedure, its dates in brackets: "수요조사 (~’24.11)"."""
        if any(m.type == "period" for m in mentions):
            found = read_clauses(owner.text, mentions, 0).events
            steps = [
                e for e in found if e.shape == "bracket" and _is_narrow(e) and not _MONEY_HEAD.search(e.description)
            ]
            self.events(owner, steps, "cell", 0, heading)

    def unit_above(self, t: Table) -> str | None:
        """The unit of a bracket right above a table under the same heading: "(현원, 명)", "(기준, 단위 : 억원, %)"."""
        top = t.boxes[0].top
        for b in self.children.get(t.parent_id, ()):
            m = _UNIT_LINE.fullmatch(b.text.strip())
            if m and b.page_no == t.pages[0] and 0 <= top - b.box.top <= UNIT_DISTANCE:
                units = [u.strip() for u in m["u"].split(",") if parse_unit(u.strip())]
                return ", ".join(units if m["said"] else units[-1:]) or None
        return None

    def as_of_above(self, t: Table) -> Mention | None:
        """The period of a bracket right above a table that says as of when it is: "(’25년 말 기준)"."""
        for b in self.children.get(t.parent_id, ()):
            near = b.page_no == t.pages[0] and 0 <= t.boxes[0].top - b.box.top <= UNIT_DISTANCE
            if near and _AS_OF_LINE.fullmatch(b.text.strip()):
                return heading_period(b.text, read(b.text, self.agencies))
        return None

    def text_cell(self, owner: Owner, mentions: list[Mention], place: grids.Place, heading: Mention | None) -> None:
        """A cell of figures or words; words alone under a period's column are the row's task in that period."""
        n, has_figures = 0, False
        for at in _items_of(owner.text):
            inside = [m for m in mentions if at.start <= m.start and m.end <= at.end]
            clauses = read_clauses(owner.text[: at.end], inside, at.start)
            n = self.figures(owner, clauses.figures, "cell", n, Told(heading, place))
            events = [e for e in clauses.events if not (place.due and e.period.granularity == "year")]
            n = self.events(owner, events, "cell", n, place.row_period or heading)
            has_figures = has_figures or bool(clauses.figures)
        if place.gantt and not has_figures:
            self.event(
                owner, n, "event.column_cell", Span(0, len(owner.text)),
                self.anchor(place.column_period, place.row_period, heading), "column", None,
                subject=place.subject(fold(owner.text)), row_label=place.row_label, column_label=place.column_label,
            )  # fmt: skip

    def schedule_cell(self, owner: Owner, mentions: list[Mention], place: grids.Place, heading: Mention | None) -> None:
        """One dated row: its label cells' period holds unless the words themselves print a narrower one."""
        label = self.anchor(place.row_period, None, heading)
        n, at = 0, 0
        for line in owner.text.split("\n"):
            n += self.schedule_line(owner, mentions, place, label, Span(at, at + len(line)), n)
            at += len(line) + 1
        clauses = read_clauses(owner.text, mentions, 0)
        tag = _TAG.match(owner.text)
        for f in clauses.figures:
            f.subject = _TAG.sub("", f.subject) or fold(_NARROW.sub("", _TAG.sub("", owner.text)))
        told = Told(
            heading,
            place._replace(row_period=label, row_label=None, column_label=None),
            tag[1].strip() if tag else None,
        )
        self.figures(owner, clauses.figures, "schedule_row", n, told)

    def schedule_line(
        self, owner: Owner, mentions: list[Mention], place: grids.Place, label: Mention, at: Span, n: int
    ) -> int:
        """The event of one line of a schedule's cell: 1 where it says anything, else 0."""
        line = owner.text[at.start : at.end]
        tag = _TAG.match(line)
        words_at = at.start + (tag.end() if tag else 0)
        description = fold(owner.text[words_at : at.end]).strip(" ·-▪ㅇ○※")
        if not description:
            return 0
        own, narrow = None, label
        for p in mentions:
            if p.type == "period" and words_at <= p.start and p.end <= at.end:
                resolved = self.anchor(p, label, None)
                if grids.is_narrower(resolved, label):
                    own, narrow = p, resolved
        narrow = narrow._replace(is_ongoing=label.is_ongoing or _ONGOING.search(description) is not None)
        self.event(
            owner, n, "event.schedule_row", Span(at.start + len(line) - len(line.lstrip()), at.end), narrow,
            "beside" if own else "row", own, subject=description, tag=tag[1].strip() if tag else None,
            row_label=place.row_label,
            has_figure=any(x.type in ("money", "quantity") and words_at <= x.start < at.end for x in mentions),
        )  # fmt: skip
        return 1

    def date_cell(self, owner: Owner, mentions: list[Mention], place: grids.Place, heading: Mention | None) -> None:
        """A cell of a dates' column: the words of each row it covers are what falls due."""
        dates = [m for m in mentions if m.type == "period"]
        said = dates or ([None] if place.row_period is not None else [])
        for n, (task, p) in enumerate((task, p) for task in place.tasks for p in said):
            period = place.row_period if p is None else p
            self.event(
                owner, n, "event.date_column", Span(0, len(owner.text)) if p is None else Span(p.start, p.end),
                self.anchor(period, None if p is None else place.row_period, heading), "row" if p is None else "beside",
                p, subject=task, row_label=place.row_label, column_label=place.column_label,
            )  # fmt: skip


def heading_period(text: str, mentions: list[Mention]) -> Mention | None:
    """The period a heading gives what stands under it; a note in the heading (※ …) gives none.

    A fiscal year ("2026년도 예산 편성") and a plan's run give figures their period but dates no year.
    """
    body = text.split("※")[0]
    found = next((m for m in mentions if m.type == "period" and not m.needs_year and m.end <= len(body)), None)
    if found is not None and (found.granularity == "range" or _FISCAL.match(text, found.end)):
        return found._replace(qualifier=FISCAL)
    return found


def _is_sentence(b: Block) -> bool:
    """True for a line that tells something, though it stands out like a heading: "➌ (선도지구) 1개소를 지정하고 …"."""
    words = b.text[b.text_start :]
    if b.kind == "heading" and b.mark[:1] in _GOAL_MARKS and STEPS.search(words) is not None:
        return True  # "◇ 수출: ’25년 136억불 → ’30년 210억불"
    labelled = len(words) >= LABELLED_HEADING and _LABELLED.match(words) is not None
    if b.kind != "heading" or b.mark[:1] not in _TELLING_MARKS:
        return b.kind == "heading" and b.mark.isdigit() and labelled  # "4 (규제) 특별법 제정(’26년 내), …"
    return labelled or len(words) >= LONG_HEADING or STEPS.search(words) is not None


def _is_step(b: Block, e: Event) -> bool:
    """True for a numbered step set like a heading, its date in the closing bracket: "① 예산안 제출(11.11.까지)".

    ``e.period`` prints no year: a heading's year is the year of what stands under it.
    """
    dated = e.shape == "bracket" and e.period.needs_year and not b.text[e.period.end :].strip(" )）]")
    return dated and b.mark[:1] in _STEP_MARKS


def _is_long(p: Mention) -> bool:
    """True for a run of years, which lends no year: "2021년부터 2030년까지의 계획을 … 12월 30일 고시"."""
    both = p.period_start is not None and p.period_end is not None
    return both and p.period_end.year - p.period_start.year > 1


def _items_of(text: str) -> list[Span]:
    """The items of a cell that are set as a list, a mark before each: none lends another its date or its words."""
    starts = [m.start() for m in _CELL_ITEM.finditer(text)]
    if len(starts) < 2:
        return [Span(0, len(text))]
    edges = sorted({0, *starts, len(text)})
    return [Span(a, b) for a, b in pairwise(edges)]


def _is_narrow(e: Event) -> bool:
    """True for a date narrower than a year, or open on one side."""
    p = e.period
    spans = p.period_start is not None and p.period_end is not None and p.granularity != "year"
    return (spans and (p.period_end - p.period_start).days < DAYS_OF_YEAR) or p.granularity == "deadline"


def figure_columns(m: Mention) -> dict[str, object]:
    return {
        "value": m.value, "value_low": m.low, "value_high": m.high, "unit": m.unit, "unit_printed": m.unit_printed,
        "qualifier": m.qualifier, "sign": m.sign, "is_delta": m.is_delta, "rate": m.rate, "breakdown": m.breakdown,
    }  # fmt: skip


def period_columns(p: Mention | None) -> dict[str, object]:
    if p is None:
        return {"is_ongoing": False}
    return {
        "period_start": p.period_start, "period_end": p.period_end, "granularity": p.granularity,
        "is_ongoing": p.is_ongoing,
    }  # fmt: skip


def run_columns(run: Mention | None) -> dict[str, object]:
    """First and last year of a programme's run."""
    first, last = (run.period_start, run.period_end) if run else (None, None)
    return {"run_start_year": first.year if first else None, "run_end_year": last.year if last else None}


def _quote_of(owner: Owner, f: Figure) -> Span:
    """A figure's own words; for one in a bracket, the noun phrase with its whole bracket."""
    if f.bracket:
        start = max(phrase_start(owner.text, f.bracket.start), owner.block.text_start if owner.block else 0)
        return Span(start, max(f.bracket.end, f.mention.end))
    return Span(f.quote.start, max(f.quote.end, f.mention.end))


def _parts(text: str, i: int) -> bool:
    """True where the character at ``i`` parts phrases: a comma outside a number, a line end, an arrow, a full stop."""
    ch, after = text[i], text[i + 1 : i + 2]
    if ch == ",":
        return not (text[i - 1 : i].isdigit() and after.isdigit())
    return ch in "\n→⇒⇨▲※" or (ch == "." and after == " ")


def phrase_start(text: str, start: int) -> int:
    """Start of the noun phrase that ends at ``start``: back to the comma, arrow or line before it."""
    i, depth = start, 0
    while i > 0:
        ch = text[i - 1]
        if ch in ")]）":
            depth += 1
        elif ch in "([（":
            if depth == 0:
                break
            depth -= 1
        elif depth == 0 and _parts(text, i - 1):
            break
        i -= 1
    while i < start and text[i] in " *":
        i += 1
    return i


def write_claims(
    reading: DocumentReading,
    layout: Layout,
    published_on: date | None,
    agencies: object,
    second: SecondReading | None = None,
    plan_year: int | None = None,
) -> dict[str, Section]:
    """Add the document's mentions and claims to ``reading``. Returns every block's section, for raw.blocks.

    ``second`` re-reads each figure's boxes; without it nothing is said of that. ``plan_year``: the year that the plan
    is for, where its title names another than that of publication.
    """
    writer = _Writer(reading, layout, published_on, agencies, second, plan_year)
    for b in layout.blocks:
        writer.block(b)
    for t in layout.tables:
        if t.kind != "box":
            writer.table(t)
    return writer.sections
