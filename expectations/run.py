"""In: an open DuckDB warehouse and suites of rules. Out: one result per rule, and pages about them.

Frames are read from DuckDB and checked by Great Expectations' pandas engine: its SQL engine does not work on DuckDB.
Each table has a validation of its own: one checkpoint that is given two frames checks the first one twice. Who holds is
asked first; rows are named only where something fails.
Great Expectations is imported when the first table is checked (seconds of CPU), not before.
"""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from expectations.later import UNUSED, import_later
from expectations.rules import ERROR, Rule, Suite

if TYPE_CHECKING:
    import duckdb

HELD, FAILED, NOT_RUN = "held", "failed", "error"


@dataclass(frozen=True, slots=True)
class Result:
    """What came of one rule, in the column order of meta.expectations.

    ``outcome``: held, failed, or error (the rule could not run, which says nothing of the rows).
    ``failing_keys``: JSON list of the keys of the rows that failed.
    """

    stage: str
    table_name: str
    rule_id: str
    meaning: str
    severity: str
    outcome: str
    rows_checked: int
    rows_failed: int
    failing_keys: str | None = None
    message: str | None = None

    @property
    def blocks(self) -> bool:
        """A rule that could not run blocks whatever its severity: nobody knows what it would have said."""
        return self.outcome == NOT_RUN or (self.outcome == FAILED and self.severity == ERROR)

    def sentence(self, rows: int = 20) -> str:
        """The result in words, with the keys of up to ``rows`` failing rows, one a line."""
        if self.outcome == NOT_RUN:
            return f"{self.table_name}: {self.meaning} [{self.rule_id}]: could not run: {self.message}"
        if self.outcome == HELD:
            return f"{self.table_name}: {self.meaning} [{self.rule_id}]: holds"
        head = (
            f"{self.table_name}: {self.meaning} [{self.rule_id}]: {self.rows_failed} of {self.rows_checked} rows fail"
        )
        keys = json.loads(self.failing_keys or "[]")
        lines = ["  " + ", ".join(f"{k}={v}" for k, v in key.items()) for key in keys[:rows]]
        more = [f"  and {len(keys) - rows} more"] if len(keys) > rows else []
        return "\n".join([head, *lines, *more])


class Gate:
    """Checks tables one after another and remembers everything for the pages written at the end."""

    def __init__(self) -> None:
        self.results: list[Result] = []

    @cached_property
    def _context(self) -> Any:
        os.environ["GX_ANALYTICS_ENABLED"] = "false"
        import_later(*UNUSED)
        import great_expectations as gx
        from great_expectations.data_context.types.base import ProgressBarsConfig

        context = gx.get_context(mode="ephemeral")
        context.variables.progress_bars = ProgressBarsConfig(globally=False)
        return context

    @cached_property
    def _frames(self) -> Any:
        """The one way in for every table's frame: each one added would write the whole configuration anew."""
        asset = self._context.data_sources.add_pandas("warehouse").add_dataframe_asset("frame")
        return asset.add_batch_definition_whole_dataframe("frame")

    def check(self, con: duckdb.DuckDBPyConnection, stage: str, suites: Sequence[Suite]) -> list[Result]:
        """Check every suite against ``con``. Returns this stage's results in the order of the rules."""
        results = [r for suite in suites for r in self._check_table(con, stage, suite)]
        self.results += results
        return results

    def _check_table(self, con: duckdb.DuckDBPyConnection, stage: str, suite: Suite) -> list[Result]:
        import duckdb

        def could_not_run(rule: Rule, why: str) -> Result:
            return Result(stage, suite.table, rule.rule_id, rule.meaning, rule.severity, NOT_RUN, 0, 0, None, why)

        try:
            present = {row[0] for row in con.execute(f"describe {suite.table}").fetchall()}
        except duckdb.Error as e:
            return [could_not_run(r, str(e).split("\n")[0]) for r in suite.rules]
        refused: dict[str, Result] = {}
        for rule in suite.rules:
            missing = [c for c in (*suite.key, *rule.columns) if c not in present]
            try:
                if missing:
                    raise ValueError(f"{suite.table} has no column {', '.join(missing)}")
                if rule.condition:
                    con.execute(f"explain select ({rule.condition})::boolean from {suite.table} t")
            except (duckdb.Error, ValueError) as e:
                refused[rule.rule_id] = could_not_run(rule, str(e).split("\n")[0])
        rules = [r for r in suite.rules if r.rule_id not in refused]
        run = self._run(con, stage, suite, rules) if rules else {}
        return [refused.get(r.rule_id) or run[r.rule_id] for r in suite.rules]

    def _run(
        self, con: duckdb.DuckDBPyConnection, stage: str, suite: Suite, rules: Sequence[Rule]
    ) -> dict[str, Result]:
        frame = con.execute(frame_query(suite, rules)).df()
        definition = self._definition(suite, rules)
        by_id = {r.rule_id: r for r in rules}

        def ask(result_format: Any) -> Any:
            return definition.run(batch_parameters={"dataframe": frame}, result_format=result_format)

        validation = ask("BOOLEAN_ONLY")  # a third of the time that naming rows takes, and nearly every table holds
        if not validation.success:
            validation = ask({"result_format": "COMPLETE", "unexpected_index_column_names": list(suite.key)})
        return {
            rule_id: _result(stage, suite.table, by_id[rule_id], len(frame), suite.key, said)
            for said in validation.results
            if (rule_id := said.expectation_config.meta["rule_id"])
        }

    def _definition(self, suite: Suite, rules: Sequence[Rule]) -> Any:
        """The suite as Great Expectations knows it, to be run on a frame."""
        context = self._context
        import great_expectations as gx

        expectations = [
            getattr(gx.expectations, r.expectation)(
                **r.arguments,
                notes=r.meaning,
                meta={"rule_id": r.rule_id},
                severity="critical" if r.severity == ERROR else "warning",
            )
            for r in rules
        ]
        made = context.suites.add(gx.ExpectationSuite(name=suite.table, expectations=expectations))
        definition = gx.ValidationDefinition(name=suite.table, data=self._frames, suite=made)
        return context.validation_definitions.add(definition)

    def write_docs(self, folder: Path) -> None:
        """Write a page per table checked so far, and their index, into ``folder``, replacing what is there."""
        if "_context" not in self.__dict__:
            return
        shutil.rmtree(folder, ignore_errors=True)
        site = {
            "class_name": "SiteBuilder",
            "site_index_builder": {"class_name": "DefaultSiteIndexBuilder"},
            "store_backend": {"class_name": "TupleFilesystemStoreBackend", "base_directory": str(folder.resolve())},
            "site_section_builders": {"expectations": "none", "profiling": "none"},  # the results say the rules, too
        }
        self._context.add_data_docs_site(site_name="kplan", site_config=site)
        self._context.build_data_docs(site_names=["kplan"])


def frame_query(suite: Suite, rules: Sequence[Rule]) -> str:
    """The SELECT whose frame the rules are checked on: key, columns asked about, and a truth per condition."""
    columns = dict.fromkeys(f'"{c}"' for c in (*suite.key, *(c for r in rules for c in r.columns)))
    conditions = [f'({r.condition})::boolean as "{r.rule_id}"' for r in rules if r.condition]
    return f"select {', '.join([*columns, *conditions])} from {suite.table} t order by {', '.join(suite.key)}"


def _raised(info: Any) -> str | None:
    """The exception's message where one was raised; ``info`` is one record or one per metric."""
    for record in [info, *(v for v in info.values() if isinstance(v, dict))] if info else []:
        if record.get("raised_exception"):
            return str(record.get("exception_message"))
    return None


def _result(stage: str, table: str, rule: Rule, n_rows: int, key: Sequence[str], said: Any) -> Result:
    why = _raised(said.exception_info)
    if why:
        return Result(stage, table, rule.rule_id, rule.meaning, rule.severity, NOT_RUN, n_rows, 0, None, why)
    if said.success:
        return Result(stage, table, rule.rule_id, rule.meaning, rule.severity, HELD, n_rows, 0)
    rows = said.result.get("unexpected_index_list") or []
    shown = key if rule.condition else (*key, *rule.columns)
    keys = [{c: row[c] for c in dict.fromkeys(shown) if c in row} for row in rows]
    failing = json.dumps(keys, ensure_ascii=False, default=lambda v: v.item() if hasattr(v, "item") else str(v))
    n_failed = said.result.get("unexpected_count", len(rows))
    return Result(stage, table, rule.rule_id, rule.meaning, rule.severity, FAILED, n_rows, n_failed, failing)
