"""Blocks → where each stands in the document: its ancestors, its part, its project's heading.

A part is front, summary, body or annex. A *project* is the unit a plan gives a chapter of its own: a numbered heading
among siblings that open with goals in boxes (labelled so, or steps of figures); a plan without such headings has its
top chapters as projects. Found by these looks, never by name.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from typing import NamedTuple

from ingest.layout.model import Block

FURNITURE = frozenset({"page_number", "contents", "cover"})
_SUMMARY = re.compile(r"[(（<\[]?\s*요\s*약\s*[)）>\]]?\s*$|^\s*요\s*약")
_ANNEX = re.compile(r"^\s*[\[<(【]?\s*(참\s*고|붙\s*임|별\s*첨|부\s*록|별\s*지)")
_ROMAN = re.compile(r"^\s*[ⅠⅡⅢⅣⅤⅥⅦⅧⅨⅩIVX]+\s*[.．]?\s*")
_NAMED = re.compile(r"[가-힣A-Za-z]")  # a numeral on a line of its own names no project
_NUMERAL = re.compile(r"^\s*[ⅠⅡⅢⅣⅤⅥⅦⅧⅨⅩIVX]+\s*[.．]?\s*(?=$|[^A-Za-z])")
_NUMBER = re.compile(r"^\s*\d{1,2}\s*(?:[.．]|$)?")
_STAGE = re.compile(
    r"(?:그간의?|향후)?\s?(?:추진|사업|주요|세부)?\s?(?:개요|배경|필요성|목적|현황|여건|경과|실적|방향|전략|체계|일정|계획|과제|성과|기대\s?효과)"
)
_GOAL_MARKS = frozenset("◇◈")
_SECTION_NO = re.compile(r"^\s*[(（\[]\s*(\d)\s*[)）\]]")
LONGEST_LABEL = 16  # characters of a heading that says no more than its label: "◇ (중장기 목표)"
_GOAL = re.compile(r"목\s*표")
STEPS = re.compile(r"\d[^→⇒⇨➡➜➔▶]{0,60}[→⇒⇨➡➜➔▶].{0,40}\d")  # "’24년 16% → ’30년 35%"


class Section(NamedTuple):
    path: tuple[str, ...]
    part: str  # front | summary | body | annex
    project_block_id: str | None


def locate(blocks: Sequence[Block]) -> dict[str, Section]:
    """Section of every block, by block id."""
    by_id = {b.block_id: b for b in blocks}
    paths: dict[str, tuple[str, ...]] = {}
    for b in blocks:
        path, seen, up = [], set(), b.parent_id
        while up is not None and up in by_id and up not in seen:
            seen.add(up)
            path.append(up)
            up = by_id[up].parent_id
        paths[b.block_id] = tuple(reversed(path))
    parts = _parts(blocks)
    projects = _project_headings(blocks, paths, parts)
    out, headless = {}, _Headless()
    for b in blocks:
        chain = (*paths[b.block_id], b.block_id)
        project = headless.opened(b, next((x for x in reversed(chain) if x in projects), None))
        out[b.block_id] = Section(paths[b.block_id], parts[b.block_id], project)
        if project in out and out[project].project_block_id != project:  # a headline that stands for a missing heading
            out[project] = out[project]._replace(project_block_id=project)
    return out


class _Headless:
    """Projects whose heading the file does not have: goals stated anew after the sections of the project before.

    A project opens with its headline and its goal boxes, then come its sections (1), (2), (3). Goals that follow a
    section other than the first belong to the next project; the headline, or the first goal, stands for the missing
    heading.
    """

    def __init__(self) -> None:
        self.printed: str | None = None  # the project's printed heading
        self.own: str | None = None  # the block that stands for a missing one
        self.past_first = False
        self.before: Block | None = None

    def opened(self, b: Block, project: str | None) -> str | None:
        """The project of ``b``, in reading order."""
        if b.kind in FURNITURE:
            return project
        if project != self.printed:
            self.printed, self.own, self.past_first = project, None, False
        if project is not None and b.block_id != project:
            if b.kind == "heading" and (m := _SECTION_NO.match(b.text)):
                self.past_first = self.past_first or int(m.group(1)) > 1
            elif self.past_first and states_goal(b):
                lead = self.before
                self.own = (
                    lead.block_id
                    if lead is not None and lead.kind == "paragraph" and lead.page_no == b.page_no
                    else b.block_id
                )
                self.past_first = False
        self.before = b
        return self.own or project


def states_goal(b: Block) -> bool:
    """True for a goal: ◇ with a label that says so. One alone in its box may look like a heading."""
    labelled = bool(b.mark) and b.mark[:1] in _GOAL_MARKS and bool(_GOAL.search(b.text[:24]))
    return labelled and (b.kind not in ("heading", "title") or len(b.text) > LONGEST_LABEL)


def _parts(blocks: Sequence[Block]) -> dict[str, str]:
    parts: dict[str, str] = {}
    part, romans, opened = "front", Counter(), 0
    for b in blocks:
        if b.kind in FURNITURE:
            if b.kind == "contents" and part == "summary":
                part = "body"
            parts[b.block_id] = "front"
            continue
        heading = b.kind in ("title", "heading")
        if heading and _SUMMARY.search(b.text) and len(b.text) < 80:
            part, romans, opened = "summary", Counter(), b.page_no
        elif heading and _ANNEX.match(b.text):
            part = "annex"
        elif part == "front":
            part = "body"
        if heading and (m := _ROMAN.match(b.text)) and m.group().strip():
            key = m.group().strip(" .．")
            starts_later = key in ("Ⅰ", "I") and not romans and b.page_no > opened
            if part == "summary" and (romans[key] or starts_later):
                part = "body"  # the Roman series starts again: the summary is over
            elif part == "annex":
                part = "body"
            romans[key] += 1
        parts[b.block_id] = part
    return parts


def _project_headings(blocks: Sequence[Block], paths: dict[str, tuple[str, ...]], parts: dict[str, str]) -> set[str]:
    """Ids of the headings that are projects: numbered ones with goals, else Roman ones, else the topmost of several."""
    body = [b for b in blocks if parts[b.block_id] == "body"]
    headings = [b for b in body if b.kind == "heading"]
    numbered = [b for b in headings if _NUMBER.match(b.mark or b.text)]
    goals = _with_goals(body, {b.block_id for b in numbered}, paths)
    siblings: dict[tuple[int, str | None], list[str]] = defaultdict(list)
    for b in numbered:
        siblings[b.depth, b.parent_id].append(b.block_id)
    goals |= {b.parent_id for b in body if b.mark[:1] in _GOAL_MARKS and b.box_id and STEPS.search(b.text)}
    own = {k: members for k, members in siblings.items() if 2 * len(goals.intersection(members)) >= len(members)}
    if own:
        depth = next(iter(own))[0]
        return {x for (at, _), members in own.items() if at == depth for x in members}
    headings = [b for b in headings if _NAMED.search(_NUMERAL.sub("", b.text))]
    romans = {b.block_id for b in headings if (m := _ROMAN.match(b.text)) and m.group().strip()}
    if len(romans) >= 2:
        return romans
    named = [b for b in headings if not _STAGE.fullmatch(_NUMBER.sub("", _NUMERAL.sub("", b.text)).strip())]
    headings = named or headings  # "1. 추진 개요" is a section of the plan, not a project
    depths = Counter(b.depth for b in headings)
    top = min((d for d, n in depths.items() if n >= 2), default=None)
    return {b.block_id for b in headings if top is None or b.depth == top}


def _with_goals(body: Sequence[Block], headings: set[str], paths: dict[str, tuple[str, ...]]) -> set[str]:
    """The nearest of some headings above blocks that state a goal: "◇ (목표) …"."""
    found = set()
    for b in body:
        if states_goal(b):
            nearest = next((x for x in reversed(paths[b.block_id]) if x in headings), None)
            found.add(nearest)
    return found - {None}
