"""The gate: what fails is named row by row, what cannot run is an error and no failure, and both block publishing."""

import json

import duckdb
import pytest

from expectations.rules import WARNING, Suite, between, holds, not_blank, not_null, one_of, unique
from expectations.run import FAILED, HELD, NOT_RUN, Gate
from kplan.errors import GateRefused
from kplan.gate import pass_or_refuse


@pytest.fixture(scope="module")
def con():
    with duckdb.connect() as con:
        con.execute("create table pages (doc varchar, page integer, kind varchar, height double, words varchar)")
        con.execute(
            "insert into pages values ('가', 1, 'cover', 842, '표지'), ('가', 2, 'body', 842, ' '), "
            "('나', 1, 'poster', -3, '그림'), ('나', 1, null, null, null)"
        )
        con.execute("create table other as select 'ok' as doc, 1 as page, 'body' as kind")
        yield con


KEY = ("doc", "page")


def check(con, *rules, table="pages"):
    return {r.rule_id: r for r in Gate().check(con, "raw", [Suite(table, KEY, rules)])}


def test_failing_rows_are_named_by_their_keys_and_the_value(con):
    results = check(
        con,
        one_of("kind", ["cover", "body"]),
        between("height", 1, 2000),
        not_blank("words"),
        not_null("kind"),
        unique(KEY),
    )
    assert {r.outcome for r in results.values()} == {FAILED}
    assert json.loads(results["kind_known"].failing_keys) == [{"doc": "나", "page": 1, "kind": "poster"}]
    assert json.loads(results["height_in_range"].failing_keys) == [{"doc": "나", "page": 1, "height": -3.0}]
    assert json.loads(results["words_not_blank"].failing_keys) == [{"doc": "가", "page": 2, "words": " "}]
    assert json.loads(results["kind_given"].failing_keys)[0]["doc"] == "나"
    assert results["key_unique"].rows_failed == 2
    assert "kind=poster" in results["kind_known"].sentence() and "1 of 4 rows fail" in results["kind_known"].sentence()


def test_a_condition_may_look_into_other_tables_and_null_passes(con):
    results = check(
        con,
        holds("has_twin", "exists (from other o where o.kind = t.kind)", "its kind is known elsewhere"),
        holds("tall", "t.height > 0", "it has a height"),
        holds("fine", "t.page > 0", "its page is above zero"),
    )
    assert [results[r].outcome for r in ("has_twin", "tall", "fine")] == [FAILED, FAILED, HELD]
    assert results["has_twin"].rows_failed == 3
    assert json.loads(results["tall"].failing_keys) == [{"doc": "나", "page": 1}]


def test_a_rule_that_cannot_run_is_an_error_and_spares_its_neighbours(con):
    results = check(
        con,
        holds("no_such_column", "t.colour = 'red'", "it is red"),
        holds("no_such_table", "exists (from nowhere)", "somewhere"),
        one_of("shape", ["round"]),
        between("words", 1, 2),  # numbers asked of words: only found out while running
        holds("fine", "t.page > 0", "its page is above zero"),
    )
    assert [r.outcome for r in results.values()] == [NOT_RUN] * 4 + [HELD]
    assert "colour" in results["no_such_column"].message and "shape" in results["shape_known"].message
    assert all(r.blocks for r in results.values() if r.outcome == NOT_RUN)
    assert "could not run" in results["words_in_range"].sentence()


def test_a_missing_table_is_an_error(con):
    (result,) = check(con, holds("fine", "true", "anything"), table="nowhere").values()
    assert result.outcome == NOT_RUN and "nowhere" in result.message


def test_every_table_is_checked_on_its_own_frame(con):
    suites = [Suite(t, KEY, (one_of("kind", ["body"]),)) for t in ("pages", "other")]
    assert [r.outcome for r in Gate().check(con, "raw", suites)] == [FAILED, HELD]


def test_an_error_blocks_and_a_warning_does_not(con):
    bad, lenient = one_of("kind", ["cover", "body"]), one_of("kind", ["cover", "body"], severity=WARNING)
    with pytest.raises(GateRefused, match="kind=poster"):
        pass_or_refuse(Gate(), con, "raw", [Suite("pages", KEY, (bad,))])
    (result,) = pass_or_refuse(Gate(), con, "raw", [Suite("pages", KEY, (lenient,))])
    assert result.outcome == FAILED and not result.blocks
    cannot = holds("red", "t.colour = 'red'", "it is red", WARNING)
    with pytest.raises(GateRefused, match="could not run"):
        pass_or_refuse(Gate(), con, "raw", [Suite("pages", KEY, (cannot,))])


def test_pages_are_written_for_what_was_checked_and_replaced_the_next_time(con, tmp_path):
    gate = Gate()
    gate.check(con, "raw", [Suite("pages", KEY, (one_of("kind", ["cover", "body"]),))])
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs" / "old.html").write_text("old")
    gate.write_docs(tmp_path / "docs")
    assert (tmp_path / "docs" / "index.html").is_file() and not (tmp_path / "docs" / "old.html").exists()
    assert any("poster" in p.read_text(encoding="utf-8") for p in (tmp_path / "docs").rglob("*.html"))
