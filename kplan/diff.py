"""In: two rounds and a published warehouse. Out: what changed between them, for people or as JSON.

Everything is read from marts.fct_revisions; nothing is compared here. Amounts are printed in 억원 (100 million won).
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import date
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING

from kplan.errors import WrongUsage
from kplan.language import say
from kplan.rows import steerless
from warehouse import open_warehouse

if TYPE_CHECKING:
    import duckdb

SIGNS = {
    "added": "+", "dropped": "-", "raised": "↑", "lowered": "↓", "rescheduled": "→", "renamed": "~", "restated": "="
}  # fmt: skip
EOK = 1e8


@dataclass(frozen=True, slots=True)
class Revision:
    """A row of marts.fct_revisions with the names of its project and files; pages from 1."""

    revision_id: str
    scope: str
    from_round_id: str
    to_round_id: str
    from_file: str
    to_file: str
    project: str
    family: str
    change: str
    what: str
    old_what: str | None
    new_what: str | None
    unit: str | None
    old_value: float | None
    new_value: float | None
    old_printed: str | None
    new_printed: str | None
    old_period_start: date | None
    old_period_end: date | None
    new_period_start: date | None
    new_period_end: date | None
    old_quote: str | None
    new_quote: str | None
    old_page_no: int | None
    new_page_no: int | None
    rule: str
    old_key: str | None
    new_key: str | None


_REVISIONS = """
select {columns}
from (
    select r.*, f.file_name as from_file, t.file_name as to_file, coalesce(p.project_name, r.project_id) as project
    from marts.fct_revisions r
    join marts.dim_document f on f.document_id = r.from_document_id
    join marts.dim_document t on t.document_id = r.to_document_id
    left join marts.dim_project p using (project_id)
)
where scope = ? and from_round_id = ? and to_round_id = ?
order by from_file, to_file, project = '공통', project, family, what, change, revision_id
"""


def diff(old: str, new: str, warehouse: Path, as_json: bool = False) -> str:
    """What changed from round ``old`` to round ``new`` (the same id twice: between that round's editions).

    Rounds that others lie between are shown step by step. Raises WrongUsage for rounds that were not read or compared.
    """
    with open_warehouse(warehouse) as con:
        steps = [("edition", old, old)] if old == new else _steps(con, old, new)
        found = [r for step in steps for r in _revisions(con, *step)]
    if as_json:
        return json.dumps([asdict(r) for r in found], ensure_ascii=False, default=str)
    head = f"{old} → {new}" if old != new else say("{}, its editions", old)
    counts = ", ".join(f"{n} {say(change)}" for change, n in _counts(found))
    return "\n".join([f"{head}: {counts or say('nothing changed')}", *_lines(found)])


def _steps(con: duckdb.DuckDBPyConnection, old: str, new: str) -> list[tuple[str, str, str]]:
    pairs = dict(
        con.execute(
            "select from_round_id, to_round_id from intermediate.int_revision_pairs where scope = 'round' order by all"
        ).fetchall()
    )
    steps, at = [], old
    while at in pairs and at != new:
        steps.append(("round", at, pairs[at]))
        at = pairs[at]
    if at == new:
        return steps
    read = [r for (r,) in con.execute("select distinct round_id from marts.dim_document order by 1").fetchall()]
    if missing := [r for r in (old, new) if r not in read]:
        raise WrongUsage(
            f"No document of round {', '.join(missing)} was read. Rounds read: {', '.join(read) or 'none'}."
        )
    compared = ", ".join(f"{a} {b}" for a, b in pairs.items()) or "none"
    raise WrongUsage(
        f"{new} does not follow {old} in one series (older round first). Rounds that follow each other: {compared}."
    )


def _revisions(con: duckdb.DuckDBPyConnection, scope: str, old: str, new: str) -> list[Revision]:
    columns = ", ".join(Revision.__dataclass_fields__)
    return [Revision(*row) for row in con.execute(_REVISIONS.format(columns=columns), [scope, old, new]).fetchall()]


def _counts(found: Iterable[Revision]) -> list[tuple[str, int]]:
    changes = [r.change for r in found]
    return [(c, changes.count(c)) for c in SIGNS if c in changes]


def _lines(found: list[Revision]) -> Iterable[str]:
    files = groupby(found, key=lambda r: (r.from_round_id, r.to_round_id, r.from_file, r.to_file))
    for (_, _, from_file, to_file), step in files:
        yield f"\n{_plain(from_file)} → {_plain(to_file)}"
        for project, revisions in groupby(step, key=lambda r: r.project):
            yield f"\n{_plain(project)}"
            for r in revisions:
                yield f"  {SIGNS[r.change]} {say(r.change)} {say(r.family)}: {_plain(_said(r))}"
                yield from _quotes(r)


def _said(r: Revision) -> str:
    if r.change == "renamed" or (r.change == "restated" and r.family == "milestone"):
        return f"{r.old_what} → {r.new_what}"
    if r.change == "rescheduled":
        return f"{r.what}: {_period(r, 'old')} → {_period(r, 'new')}"
    when = _period(r, "old" if r.change == "dropped" else "new")
    if r.change in ("added", "dropped"):
        figure = _figure(r, "new" if r.change == "added" else "old")
        return r.what + (f": {figure}" if figure else "") + (f" ({when})" if when else "")
    name = f"{r.old_what} → {r.new_what}" if r.rule in ("split_into_parts", "merged_from_parts") else r.what
    return f"{name}: {_figure(r, 'old')} → {_figure(r, 'new')}{_step(r)}" + (f" ({when})" if when else "")


def _figure(r: Revision, side: str) -> str:
    value = getattr(r, f"{side}_value")
    if value is None:
        return ""
    if r.family == "budget":
        return f"{value / EOK:,.10g}억원"
    return f"{value:,.10g} {r.unit}"


def _step(r: Revision) -> str:
    """The change in figures, for what was raised or lowered: ", +20억원, +25%"."""
    if r.change not in ("raised", "lowered"):
        return ""
    delta = r.new_value - r.old_value
    said = f"{delta / EOK:+,.10g}억원" if r.family == "budget" else f"{delta:+,.10g}"
    return f", {said}" + (f", {delta / abs(r.old_value):+.0%}" if r.old_value else "")


def _period(r: Revision, side: str) -> str:
    start, end = getattr(r, f"{side}_period_start"), getattr(r, f"{side}_period_end")
    if start is None or end is None:
        return f"~{end}" if end else f"{start}~" if start else ""
    if (start.month, start.day, end.month, end.day) == (1, 1, 12, 31):
        return str(start.year) if start.year == end.year else f"{start.year}~{end.year}"
    return f"{start}~{end}" if start != end else str(start)


def _quotes(r: Revision) -> Iterable[str]:
    for side, quote, page in (("old", r.old_quote, r.old_page_no), ("new", r.new_quote, r.new_page_no)):
        if quote is not None:
            yield f"      {say(side)} p.{page} “{_plain(quote)}”"


def _plain(text: str) -> str:
    """Words of a document as one line: what could steer a terminal is left out."""
    return " ".join(steerless(text).split())
