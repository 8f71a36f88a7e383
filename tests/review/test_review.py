"""Decisions: listed, written with their guard, applied by dbt, and loud when their words are gone."""

from __future__ import annotations

import csv
import shutil
from pathlib import Path

import duckdb
import pytest

from kplan import ROOT
from kplan.errors import WrongUsage
from kplan.review import CORRECTIONS, decide, waiting
from kplan.transform import PROJECT, close_connections


@pytest.fixture
def corrections(tmp_path: Path) -> Path:
    return Path(shutil.copy(CORRECTIONS, tmp_path / "corrections.csv"))


@pytest.fixture
def published(built) -> Path:
    return built.out


def one(warehouse: Path, sql: str) -> tuple:
    with duckdb.connect(str(warehouse), read_only=True) as con:
        return con.execute(sql).fetchone()


def test_the_queue_lists_what_the_mart_holds(published: Path) -> None:
    assert len(waiting(published)) == one(published, "select count(*) from marts.review_queue")[0]
    assert all(row["family"] == "money" for row in waiting(published, "money"))


def test_a_decision_is_written_with_the_words_it_was_made_on(published: Path, corrections: Path) -> None:
    key, page, printed = one(
        published,
        "select budget_id, page_no, amount_printed from marts.fct_budgets where is_additive order by 1 limit 1",
    )
    decide(published, key, "reject", "read twice", "A. Reader", {}, corrections)
    row = list(csv.DictReader(corrections.open(encoding="utf-8")))[-1]
    assert (row["page_no"], row["printed"], row["decision"]) == (str(page), printed, "reject")
    assert row["quote"] and row["decided_by"] == "A. Reader" and row["decided_on"]


@pytest.mark.parametrize(
    ("values", "reason", "name"),
    [({"amount": "1"}, "why", "who"), ({}, "", "who"), ({}, "why", " ")],
    ids=["field", "reason", "name"],
)
def test_a_decision_without_reason_name_or_field_is_refused(
    published: Path, corrections: Path, values: dict, reason: str, name: str
) -> None:
    key = one(published, "select budget_id from marts.fct_budgets order by 1 limit 1")[0]
    with pytest.raises(WrongUsage):
        decide(published, key, "reject", reason, name, values, corrections)


def test_an_unknown_key_is_refused(published: Path, corrections: Path) -> None:
    with pytest.raises(WrongUsage, match="no claim"):
        decide(published, "bud_0000", "reject", "why", "who", {}, corrections)
    with pytest.raises(WrongUsage, match="not the key"):
        decide(published, "xyz", "reject", "why", "who", {}, corrections)


def _models_with(rows: Path, published: Path, tmp_path: Path) -> tuple[bool, Path]:
    """Run the models over a copy of the built raw tables with these corrections."""
    from dbt.cli.main import dbtRunner

    project = tmp_path / "dbt_project"
    shutil.copytree(PROJECT, project, ignore=shutil.ignore_patterns("target", "logs"))
    folder = tmp_path / "plans" / "corrections"
    folder.mkdir(parents=True)
    shutil.copy(rows, folder / "corrections.csv")
    target = tmp_path / "plans.duckdb"
    with duckdb.connect(str(target)) as con:
        con.execute(f"attach '{published}' as built (read_only)")
        con.execute("create schema raw")
        for (name,) in con.execute(
            "select table_name from duckdb_tables() where database_name = 'built' and schema_name = 'raw'"
        ).fetchall():
            con.execute(f"create table raw.{name} as select * from built.raw.{name}")
        if con.execute(
            "select count(*) from duckdb_tables() where database_name = 'built' and schema_name = 'meta'"
        ).fetchone()[0]:
            con.execute("create schema meta")
            for (name,) in con.execute(
                "select table_name from duckdb_tables() where database_name = 'built' and schema_name = 'meta'"
            ).fetchall():
                con.execute(f"create table meta.{name} as select * from built.meta.{name}")
        con.execute("detach built")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("KPLAN_WAREHOUSE", str(target))
        result = dbtRunner().invoke(
            [
                "build",
                "--project-dir",
                str(project),
                "--profiles-dir",
                str(project),
                "--target-path",
                str(tmp_path / "target"),
                "--log-path",
                str(tmp_path / "logs"),
                "--quiet",
            ]
        )
    close_connections()
    return result.success, target


def test_a_correction_is_applied_and_a_rejection_leaves_the_facts(
    published: Path, corrections: Path, tmp_path: Path
) -> None:
    first, second = (
        r[0]
        for r in duckdb.connect(str(published), read_only=True)
        .execute(
            "select budget_id from marts.fct_budgets where is_additive and amount_type = 'appropriation' "
            "and stated_in = 'body' "
            "and fiscal_year = 2026 and parent_budget_id is null order by 1 limit 2"
        )
        .fetchall()
    )
    decide(published, first, "accept", "misprint", "A. Reader", {"amount_krw": "123000000"}, corrections)
    gone = decide(published, second, "reject", "no budget", "A. Reader", {}, corrections)
    done, target = _models_with(corrections, published, tmp_path)
    assert done
    assert one(
        target, "select amount_krw, rule like 'corrected%' from marts.fct_budgets where amount_krw = 123000000"
    ) == (123000000, True)
    with duckdb.connect(str(target), read_only=True) as con:
        left = con.execute(
            "select count(*) from marts.fct_budgets where page_no = ? and quote = ? and amount_printed = ?",
            [int(gone["page_no"]), gone["quote"], gone["printed"]],
        ).fetchone()[0]
        assert left == 0
        assert con.execute(
            "select count(*) from marts.coverage where mentions_read <> in_facts + context + review_queue"
        ).fetchone() == (0,)


def test_a_correction_whose_words_are_gone_stops_the_build(published: Path, corrections: Path, tmp_path: Path) -> None:
    key = one(published, "select budget_id from marts.fct_budgets order by 1 limit 1")[0]
    decide(published, key, "reject", "why", "who", {}, corrections)
    text = corrections.read_text(encoding="utf-8").splitlines()
    row = next(csv.DictReader([text[0], text[-1]]))
    row["quote"] = "words that stand nowhere"
    with corrections.open("w", newline="", encoding="utf-8") as f:
        writer = csv.DictWriter(f, row.keys())
        writer.writeheader()
        writer.writerow(row)
    done, _ = _models_with(corrections, published, tmp_path)
    assert not done


def test_the_shipped_corrections_have_their_columns() -> None:
    header = (ROOT / "plans" / "corrections" / "corrections.csv").read_text(encoding="utf-8").splitlines()[0].split(",")
    assert header[:5] == ["document_id", "page_no", "quote", "printed", "decision"] and header[-3:] == [
        "reason",
        "decided_by",
        "decided_on",
    ]
