"""Functions that misbehave go into the limited process; refusals, and never more than that, come out."""

from __future__ import annotations

import os
import time
from datetime import date
from pathlib import Path

import pytest

from ingest.pdf import Limits
from ingest.pdf.confine import Allowed
from ingest.pdf.outcome import Outcome, refused
from ingest.pdf.worker import run_limited

from .build import pdf

HERE = str(Path(__file__).parent)


@pytest.fixture(autouse=True)
def importable(monkeypatch: pytest.MonkeyPatch) -> None:
    """The worker imports a function by its module's name."""
    monkeypatch.syspath_prepend(HERE)


def mischief(name: str):
    import mischief as module

    return getattr(module, name)


def test_a_result_comes_back_with_our_classes() -> None:
    assert run_limited(refused, "broken", "a.pdf") == refused("broken", "a.pdf")
    assert run_limited(mischief("echo"), {"a": [date(2025, 12, 1), (1.5, None)]}) == {
        "a": [date(2025, 12, 1), (1.5, None)]
    }


@pytest.mark.parametrize(
    ("name", "code", "limits"),
    [
        ("sleep", "timeout", {"wall_seconds": 1.0}),
        ("spin", "timeout", {"cpu_seconds": 1}),
        ("eat", "memory", {"memory_bytes": 400 << 20}),
        ("fall", "crashed", {}),
        ("leave", "crashed", {}),
        ("stumble", "crashed", {}),
        ("smuggle", "crashed", {}),
    ],
)
def test_misbehaviour_is_a_refusal(name: str, code: str, limits: dict) -> None:
    start = time.monotonic()
    outcome = run_limited(mischief(name), "somewhere/plan.pdf", limits=Limits(**limits))
    assert isinstance(outcome, Outcome) and (outcome.kind, outcome.code) == ("refused", code), outcome
    assert outcome.reason.startswith("plan.pdf: ") and time.monotonic() - start < 20


def test_an_error_is_told_with_its_place() -> None:
    assert "ZeroDivisionError: division by zero in mischief.py:" in run_limited(mischief("stumble"), "plan.pdf").reason


def test_the_environment_is_emptied(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CMAP_PATH", "/elsewhere")
    monkeypatch.setenv("SECRET", "s")
    environment = run_limited(mischief("environment"), "plan.pdf")
    assert "CMAP_PATH" not in environment and "SECRET" not in environment


def test_prints_do_not_spoil_the_answer() -> None:
    assert run_limited(mischief("chatter"), "plan.pdf") == "plan.pdf"


def test_nothing_stays_behind_after_a_timeout(tmp_path: Path) -> None:
    note = tmp_path / "pid"
    may = Allowed(programs=True, folders=(str(tmp_path),))
    run_limited(mischief("breed"), str(note), limits=Limits(wall_seconds=2.0), allowed=may)
    child = int(note.read_text())
    deadline = time.monotonic() + 5
    while time.monotonic() < deadline and _alive(child):
        time.sleep(0.05)
    assert not _alive(child)


def _alive(pid: int) -> bool:
    try:
        state = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0]
    except OSError:
        return False
    return state != "Z"


def test_small_files_get_less_time_than_large_ones() -> None:
    assert Limits.for_size(1000).wall_seconds < 60 < Limits.for_size(4 << 20).wall_seconds
    assert Limits.for_size(1 << 40).wall_seconds == Limits().wall_seconds


def test_the_worker_adds_little() -> None:
    start = os.times()
    run_limited(mischief("echo"), "x")
    end = os.times()
    assert (end.children_user + end.children_system) - (start.children_user + start.children_system) < 1.0


def test_a_file_that_ends_the_second_reader_is_read_without_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from ingest import reader

    path = tmp_path / "a.pdf"
    path.write_bytes(pdf("BT /F1 12 Tf 50 200 Td (budget 1,474) Tj ET"))
    monkeypatch.setattr(reader, "read_here", mischief("read_while_the_second_reader_aborts"))
    rows = reader.read_document(path).rows
    assert "budget 1,474" in rows["blocks"][0]
    said = " ".join(str(o) for o in rows["outcomes"])
    assert "no second opinion on this page" in said and "no figure is re-read" in said


def test_a_file_that_ends_the_worker_anyway_is_refused_for_the_first_reason(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from ingest import reader

    monkeypatch.setattr(reader, "read_here", mischief("leave"))
    path = tmp_path / "a.pdf"
    path.write_bytes(pdf(""))
    (outcome,) = reader.read_document(path).rows["outcomes"]
    assert "refused" in outcome and "crashed" in outcome
