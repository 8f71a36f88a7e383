"""In: a published warehouse. Out: what it says of itself: what was read, what came out, what the gate said."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from pathlib import Path

from kplan.language import say, translate
from warehouse import open_warehouse

READ = ("documents", "pages", "blocks", "tables", "mentions", "claims")
FACTS = ("fct_budgets", "fct_kpis", "fct_milestones", "review_queue", "reconciliation")
TRY = (
    "select fiscal_year, project_name, sum(amount_eok) as eok_won from budgets_by_year "
    "where amount_type = 'appropriation' group by all order by all"
)


@dataclass(frozen=True, slots=True)
class Summary:
    """Counts are rows; seconds are those of the build that made the file."""

    path: str
    build_id: str
    unchanged: bool
    read: dict[str, int]
    facts: dict[str, int]
    no_longer: tuple[str, ...]  # documents of the publication before that this one does not hold
    not_read: tuple[str, ...]  # a sentence per file or page that was not read as text
    rules_held: int
    warnings: tuple[str, ...]  # failed rules that do not block
    wall_seconds: float
    cpu_seconds: float

    def as_json(self) -> str:
        return json.dumps(asdict(self), ensure_ascii=False)

    def as_text(self) -> str:
        """The summary for a person, with one query to try."""
        lines = [say("Nothing changed: {} is up to date (build {}).", self.path, self.build_id)] * self.unchanged
        lines += [say("Read       {}", _counted(self.read))]
        lines += [say("  not read: {}", translate(sentence)) for sentence in self.not_read]
        if self.no_longer:
            lines += [
                say("  no longer in it: {} (kplan rollback brings the build before back)", ", ".join(self.no_longer))
            ]
        lines += [say("Came out   {}", _counted(self.facts))]
        lines += [say("Gate       {} rules hold, {} warn", self.rules_held, len(self.warnings))]
        lines += [f"  {translate(w)}" for w in self.warnings]
        if not self.unchanged:
            wall, cpu = f"{self.wall_seconds:.1f}", f"{self.cpu_seconds:.1f}"
            lines += [say("Published  {} (build {}, {} s, {} CPU s)", self.path, self.build_id, wall, cpu)]
        lines += [say("Try"), f'  .venv/bin/kplan query "{TRY}" --warehouse {self.path}']
        return "\n".join(lines)


def _counted(counts: dict[str, int]) -> str:
    return ", ".join(f"{n:,} {say(name.removeprefix('fct_'))}" for name, n in counts.items())


def documents_in(path: Path) -> frozenset[str]:
    """File names of the documents in a published file; none where there is none, or none that can be asked."""
    import duckdb

    if not path.exists():
        return frozenset()
    try:
        with open_warehouse(path) as con:
            return frozenset(n for (n,) in con.execute("select file_name from raw.documents").fetchall())
    except duckdb.Error:  # the build does not depend on what was published before it
        return frozenset()


def summarise(path: Path, unchanged: bool, before: frozenset[str] = frozenset()) -> Summary:
    """Read the summary back from the published file; tables that it does not have are left out of the counts.

    ``before``: the documents that were published before it.
    """
    with open_warehouse(path) as con:
        build_id, wall, cpu = con.execute("select build_id, wall_seconds, cpu_seconds from meta.build").fetchone()
        counts = dict(con.execute("select table_name, row_count from meta.counts").fetchall())
        not_read = con.execute(
            "select coalesce(reason, file_name || ': ' || outcome) from raw.outcomes where outcome <> 'ok' order by all"
        ).fetchall()
        rules = con.execute(
            "select outcome, meaning, table_name, rows_failed from meta.expectations order by table_name, rule_id"
        ).fetchall()
    return Summary(
        path=str(path),
        build_id=build_id,
        unchanged=unchanged,
        read={t: counts[f"raw.{t}"] for t in READ if f"raw.{t}" in counts},
        facts={t: counts[f"marts.{t}"] for t in FACTS if f"marts.{t}" in counts},
        no_longer=tuple(sorted(before - documents_in(path))) if before else (),
        not_read=tuple(r for (r,) in not_read),
        rules_held=sum(r[0] == "held" for r in rules),
        warnings=tuple(f"{table}: {meaning}: {n} rows do not" for said, meaning, table, n in rules if said != "held"),
        wall_seconds=wall,
        cpu_seconds=cpu,
    )
