"""The journal: whole lines or none, and what is remembered from it."""

import errno

import pytest

from ingest.fetch import journal
from ingest.fetch.journal import Fetched, Memory, append, as_row, fetched_of, rows_of


def row(outcome="stored", url="u", at="2026-01-01T00:00:00+00:00", **more):
    return Fetched(at, "s", url, outcome, **more)


def test_rows_come_back_as_they_were(tmp_path):
    rows = [row(title="계획 \n 1"), row("http_error", http_status=500)]
    append(tmp_path / "j", map(as_row, rows))
    assert fetched_of(tmp_path / "j") == rows and fetched_of(tmp_path / "none") == []


def test_a_line_half_written_costs_only_itself(tmp_path):
    append(tmp_path / "j", [{"n": 1}])
    with (tmp_path / "j").open("ab") as f:
        f.write(b'{"n": 2, "x": "\xed\x95')
    append(tmp_path / "j", [{"n": 3}])
    assert rows_of(tmp_path / "j") == [{"n": 1}, {"n": 3}]


def test_what_a_full_disk_let_through_is_taken_back(tmp_path, monkeypatch):
    resource = pytest.importorskip("resource")
    import os

    append(tmp_path / "j", [{"n": 1}])
    child = os.fork()
    if child == 0:
        import signal

        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (50, 50))
        try:
            append(tmp_path / "j", [{"n": 2, "text": "x" * 200}])
        except OSError as e:
            os._exit(0 if e.errno in (errno.EFBIG, errno.ENOSPC) else 2)
        os._exit(1)
    assert os.waitpid(child, 0)[1] == 0
    assert rows_of(tmp_path / "j") == [{"n": 1}] and (tmp_path / "j").read_bytes().endswith(b"}\n")


def test_memory_is_the_last_good_answer_and_the_links_of_a_page():
    rows = [
        row(sha256="a"),
        row("http_error"),
        row("unchanged"),
        row(url="v", found_on="u"),
        row("robots", "w", found_on="u"),
    ]
    memory = Memory.of(rows)
    assert memory.last["s", "u"].sha256 == "a" and ("s", "w") not in memory.last
    assert [r.url for r in memory.found["s", "u"]] == ["v", "w"]
    assert memory.of_source("t") == Memory({}, {})


def test_failures_are_named():
    assert set(journal.OUTCOMES) > journal.FAILED
