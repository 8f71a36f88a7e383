"""A reader can open no socket, start no program and change no file: each is tried, in a real worker."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
from pathlib import Path

import pytest

from ingest.pdf.confine import Allowed
from ingest.pdf.worker import run_limited

HERE = str(Path(__file__).parent)
MEASURES: list[str] = []


def taken() -> str:
    """The measures that this kernel takes, told by a worker."""
    if not MEASURES:
        run_limited(len, "x", confined=MEASURES)
    return ", ".join(MEASURES)


@pytest.fixture(autouse=True)
def importable(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(HERE)


def attempt(what: str, path: object, **more) -> str:
    import mischief

    return run_limited(mischief.attempt, what, str(path), **more)


def needs(measure: str) -> None:
    if measure not in taken():
        pytest.skip(f"this kernel has no {measure} (it has: {taken() or 'nothing'})")


@pytest.mark.parametrize("what", ["write", "replace", "remove", "empty", "link", "folder", "thread"])
def test_no_file_is_changed(what: str, tmp_path: Path) -> None:
    needs("landlock")
    path = tmp_path / "kept.txt"
    path.write_text("kept")
    assert attempt(what, path) == "PermissionError"
    assert path.read_text() == "kept" and [p.name for p in tmp_path.iterdir()] == ["kept.txt"]


@pytest.mark.parametrize("what", ["mode", "attribute", "udp", "unix", "pair", "program"])
def test_no_socket_no_program_no_other_mode(what: str, tmp_path: Path) -> None:
    needs("seccomp")
    path = tmp_path / "kept.txt"
    path.write_text("kept")
    path.chmod(0o600)
    assert attempt(what, path) == "PermissionError"
    assert path.stat().st_mode & 0o777 == 0o600


def test_nobody_is_called() -> None:
    needs("seccomp")
    with socket.create_server(("127.0.0.1", 0)) as server:
        assert attempt("tcp", server.getsockname()[1]) == "PermissionError"
        assert attempt("tcp", server.getsockname()[1], allowed=Allowed(network=True)) == "done"


def test_landlock_alone_keeps_tcp_shut(monkeypatch: pytest.MonkeyPatch) -> None:
    """The second lock behind the first: a process of our own without the filter."""
    needs("landlock")
    if int(taken().split("landlock ")[1].split(",")[0]) < 4:
        pytest.skip("this kernel's landlock knows no network rules (version 4)")
    said = subprocess.run(
        [sys.executable, "-c", "import socket\nfrom ingest.pdf import confine\nconfine.CALLS.clear()\n"
         "print(confine.confine())\nsocket.create_connection(('127.0.0.1', 9), timeout=2)"],
        capture_output=True, text=True, cwd=Path(HERE).parents[1],
    )  # fmt: skip
    assert "seccomp" not in said.stdout and "PermissionError" in said.stderr


def test_signals_stay_inside() -> None:
    needs("landlock")
    if int(taken().split("landlock ")[1].split(",")[0]) < 6:
        pytest.skip("this kernel's landlock knows no signals (version 6)")
    assert attempt("signal", "") == "PermissionError"


def test_what_is_needed_is_left(tmp_path: Path) -> None:
    inside, outside = tmp_path / "inside", tmp_path / "outside"
    inside.mkdir()
    outside.mkdir()
    (outside / "a.txt").write_text("read me")
    assert attempt("read", outside / "a.txt") == "done" and attempt("null device", "") == "done"
    assert attempt("write", inside / "a.txt", allowed=Allowed(folders=(str(inside),))) == "done"
    assert attempt("program", "", allowed=Allowed(programs=True)) == "done"
    if "landlock" in taken():
        assert attempt("write", outside / "b.txt", allowed=Allowed(folders=(str(inside),))) == "PermissionError"


def test_a_system_without_it_does_without(monkeypatch: pytest.MonkeyPatch) -> None:
    from ingest.pdf import confine

    monkeypatch.setattr(confine.sys, "platform", "darwin")
    assert confine.confine() == ()


def test_the_measures_are_told_also_by_a_worker_that_dies() -> None:
    import mischief

    told: list[str] = []
    assert run_limited(mischief.fall, "plan.pdf", confined=told).code == "crashed"
    assert ", ".join(told) == taken()


def test_it_costs_next_to_nothing() -> None:
    code = ("import ctypes, time\nfrom ingest.pdf.confine import confine\nstart = time.process_time()\nconfine()\n"
            "print(time.process_time() - start)")  # fmt: skip
    runs = [subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=Path(HERE).parents[1])
            for _ in range(5)]  # fmt: skip
    assert min(float(r.stdout) for r in runs) < 0.005


def test_a_reading_is_confined_and_says_so(tmp_path: Path) -> None:
    from ingest.reader import read_document

    from .build import pdf

    (tmp_path / "a.pdf").write_bytes(pdf("BT /F1 12 Tf 50 200 Td (budget 1,474) Tj ET"))
    before = sorted(os.listdir(tmp_path))
    start = time.monotonic()
    reading = read_document(tmp_path / "a.pdf")
    assert ", ".join(reading.confined_by) == taken() and reading.rows["pages"] and time.monotonic() - start < 30
    assert sorted(os.listdir(tmp_path)) == before
