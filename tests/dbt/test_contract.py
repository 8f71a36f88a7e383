"""What the warehouse promises: columns and their types, words in both languages on all, seeds that can be read."""

from __future__ import annotations

import csv
import re
import warnings
from pathlib import Path

import duckdb
import pytest
import yaml
from jinja2 import Environment

from expectations.marts import suites
from kplan.transform import PROJECT

from .contract import ALLOWED, TABLES

MODELS = PROJECT / "models"
SEEDS = sorted([*(PROJECT / "seeds").glob("*.csv"), *(PROJECT.parent / "plans" / "corrections").glob("*.csv")])
SEED_KEYS = {
    "agencies": ("agency_id",),
    "corrections": ("document_id", "page_no", "quote", "printed"),
    "event_words": ("meaning", "pattern"),
    "fund_sources": ("printed",),
    "generic_nouns": ("pattern",),
    "heading_cues": ("priority",),  # decides between patterns: no two may be equal
    "instrument_labels": ("priority",),
    "kpi_cues": ("meaning", "scope", "pattern"),
    "money_cues": ("meaning", "scope", "pattern"),
    "rule_precision": ("rule", "family"),
    "units": ("printed",),
}
HANGUL, LATIN = re.compile("[가-힣]"), re.compile("[A-Za-z]{2,}")


def described(kind: str, folder: Path) -> dict[str, dict]:
    """Models or seeds that the YAML files under ``folder`` describe, by name."""
    found: dict[str, dict] = {}
    for path in sorted(folder.rglob("*.yml")):
        for entry in (yaml.safe_load(path.read_text(encoding="utf-8")) or {}).get(kind) or ():
            assert entry["name"] not in found, f"{entry['name']} is described twice ({path.name})"
            found[entry["name"]] = entry
    return found


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as f:
        return list(csv.DictReader(f))


def in_both_languages(said: str | None) -> bool:
    """Korean, a stroke, English; a name that both write in Latin letters may stand before the stroke."""
    korean, stroke, english = (said or "").partition(" / ")
    return bool(stroke and HANGUL.search(korean) and LATIN.search(english))


@pytest.mark.parametrize("table", TABLES)
def test_the_marts_have_the_promised_columns_and_types(empty, table):
    with empty.connect() as con:
        here = dict(con.execute(f"select column_name, column_type from (describe marts.{table})").fetchall())
    promised = TABLES[table]
    assert {c: here.get(c) for c in promised} == {c: t or here.get(c, "absent") for c, t in promised.items()}


def test_the_gate_asks_for_the_promised_values():
    asked = {
        (suite.table.removeprefix("marts."), rule.columns[0]): set(rule.arguments["value_set"])
        for suite in suites(MODELS / "marts")
        for rule in suite.rules
        if rule.rule_id.endswith("_known")
    }
    assert {k: asked.get(k) for k in ALLOWED} == ALLOWED


def test_every_model_and_every_described_column_speaks_both_languages():
    models = described("models", MODELS)
    assert {p.stem for p in MODELS.rglob("*.sql")} == models.keys()
    silent = [name for name, m in models.items() if not in_both_languages(m.get("description"))]
    silent += [
        f"{name}.{c['name']}"
        for name, m in models.items()
        for c in m.get("columns") or ()
        if not in_both_languages(c.get("description"))
    ]
    assert not silent


@pytest.mark.parametrize("schema", ["marts", "main"])
def test_every_column_that_is_queried_carries_a_comment_in_both_languages(empty, schema):
    with empty.connect() as con:
        columns = con.execute(
            "select table_name, column_name, comment from duckdb_columns() where schema_name = ? and not internal",
            [schema],
        ).fetchall()
    assert columns
    assert not [f"{t}.{c}: {said}" for t, c, said in columns if not in_both_languages(said)]


def test_what_is_described_exists(empty):
    with empty.connect() as con:
        here = set(con.execute("select table_name, column_name from duckdb_columns() where not internal").fetchall())
    models = {**described("models", MODELS), **described("seeds", PROJECT / "seeds")}
    told = {(name, c["name"]) for name, m in models.items() for c in m.get("columns") or ()}
    assert not told - here


def test_every_seed_and_seed_column_is_described_in_both_languages():
    seeds = described("seeds", PROJECT / "seeds")
    assert {p.stem for p in SEEDS} == seeds.keys() == SEED_KEYS.keys()
    for path in SEEDS:
        told = {c["name"]: c.get("description") for c in seeds[path.stem].get("columns") or ()}
        with path.open(encoding="utf-8", newline="") as f:
            columns = next(csv.reader(f))
        assert in_both_languages(seeds[path.stem].get("description")), path.stem
        assert set(columns) == told.keys(), path.stem
        assert not [f"{path.stem}.{c}" for c, said in told.items() if not in_both_languages(said)]


@pytest.mark.parametrize("path", SEEDS, ids=lambda p: p.stem)
def test_no_two_rows_of_a_seed_have_one_key(path):
    keys = [tuple(row[c] for c in SEED_KEYS[path.stem]) for row in rows(path)]
    assert not [k for k in set(keys) if keys.count(k) > 1]
    assert not [k for k in keys if not any(k)]


@pytest.mark.parametrize("path", [p for p in SEEDS if rows(p) and "pattern" in rows(p)[0]], ids=lambda p: p.stem)
def test_every_pattern_is_one_that_duckdb_reads_and_does_not_match_everything(path):
    with duckdb.connect() as con:
        for row in rows(path):
            asked = "select regexp_matches('', ?), regexp_matches('갑을병', ?)"
            assert con.execute(asked, [row["pattern"]] * 2).fetchone() == (False, False), row


@pytest.mark.parametrize(
    "path", sorted([*MODELS.rglob("*.sql"), *(PROJECT / "macros").glob("*.sql")]), ids=lambda p: p.stem
)
def test_strings_given_to_macros_escape_their_backslashes(path):
    with warnings.catch_warnings():
        warnings.simplefilter("error", DeprecationWarning)  # Jinja reads a string as Python does
        list(Environment().lexer.tokenize(path.read_text(encoding="utf-8")))


def test_an_invalid_pattern_would_be_found():
    with duckdb.connect() as con, pytest.raises(duckdb.Error):
        con.execute("select regexp_matches('', ?)", ["(?<=뒤)앞"])


def test_the_conformed_values_of_seeds_are_promised_ones():
    by_name = {p.stem: rows(p) for p in SEEDS}
    assert {r["kind"] for r in by_name["agencies"]} <= ALLOWED["dim_agency", "kind"]
    assert {r["instrument"] for r in by_name["instrument_labels"]} <= ALLOWED["fct_budgets", "instrument"]
    assert {r["fund_source"] for r in by_name["fund_sources"]} <= ALLOWED["fct_budgets", "fund_source"]
