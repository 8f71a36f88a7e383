"""History does not grow without end: of what is older than the runs kept, only what somebody still asks for stays."""

import json

import duckdb
import pytest

from ingest.fetch import journal
from ingest.fetch.journal import Memory, fetched_of
from kplan import history
from kplan.errors import WrongUsage

DAY = "2026-{:02}-{:02}T08:00:00.000+00:00"


def day(n: int) -> str:
    return DAY.format(1 + n // 28, 1 + n % 28)


@pytest.fixture
def releases(tmp_path, monkeypatch):
    """Forty runs: source "a" always answers, "b" answered once at the start, "c" never did."""
    monkeypatch.setenv("KPLAN_KEEP_RUNS", "5")
    for n in range(40):
        run_id = f"run{n:03}"
        seen = {"a": "ok", "b": "ok" if n == 0 else "failed", "c": "failed"}
        visits = [history.Run(run_id, day(n), "fetch", said, 0.1, source) for source, said in seen.items()]
        history.write_runs(tmp_path, [*visits, history.Run(run_id, day(n), "run", "unchanged", 1.0)])
        rows = [{"asked_at": day(n), "source_id": "a", "url": "list", "outcome": "listed", "etag": f"e{n}"}]
        if n == 3:
            rows.append({"asked_at": day(n), "source_id": "a", "url": "plan", "outcome": "stored", "found_on": "list"})
        if n > 3:
            rows.append({"asked_at": day(n), "source_id": "a", "url": "plan", "outcome": "known", "found_on": "list"})
        if n == 7:
            rows.append({"asked_at": day(n), "source_id": "a", "url": "gone", "outcome": "ignored", "found_on": "list"})
        journal.append(tmp_path / history.FETCHES, rows)
    return tmp_path


def loaded(releases, before=None) -> tuple[duckdb.DuckDBPyConnection, int]:
    con = duckdb.connect()
    return con, history.load(con, releases, before)


def test_the_last_runs_stay_and_since_when_a_source_fails(releases):
    con, changed = loaded(releases)
    assert changed > 0
    assert con.execute("select count(*) from meta.runs where step = 'run'").fetchone() == (5,)
    older = con.execute("select source_id, run_id, outcome from meta.runs where run_id < 'run035' order by all")
    assert older.fetchall() == [
        ("b", "run000", "ok"), ("b", "run001", "failed"), ("c", "run000", "failed")
    ]  # fmt: skip
    health = dict(con.execute("select source_id, strftime(failing_since, '%m-%d') from meta.source_health").fetchall())
    assert health == {"a": None, "b": day(1)[5:10], "c": day(0)[5:10]}


def test_where_a_plan_came_from_and_what_an_address_last_said_stay(releases):
    con, _ = loaded(releases)
    rows = con.execute("select url, outcome, count(*) from meta.fetches group by all order by all").fetchall()
    assert rows == [("gone", "ignored", 1), ("list", "listed", 5), ("plan", "known", 5), ("plan", "stored", 1)]


def test_what_has_gone_does_not_come_back(releases):
    """The journal still holds what the table no longer does: that is nothing new."""
    con, _ = loaded(releases)
    assert history.load(con, releases, None) == 0
    history.write_runs(releases, [history.Run("run040", day(40), "run", "unchanged", 1.0)])
    assert history.load(con, releases, None) == 7  # one came; the oldest run went, four rows, and the two it had asked
    assert history.load(con, releases, None) == 0


def test_few_runs_are_all_kept(releases, monkeypatch):
    monkeypatch.setenv("KPLAN_KEEP_RUNS", "40")
    con, _ = loaded(releases)
    assert con.execute("select count(*) from meta.runs").fetchone() == (160,)
    assert con.execute("select count(*) from meta.fetches").fetchone() == (40 + 37 + 1,)


def test_journals_are_trimmed_and_say_the_same(releases, tmp_path_factory):
    before, con = Memory.of(fetched_of(releases / history.FETCHES)), loaded(releases)[0]
    lines = {name: (releases / name).read_text().count("\n") for name in (history.RUNS, history.FETCHES)}
    assert history.is_long(releases)
    scratch = releases / "building-x"
    scratch.mkdir()
    history.trim(releases, scratch)
    kept = [json.loads(line) for line in (releases / history.RUNS).read_text().splitlines()]
    assert len({r["run_id"] for r in kept if r["step"] == "run"}) == 5 and len(kept) == 5 * 4 + 3 < lines[history.RUNS]
    assert (releases / history.FETCHES).read_text().count("\n") == 12 < lines[history.FETCHES]
    assert Memory.of(fetched_of(releases / history.FETCHES)) == before
    assert history.load(con, releases, None) == 0 and not list(scratch.iterdir())
    assert loaded(releases)[0].execute("from meta.runs").fetchall() == con.execute("from meta.runs").fetchall()
    trimmed = (releases / history.RUNS).read_bytes()
    history.trim(releases, scratch)
    assert (releases / history.RUNS).read_bytes() == trimmed


def test_a_journal_is_left_alone_until_it_holds_twice_what_stays(releases, monkeypatch):
    monkeypatch.setenv("KPLAN_KEEP_RUNS", "20")
    before = (releases / history.RUNS).read_bytes()
    history.trim(releases, releases)
    assert (releases / history.RUNS).read_bytes() == before


@pytest.mark.parametrize("said", ["0", "-3", "many"])
def test_a_wrong_number_is_said(said, monkeypatch):
    monkeypatch.setenv("KPLAN_KEEP_RUNS", said)
    with pytest.raises(WrongUsage, match="KPLAN_KEEP_RUNS"):
        history.keep_runs()
