"""Rebuilding unattended: what is done, written down, and what ends it; on the light road, with a local server."""

import json
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

import kplan.cli
from kplan.fetching import one_at_a_time
from tests.fetch.conftest import plan
from tests.fetch.server import Server, body, by_turns, page, status, tagged
from tests.rebuild import light
from tests.rebuild.torture import SOURCES
from warehouse import open_warehouse
from warehouse.fingerprint import fingerprint
from warehouse.publish import building, place, publish

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def server():
    server = Server()
    yield server
    server.close()


class Road:
    def __init__(self, folder: Path, monkeypatch, capsys) -> None:
        self.plans, self.out, self.sources = folder / "plans", folder / "w.duckdb", folder / "sources.yml"
        self.releases = folder / ".w.duckdb.releases"
        self.plans.mkdir()
        self.sources.write_text("sources: []")
        self._monkeypatch, self._capsys = monkeypatch, capsys
        self.says("one.pdf", "2025-1 30")

    def says(self, name: str, words: str) -> None:
        (self.plans / name).write_text(words)

    def run(self, command: str, *arguments: object) -> tuple[int, str, str]:
        self._monkeypatch.setattr(sys, "argv", ["kplan", command, *map(str, arguments)])
        code = 0
        try:
            kplan.cli.main()
        except SystemExit as e:
            code = e.code or 0
        said = self._capsys.readouterr()
        return code, said.out, said.err

    def rebuild(self, *arguments: object) -> tuple[int, dict]:
        code, out, _ = self.run(
            "rebuild", "--sources", self.sources, "--into", self.plans, "--out", self.out, *arguments
        )
        assert out.count("\n") == 1
        return code, json.loads(out)

    def query(self, sql: str) -> list[tuple]:
        with open_warehouse(self.out) as con:
            return con.execute(sql).fetchall()

    @property
    def print(self) -> dict[str, str]:
        with open_warehouse(self.out) as con:
            return fingerprint(con)


@pytest.fixture
def road(tmp_path, monkeypatch, capsys):
    monkeypatch.setenv("KPLAN_CACHE", str(tmp_path / "cache"))
    monkeypatch.setattr("ingest.reader.read_document", light.read)
    monkeypatch.setattr("kplan.transform.build_models", light.models)
    monkeypatch.setattr("expectations.raw.suites", lambda registry: [])
    monkeypatch.setattr("expectations.marts.suites", lambda folder: [])
    monkeypatch.setattr("kplan.versions.hash_files", lambda roots: "0" * 64)
    return Road(tmp_path, monkeypatch, capsys)


def test_published_then_unchanged_then_published_again(road):
    code, first = road.rebuild()
    assert code == 0 and first["outcome"] == "published" and first["facts"] == {"fct_budgets": 30}
    code, again = road.rebuild()
    assert (code, again["outcome"], again["build_id"]) == (0, "unchanged", first["build_id"])
    road.says("two.pdf", "2025-2 5")
    code, third = road.rebuild()
    assert (code, third["outcome"], third["facts"]) == (0, "published", {"fct_budgets": 35})


def test_a_fetched_plan_is_built_and_where_it_came_from_stands_in_meta(road, server):
    server.routes["/plan.pdf"] = tagged(plan())
    road.sources.write_text(SOURCES.format(url=server.url))
    code, done = road.rebuild()
    assert code == 0 and done["sources_ok"] == 1 and len(done["new_files"]) == 1
    ((url, outcome, file),) = road.query("select url, outcome, file from meta.fetches")
    assert url == f"{server.url}/plan.pdf" and outcome == "stored" and Path(file).name == done["new_files"][0]
    assert road.query("select count(*) from raw.documents") == [(2,)]
    assert road.rebuild()[1]["outcome"] == "unchanged"
    assert road.query("select outcome from meta.fetches order by asked_at") == [("stored",), ("unchanged",)]


def test_how_long_a_source_has_failed_is_a_query(road, server):
    server.routes["/plan.pdf"] = by_turns(tagged(plan()), *[status(404)] * 3)
    road.sources.write_text(SOURCES.format(url=server.url))
    for _ in range(3):
        code, done = road.rebuild()
    assert code == 0 and done["sources_failed"] == ["local"]
    ((source, visits, reason, long),) = road.query(
        "select source_id, failed_visits, last_reason, failing_for > interval 1 millisecond from meta.source_health"
    )
    assert (source, visits, long) == ("local", 2, True) and "404" in reason
    server.routes["/plan.pdf"] = tagged(plan())
    road.rebuild()
    assert road.query("select failing_since, failed_visits from meta.source_health") == [(None, 0)]


def test_history_holds_runs_steps_sources_and_files_and_outlives_builds_and_journals(road, server):
    server.routes["/plan.pdf"] = tagged(plan())
    road.sources.write_text(SOURCES.format(url=server.url))
    road.says("bad.pdf", "broken")
    road.rebuild()
    rows = road.query("select step, source_id, file_name, outcome, seconds >= 0 from meta.runs order by all")
    assert ("fetch", "local", None, "ok", True) in rows and ("run", None, None, "published", True) in rows
    assert ("read", None, "bad.pdf", "refused", True) in rows and ("read", None, "one.pdf", "ok", True) in rows
    assert {"models", "publish", "raw tables"} <= {r[0] for r in rows}
    for journal in road.releases.glob("*.ndjson"):
        journal.unlink()
    road.says("two.pdf", "2025-2 5")
    road.rebuild()
    assert road.query("select count(distinct run_id), count(*) filter (step = 'run') from meta.runs") == [(2, 2)]
    assert road.query("select count(*) from meta.fetches") == [(2,)]


def test_a_failed_rebuild_is_written_down_in_the_build_that_stays(road, monkeypatch):
    road.rebuild()
    before = road.print
    monkeypatch.setattr("kplan.transform.build_models", light.wrong_models)
    road.says("two.pdf", "2025-2 5")
    code, done = road.rebuild()
    assert code == 1 and done["outcome"] == "bug" and "no such column" in done["reason"] and road.print == before
    ((outcome, reason),) = road.query("select outcome, reason from meta.runs where step = 'models' and reason <> ''")
    assert outcome == "failed" and "no such column" in reason


def test_nothing_readable_is_two_and_a_summary(road):
    road.says("one.pdf", "broken")
    code, done = road.rebuild()
    assert (code, done["outcome"]) == (2, "nothing readable") and "one.pdf" in done["reason"]


def test_a_second_one_says_who_holds_the_lock_and_leaves_with_four(road):
    road.rebuild()
    with one_at_a_time(place(road.out)):
        for command in ("rebuild", "fetch"):
            code, _, err = road.run(command, "--sources", road.sources, "--into", road.plans, "--out", road.out)
            assert code == 4 and "is being built by process" in err
    with building(place(road.out), "by hand"):
        road.says("two.pdf", "2025-2 5")
        code, done = road.rebuild()
        assert code == 4 and done["outcome"] == "busy"


def test_a_wrong_list_of_sources_is_two(road):
    road.sources.write_text("sources: [{id: a}]")
    code, _, err = road.run("rebuild", "--sources", road.sources, "--into", road.plans, "--out", road.out)
    assert code == 2 and "sources.yml" in err


def test_fewer_facts_are_refused_until_the_changelog_says_why(road):
    road.says("two.pdf", "2025-2 5")
    road.rebuild()
    before = road.print
    road.says("one.pdf", "2025-1 28")
    code, done = road.rebuild()
    assert code == 3 and done["outcome"] == "refused" and road.print == before
    entries = [line for line in done["reason"].splitlines() if line.startswith("  - ")]
    assert any('round: "2025-1", measure: budgets, from: 30, to: 28' in e for e in entries)
    assert not any("2025-2" in e for e in entries)
    changelog = road.plans / "CHANGELOG-data.yml"
    changelog.write_text("changes:\n" + "\n".join(e.replace("…", "two were counted twice") for e in entries))
    code, done = road.rebuild()
    assert (code, done["outcome"]) == (0, "published")
    road.says("one.pdf", "2025-1 27")
    assert road.rebuild()[0] == 3  # the entry allowed 28, not less


def test_a_lost_round_is_refused_and_a_reason_may_name_its_file(road):
    road.says("two.pdf", "2025-2 5")
    road.rebuild()
    (road.plans / "two.pdf").unlink()
    assert road.rebuild()[0] == 3
    changelog = road.plans / "CHANGELOG-data.yml"
    entry = "changes: [{date: 2026-01-01, file: two.pdf, measure: all, to: 0, reason: withdrawn by the ministry}]"
    changelog.write_text(entry.replace(", reason: withdrawn by the ministry", ""))
    assert road.rebuild()[0] == 2
    changelog.write_text(entry)
    assert road.rebuild()[0] == 0


def test_rollback_turns_back_and_the_scheduler_does_not_undo_it(road):
    _, first = road.rebuild()
    before = road.print
    road.says("two.pdf", "2025-2 5")
    _, second = road.rebuild()
    code, out, _ = road.run("rollback", "--out", road.out)
    assert code == 0 and first["build_id"] in out and road.print == before
    assert (lambda r: (r[0], r[1]["outcome"]))(road.rebuild()) == (0, "held")
    assert road.print == before
    _, listing, _ = road.run("rollback", "--out", road.out, "--list")
    assert listing.splitlines() == [f"* {first['build_id']}", f"  {second['build_id']}"]
    code, _, _ = road.run("rollback", second["build_id"], "--out", road.out)
    assert code == 0 and road.rebuild()[1]["outcome"] == "unchanged"
    road.run("rollback", "--out", road.out)
    road.says("three.pdf", "2025-3 5")
    assert road.rebuild()[1]["outcome"] == "published"


def test_rollback_to_nothing_is_two(road):
    road.rebuild()
    for arguments in ([], ["no-such-build"]):
        code, _, err = road.run("rollback", *arguments, "--out", road.out)
        assert code == 2 and "release" in err


@pytest.mark.parametrize("keep", [1, 2])
def test_as_many_releases_stay_as_are_asked_for(road, keep):
    for n in range(3):
        road.says("one.pdf", f"2025-1 {30 + n}")
        road.rebuild("--keep", keep)
    assert len(list(road.releases.glob("*.duckdb"))) == keep and road.query("select count(*) from raw.blocks") == [
        (32,)
    ]


def test_fetch_alone_stores_and_says_so_and_a_failed_source_is_five(road, server):
    server.routes["/plan.pdf"] = body(plan())
    road.sources.write_text(SOURCES.format(url=server.url))
    code, out, _ = road.run("fetch", "--sources", road.sources, "--into", road.plans, "--out", road.out)
    assert code == 0 and out.startswith("local: stored") and len(list((road.plans / "fetched").glob("*.pdf"))) == 1
    server.routes["/plan.pdf"] = page("log in")
    code, out, _ = road.run("fetch", "--sources", road.sources, "--into", road.plans, "--out", road.out, "--json")
    assert code == 5 and json.loads(out)["outcome"] == "not_a_pdf"


@pytest.mark.parametrize(
    ("arguments", "word"),
    [(("--kills", "20"), "20 kills"), (("--fills", "5"), "5 fills"), (("--rebuilds", "5"), "queries")],
)
def test_torture_in_small(arguments, word):
    """Killed at random moments, on a filling disk, under readers: the long run is `make torture`."""
    nothing = ("--kills", "0", "--fills", "0", "--rebuilds", "0")
    said = subprocess.run(
        [sys.executable, "-m", "tests.rebuild.torture", *nothing, *arguments],
        cwd=ROOT, capture_output=True, text=True, timeout=290,
    )  # fmt: skip
    assert said.returncode == 0, said.stdout + said.stderr
    assert word in said.stdout


def test_a_killed_fetch_leaves_no_part_behind_and_no_process(road, server, tmp_path):
    server.routes["/plan.pdf"] = lambda handler: time.sleep(20)
    road.sources.write_text(SOURCES.format(url=server.url).replace("wait_seconds: 5", "wait_seconds: 60"))
    arguments = ["--sources", road.sources, "--into", road.plans, "--out", road.out]
    child = subprocess.Popen([sys.executable, "-m", "kplan", "rebuild", *map(str, arguments)], cwd=ROOT)
    end = time.monotonic() + 60
    while not server.asked("/plan.pdf") and time.monotonic() < end:
        time.sleep(0.05)
    workers = subprocess.run(["ps", "-o", "pid=", "--ppid", str(child.pid)], capture_output=True, text=True).stdout
    child.send_signal(signal.SIGKILL)
    child.wait()
    left = workers.split()
    assert left
    while any(Path("/proc", pid).exists() for pid in left) and time.monotonic() < end:
        time.sleep(0.05)
    assert not any(Path("/proc", pid).exists() for pid in left)
    (road.plans / "fetched" / ".part-left").touch()
    server.routes["/plan.pdf"] = tagged(plan())
    assert road.rebuild()[0] == 0
    assert [p.suffix for p in (road.plans / "fetched").iterdir()] == [".pdf"]


def test_a_place_with_a_quote_in_its_name_is_only_a_name(tmp_path, monkeypatch, capsys, road):
    folder = tmp_path / "it's; drop table --"
    folder.mkdir()
    odd = Road(folder, monkeypatch, capsys)
    assert [odd.rebuild()[1]["outcome"] for _ in range(2)] == ["published", "unchanged"]
    odd.says("two.pdf", "2025-2 5")
    assert odd.rebuild()[0] == 0
    assert odd.query("select count(*) from meta.runs where step = 'run'") == [(3,)]


def test_a_file_that_was_not_written_to_its_end_is_not_published(road):
    road.rebuild()
    before, where = road.print, place(road.out)
    with pytest.raises(OSError, match="No space left"), building(where, "b") as scratch:
        (scratch / "plans.duckdb").write_bytes(b"half")
        (scratch / "plans.duckdb.wal").write_bytes(b"the other half")
        publish(scratch / "plans.duckdb", where, "b")
    assert road.print == before and not list(road.releases.glob("building-*"))


def test_a_release_moved_in_but_never_linked_goes_with_the_next_build(road):
    _, first = road.rebuild()
    release = road.out.resolve()
    (road.releases / "orphan.duckdb").write_bytes(release.read_bytes())
    (road.releases / "building-link").symlink_to(Path(road.releases.name) / "orphan.duckdb")
    assert road.rebuild()[1]["outcome"] == "unchanged"  # writes its history under the lock, and clears first
    assert [p.stem for p in road.releases.glob("*.duckdb")] == [first["build_id"]]
    assert not (road.releases / "building-link").is_symlink()
