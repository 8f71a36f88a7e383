"""Publishing: a reader sees the old build or the new one, nothing between; a failed build leaves no trace."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import duckdb
import pytest

from warehouse import NoWarehouse, open_warehouse
from warehouse.lock import Locked
from warehouse.publish import KEEP, NotOurs, building, place, publish

ROOT = Path(__file__).resolve().parents[2]


def release(out: Path, build_id: str, value: int) -> Path:
    where = place(out)
    with building(where, build_id) as scratch:
        file = scratch / "plans.duckdb"
        with duckdb.connect(str(file)) as con:
            con.execute(f"create table said as select {value} as value")
        return publish(file, where, build_id)


def said(con: duckdb.DuckDBPyConnection) -> int:
    return con.execute("select value from said").fetchone()[0]


def test_an_open_reader_keeps_its_build_and_the_next_one_sees_the_new(tmp_path):
    out = tmp_path / "plans.duckdb"
    release(out, "a", 1)
    with open_warehouse(out) as before:
        release(out, "b", 2)
        assert said(before) == 1
        with open_warehouse(out) as after, duckdb.connect(str(out), read_only=True) as by_path:
            assert (said(after), said(by_path)) == (2, 2)


def test_the_published_file_is_read_only_to_its_readers(tmp_path):
    out = tmp_path / "plans.duckdb"
    release(out, "a", 1)
    with open_warehouse(out) as con, pytest.raises(duckdb.Error, match="read-only"):
        con.execute("create table more (x int)")


def test_old_releases_go_and_the_newest_stay(tmp_path):
    out = tmp_path / "plans.duckdb"
    made = [release(out, str(i), i) for i in range(KEEP + 3)]
    assert sorted(out.resolve().parent.glob("*.duckdb")) == made[-KEEP:]
    assert out.resolve() == made[-1]


def test_a_failed_build_changes_nothing_and_leaves_nothing(tmp_path):
    out = tmp_path / "plans.duckdb"
    release(out, "a", 1)
    before = sorted(p.name for p in tmp_path.rglob("*"))
    with pytest.raises(RuntimeError), building(place(out), "b") as scratch:
        (scratch / "plans.duckdb").write_bytes(b"half a file")
        raise RuntimeError("the models are wrong")
    assert sorted(p.name for p in tmp_path.rglob("*")) == before
    with open_warehouse(out) as con:
        assert said(con) == 1


def test_a_killed_build_lets_go_of_the_lock_and_its_scratch_is_cleared(tmp_path):
    out = tmp_path / "plans.duckdb"
    release(out, "a", 1)
    code = (
        "import sys, time\nfrom pathlib import Path\nfrom warehouse.publish import building, place\n"
        "with building(place(Path(sys.argv[1])), 'killed') as scratch:\n"
        "    (scratch / 'plans.duckdb').write_bytes(b'half')\n    print('building', flush=True)\n    time.sleep(60)\n"
    )
    child = subprocess.Popen([sys.executable, "-c", code, str(out)], cwd=ROOT, stdout=subprocess.PIPE, text=True)
    assert child.stdout.readline() == "building\n"
    with pytest.raises(Locked, match=f"process {child.pid} on .* since "), building(place(out), "b"):
        pass
    os.kill(child.pid, signal.SIGKILL)
    child.wait()
    child.stdout.close()
    assert list(place(out).releases.glob("building-*"))
    release(out, "b", 2)
    assert not list(place(out).releases.glob("building-*"))
    with open_warehouse(out) as con:
        assert said(con) == 2


def test_no_reader_ever_finds_the_link_missing(tmp_path):
    out = tmp_path / "plans.duckdb"
    release(out, "0", 0)
    code = (
        "import sys\nfrom pathlib import Path\nimport duckdb\nout = Path(sys.argv[1])\nseen = set()\n"
        "print('reading', flush=True)\nwhile max(seen, default=0) < 9:\n"
        "    with duckdb.connect(str(out.resolve(strict=True)), read_only=True) as con:\n"
        "        seen.add(con.execute('select value from said').fetchone()[0])\n"
    )
    child = subprocess.Popen([sys.executable, "-c", code, str(out)], stdout=subprocess.PIPE, text=True)
    assert child.stdout.readline() == "reading\n"
    for i in range(1, 10):
        release(out, str(i), i)
        time.sleep(0.02)
    assert child.wait(timeout=60) == 0
    child.stdout.close()


@pytest.mark.parametrize("kind", ["file", "folder", "link elsewhere"])
def test_what_no_build_made_is_left_alone(tmp_path, kind):
    out = tmp_path / "mine.duckdb"
    if kind == "file":
        out.write_text("my thesis")
    elif kind == "folder":
        out.mkdir()
    else:
        (tmp_path / "other.duckdb").write_text("my thesis")
        out.symlink_to("other.duckdb")
    with pytest.raises(NotOurs, match=r"mine\.duckdb"):
        place(out)


def test_the_link_survives_moving_the_folder(tmp_path):
    (tmp_path / "old").mkdir()
    release(tmp_path / "old" / "plans.duckdb", "a", 7)
    (tmp_path / "old").rename(tmp_path / "new")
    with open_warehouse(tmp_path / "new" / "plans.duckdb") as con:
        assert said(con) == 7


def test_opening_what_is_not_there_says_how_to_build_it(tmp_path):
    with pytest.raises(NoWarehouse, match="kplan build"):
        open_warehouse(tmp_path / "none.duckdb")
    (tmp_path / "no.duckdb").write_text("<html>")
    with pytest.raises(NoWarehouse, match="cannot be opened"):
        open_warehouse(tmp_path / "no.duckdb")
