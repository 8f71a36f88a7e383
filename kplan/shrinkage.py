"""In: the counts of a new build and of the last release, per round. Out: nothing, or GateRefused: a rebuild that nobody
watches publishes no less than there was, unless the data changelog says why.

Counted per round: facts of each family, pages read, mentions read and mentions placed in facts, of each family.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from pathlib import Path
from typing import TYPE_CHECKING

from kplan import ROOT
from kplan.errors import GateRefused, WrongUsage

if TYPE_CHECKING:
    import duckdb

CHANGELOG = ROOT / "plans" / "CHANGELOG-data.yml"
ALL = "all"

_COUNTED = {
    "marts.fct_budgets": "select round_id, 'budgets', count(*) from marts.fct_budgets group by all",
    "marts.fct_kpis": "select round_id, 'kpis', count(*) from marts.fct_kpis group by all",
    "marts.fct_milestones": "select round_id, 'milestones', count(*) from marts.fct_milestones group by all",
    "raw.pages": "select round_id, 'pages read', count(*) filter (outcome = 'ok') from raw.pages "
    "join raw.documents using (document_id) group by all",
    "marts.coverage": "select round_id, family || ' mentions ' || what, sum(n)::bigint from (unpivot "
    "(select document_id, family, mentions_read as read, in_facts as placed from marts.coverage) "
    "on read, placed into name what value n) join raw.documents using (document_id) group by all",
}

Counts = Mapping[tuple[str, str], int]


@dataclass(frozen=True, slots=True)
class Reason:
    """One entry of the data changelog: ``measure`` of ``round`` (or of the round of ``file``) may fall to ``to``."""

    measure: str
    to: int
    reason: str
    round: str | None = None
    file: str | None = None
    date: datetime.date | None = None


def count(con: duckdb.DuckDBPyConnection) -> dict[tuple[str, str], int]:
    """(round, measure) → rows; of tables that are there."""
    there = {f"{s}.{t}" for s, t in con.execute("select schema_name, table_name from duckdb_tables()").fetchall()}
    return {
        (round_id or "?", measure): n
        for table, sql in _COUNTED.items()
        if {table, "raw.documents"} <= there
        for round_id, measure, n in con.execute(sql).fetchall()
    }


def files(con: duckdb.DuckDBPyConnection) -> dict[str, set[str]]:
    """Round → names and hashes of its documents."""
    found: dict[str, set[str]] = {}
    for round_id, name, sha256 in con.execute("select round_id, file_name, sha256 from raw.documents").fetchall():
        found.setdefault(round_id or "?", set()).update((name, sha256))
    return found


def load_reasons(path: Path) -> list[Reason]:
    """The data changelog's entries; none where there is no file. Raises WrongUsage naming the entry that is wrong."""
    import yaml

    if not path.is_file():
        return []
    try:
        loaded = yaml.safe_load(path.read_text(encoding="utf-8")) or {}
        entries = loaded.get("changes") or []
        reasons = [_reason(path, i, e) for i, e in enumerate(entries)]
    except (yaml.YAMLError, UnicodeDecodeError, AttributeError) as e:
        raise WrongUsage(f"{path}: not valid: {e}") from e
    return reasons


def _reason(path: Path, i: int, entry: object) -> Reason:
    known = {f.name for f in fields(Reason)}
    if not isinstance(entry, dict) or not entry.keys() <= known | {"from"}:
        raise WrongUsage(f"{path}: changes[{i}] must be a mapping of {', '.join(sorted(known))} (and from).")
    values = {k: v for k, v in entry.items() if k in known}
    if not (values.get("round") or values.get("file")) or not str(values.get("reason") or "").strip():
        raise WrongUsage(f"{path}: changes[{i}] needs a reason, and the round or file it holds for.")
    if not isinstance(values.get("to"), int) or not isinstance(values.get("measure"), str):
        raise WrongUsage(f"{path}: changes[{i}] needs a measure (or '{ALL}') and the whole number it may fall 'to'.")
    return Reason(**values)


def shrunk(before: Counts, after: Counts) -> list[tuple[str, str, int, int]]:
    """(round, measure, before, after) of every count that fell, in order."""
    return [(r, m, n, after.get((r, m), 0)) for (r, m), n in sorted(before.items()) if after.get((r, m), 0) < n]


def unexplained(
    falls: Iterable[tuple[str, str, int, int]], reasons: Iterable[Reason], names: Mapping[str, set[str]]
) -> list[tuple[str, str, int, int]]:
    """The falls that no entry allows."""
    reasons = list(reasons)
    return [
        (round_id, measure, before, after)
        for round_id, measure, before, after in falls
        if not any(
            (r.round == round_id or (r.file is not None and r.file in names.get(round_id, ())))
            and r.measure in (measure, ALL)
            and after >= r.to
            for r in reasons
        )
    ]


def refuse_if_shrunk(con: duckdb.DuckDBPyConnection, published: Path, changelog: Path = CHANGELOG) -> None:
    """Compare the build behind ``con`` with the published one. Raises GateRefused with the entries to write."""
    if not published.exists():
        return
    from warehouse import open_warehouse

    with open_warehouse(published) as old:
        before, names = count(old), files(old)
    for round_id, more in files(con).items():
        names.setdefault(round_id, set()).update(more)
    left = unexplained(shrunk(before, count(con)), load_reasons(changelog), names)
    if left:
        today = datetime.date.today()
        lines = [
            f'  - {{date: {today}, round: "{r}", measure: {m}, from: {b}, to: {a}, reason: "…"}}' for r, m, b, a in left
        ]
        raise GateRefused(
            f"{len(left)} counts fell against the published build; nothing was published. If that is right, write why "
            f"into {changelog} under 'changes:' and build again:\n" + "\n".join(lines)
        )
