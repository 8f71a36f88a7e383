"""Exit codes and what each failure leaves behind; a reader and models of a few rows stand in for the real ones."""

import hashlib
import json
import sys
from pathlib import Path

import duckdb
import pytest

import kplan.cli
import kplan.reading
import kplan.transform
from expectations.rules import Suite, holds
from ingest import raw
from kplan.errors import TransformFailed
from warehouse import open_warehouse
from warehouse.publish import building, place


def reading_of(path: Path) -> raw.DocumentReading:
    """One page with one paragraph, or an outcome alone where the file's words say so."""
    words = path.read_text()
    document_id = hashlib.sha256(path.read_bytes()).hexdigest()[:12]
    reading = raw.DocumentReading(document_id)
    if words.startswith("broken"):
        reading.add(
            "outcomes", outcome_id=document_id, file_name=path.name, outcome="refused", code="broken",
            reason=f"{path.name}: broken. Fetch it again.",
        )  # fmt: skip
        return reading
    sha256 = "0" * 64
    reading.add(
        "documents", document_id=document_id, file_name=path.name, sha256=sha256, page_count=1, reader_version="test",
        round_id=words.strip(), is_restated="restated" in path.name,
    )  # fmt: skip
    reading.add("pages", document_id=document_id, page_no=1, width=595.0, height=842.0, outcome="ok")
    reading.add(
        "blocks", document_id=document_id, block_id="b1", page_no=1, reading_order=0, text="가", kind="item", depth=0,
        x0=10.0, top=10.0, x1=20.0, bottom=20.0,
    )  # fmt: skip
    return reading


@pytest.fixture
def road(tmp_path, monkeypatch):
    """A plan to read and a place to publish; what is heavy is replaced."""
    read = []
    monkeypatch.setenv("KPLAN_CACHE", str(tmp_path / "cache"))
    monkeypatch.setattr("ingest.reader.read_document", lambda path: read.append(path) or reading_of(path))
    monkeypatch.setattr(kplan.transform, "build_models", lambda folder: [])
    monkeypatch.setattr("expectations.raw.suites", lambda registry: [])
    monkeypatch.setattr("expectations.marts.suites", lambda folder: [])
    (tmp_path / "plans").mkdir()
    (tmp_path / "plans" / "one.pdf").write_text("2025-4")
    road = type("Road", (), {})()
    road.plans, road.out, road.read = tmp_path / "plans", tmp_path / "out.duckdb", read
    return road


def run(monkeypatch, capsys, *arguments) -> tuple[int, str, str]:
    """Exit code, standard output and standard error of the command line."""
    monkeypatch.setattr(sys, "argv", ["kplan", *map(str, arguments)])
    code = 0
    try:
        kplan.cli.main()
    except SystemExit as e:
        code = e.code
    said = capsys.readouterr()
    return code, said.out, said.err


@pytest.fixture
def kplan_run(monkeypatch, capsys):
    return lambda *arguments: run(monkeypatch, capsys, *arguments)


def test_published_is_zero_and_says_what_was_read(road, kplan_run):
    code, out, err = kplan_run("build", road.plans, "--out", road.out)
    assert (code, err) == (0, "")
    assert "1 documents, 1 pages, 1 blocks" in out and "kplan query" in out
    with open_warehouse(road.out) as con:
        assert con.execute("select file_name from meta.inputs").fetchall() == [("one.pdf",)]
        assert con.execute("select count(*) from meta.steps").fetchone()[0] >= 5


def test_quiet_still_names_what_was_not_read(road, kplan_run):
    (road.plans / "torn.pdf").write_text("broken")
    code, said, wrong = kplan_run("build", road.plans, "--out", road.out, "--quiet")
    assert (code, said) == (0, "") and "torn.pdf: broken." in wrong


def test_a_build_says_which_documents_are_no_longer_published(road, kplan_run):
    kplan_run("build", road.plans, "--out", road.out)
    other = road.plans.parent / "other"
    other.mkdir()
    (other / "two.pdf").write_text("2026-1")
    code, said, _ = kplan_run("build", other, "--out", road.out)
    assert code == 0 and "no longer in it: one.pdf" in said
    assert "no longer" not in kplan_run("build", road.plans, other, "--out", road.out)[1]


def test_json_is_one_line_and_quiet_is_none(road, kplan_run):
    code, out, _ = kplan_run("build", road.plans, "--out", road.out, "--json")
    assert code == 0 and out.count("\n") == 1 and json.loads(out)["read"]["pages"] == 1
    assert kplan_run("build", road.plans, "--out", road.out, "--quiet") == (0, "", "")


def test_nothing_changed_reads_nothing_and_keeps_the_build(road, kplan_run):
    first = json.loads(kplan_run("build", road.plans, "--out", road.out, "--json")[1])
    again = json.loads(kplan_run("build", road.plans, "--out", road.out, "--json")[1])
    assert not first["unchanged"] and again["unchanged"] and again["build_id"] == first["build_id"]
    assert len(road.read) == 1


def test_a_new_plan_is_read_and_the_old_one_comes_from_the_cache(road, kplan_run):
    kplan_run("build", road.plans, "--out", road.out)
    (road.plans / "two.pdf").write_text("2026-1")
    code, out, _ = kplan_run("build", road.plans, "--out", road.out, "--json")
    assert code == 0 and json.loads(out)["read"]["documents"] == 2
    assert [p.name for p in road.read] == ["one.pdf", "two.pdf"]
    with open_warehouse(road.out) as con:
        inputs = con.execute("select file_name, from_cache from meta.inputs order by all").fetchall()
    assert inputs == [("one.pdf", True), ("two.pdf", False)]


def test_a_changed_reader_reads_again(road, kplan_run, monkeypatch):
    kplan_run("build", road.plans, "--out", road.out)
    monkeypatch.setattr("kplan.versions.hash_files", lambda roots: f"other {roots}")
    assert kplan_run("build", road.plans, "--out", road.out)[0] == 0
    assert len(road.read) == 2


def test_a_file_that_ran_out_of_time_is_tried_again(road, kplan_run, monkeypatch):
    def slow(path):
        reading = reading_of(path)
        reading.add(
            "outcomes", outcome_id=path.name, file_name=path.name, outcome="refused", code="timeout", reason="too slow"
        )
        road.read.append(path)
        return reading

    monkeypatch.setattr("ingest.reader.read_document", slow)
    for _ in range(2):
        assert kplan_run("build", road.plans, "--out", road.out)[0] == 0
    assert len(road.read) == 2


def test_a_broken_file_beside_a_good_one_is_an_outcome(road, kplan_run):
    (road.plans / "bad.pdf").write_text("broken beyond mending")
    code, out, _ = kplan_run("build", road.plans, "--out", road.out)
    assert code == 0 and "not read: bad.pdf: broken. Fetch it again." in out


def test_a_copy_is_left_out_with_an_outcome_and_a_new_one_is_a_change(road, kplan_run):
    kplan_run("build", road.plans, "--out", road.out)
    (road.plans / "two.pdf").write_bytes((road.plans / "one.pdf").read_bytes())
    code, out, err = kplan_run("build", road.plans, "--out", road.out)
    assert (code, err) == (0, "") and "not read: two.pdf: the same bytes as one.pdf" in out


def test_every_edition_of_a_round_is_loaded_whatever_the_files_are_called(road, kplan_run):
    (road.plans / "a-restated.pdf").write_text("2025-4\n")
    code, out, _ = kplan_run("build", road.plans, "--out", road.out)
    assert code == 0 and "2 documents" in out and "not read" not in out
    with open_warehouse(road.out) as con:
        names = con.execute("select file_name from raw.documents").fetchall()
    assert sorted(names) == [("a-restated.pdf",), ("one.pdf",)]


@pytest.mark.parametrize(
    ("arguments", "word"),
    [
        (["nowhere.pdf"], "nowhere.pdf"),
        (["--no-such-option"], "no-such-option"),
        ([], "FILE_OR_DIR"),
    ],
)
def test_wrong_usage_is_two(road, kplan_run, arguments, word):
    code, _, err = kplan_run("build", *arguments, "--out", road.out)
    assert code == 2 and word in err and "Traceback" not in err


def test_a_file_of_someone_else_is_not_overwritten(road, kplan_run):
    road.out.write_text("my thesis")
    code, _, err = kplan_run("build", road.plans, "--out", road.out)
    assert code == 2 and "not published by kplan" in err
    assert road.out.read_text() == "my thesis"


def test_no_readable_plan_is_two_and_says_why_of_each(road, kplan_run):
    (road.plans / "one.pdf").write_text("broken")
    code, _, err = kplan_run("build", road.plans, "--out", road.out)
    assert code == 2 and "one.pdf: broken. Fetch it again." in err
    assert not road.out.exists()


def test_a_build_under_way_is_two_and_names_its_holder(road, kplan_run):
    with building(place(road.out), "other"):
        code, _, err = kplan_run("build", road.plans, "--out", road.out)
    assert code == 2 and "is being built by process" in err


def test_a_failing_rule_is_three_prints_the_rows_and_keeps_the_old_build(road, kplan_run, monkeypatch):
    kplan_run("build", road.plans, "--out", road.out)
    before = sorted(p.name for p in road.out.resolve().parent.iterdir())
    rule = holds("narrow", "t.width < 100", "it is narrow")
    monkeypatch.setattr(
        "expectations.raw.suites", lambda registry: [Suite("raw.pages", ("document_id", "page_no"), (rule,))]
    )
    (road.plans / "two.pdf").write_text("2026-1")
    code, _, err = kplan_run("build", road.plans, "--out", road.out)
    assert code == 3 and "it is narrow [narrow]: 2 of 2 rows fail" in err and "page_no=1" in err
    with open_warehouse(road.out) as con:
        assert con.execute("select count(*) from raw.documents").fetchone()[0] == 1
    left = sorted(p.name for p in road.out.resolve().parent.iterdir())
    assert left == sorted({*before, "data_docs"})


def test_wrong_models_are_a_bug_and_keep_the_old_build(road, kplan_run, monkeypatch):
    kplan_run("build", road.plans, "--out", road.out)

    def wrong(folder):
        raise TransformFailed("models/marts/x.sql: x: no such column")

    monkeypatch.setattr(kplan.transform, "build_models", wrong)
    (road.plans / "two.pdf").write_text("2026-1")
    code, _, err = kplan_run("build", road.plans, "--out", road.out)
    assert code == 1 and "models/marts/x.sql" in err
    with open_warehouse(road.out) as con:
        assert con.execute("select count(*) from raw.documents").fetchone()[0] == 1


def test_a_crash_of_the_reader_is_one_and_names_the_file(road, kplan_run, monkeypatch):
    def crash(path):
        raise ZeroDivisionError("not this time")

    monkeypatch.setattr("ingest.reader.read_document", crash)
    code, _, err = kplan_run("build", road.plans, "--out", road.out)
    assert code == 1 and "one.pdf" in err and "bug in kplan" in err
    assert not road.out.exists()


def test_asking_without_a_warehouse_is_two(kplan_run, tmp_path):
    for command in (["query", "select 1"], ["explain", "bud_1"], ["fingerprint"]):
        code, _, err = kplan_run(*command, "--warehouse", tmp_path / "none.duckdb")
        assert code == 2 and "kplan build" in err


def test_a_wrong_query_is_two(road, kplan_run):
    kplan_run("build", road.plans, "--out", road.out)
    code, _, err = kplan_run("query", "select nothing from nowhere", "--warehouse", road.out)
    assert code == 2 and "nowhere" in err


def test_the_same_plans_in_any_order_say_the_same(road, kplan_run, tmp_path):
    (road.plans / "two.pdf").write_text("2026-1")
    names = [road.plans / "two.pdf", road.plans / "one.pdf"]
    kplan_run("build", *names, "--out", tmp_path / "a.duckdb", "--jobs", "1")
    kplan_run("build", *reversed(names), "--out", tmp_path / "b.duckdb", "--jobs", "4")
    a, b = (kplan_run("fingerprint", "--warehouse", tmp_path / f"{n}.duckdb")[1] for n in "ab")
    assert a == b and "raw.blocks" in a


def test_a_published_file_opens_as_any_duckdb_file(road, kplan_run):
    kplan_run("build", road.plans, "--out", road.out)
    with duckdb.connect(str(road.out), read_only=True) as con:
        assert con.execute("select count(*) from meta.build").fetchone() == (1,)
