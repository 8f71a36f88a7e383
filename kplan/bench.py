"""In: a plan PDF (by default the one shipped in plans/). Out: times and memory, printed: reading beside other tools on
the same file, the whole build and the unattended rebuild, and both with nothing changed. Seconds and megabytes; medians
of several runs.

Run as ``python -m kplan.bench [FILE] [--runs N]`` (``make bench``). Every measurement is a fresh process; tools take
turns, so that a busy machine is busy for all of them.
"""

from __future__ import annotations

import argparse
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from kplan import ROOT

# A worker's work in one process, started and ended as a worker is (ingest.pdf.worker), without its limits.
READ = """
import os, sys
file, second, sys.path[:] = sys.argv[1], sys.argv[2] == "both", sys.argv[3:]
from ingest.pdf.regexes import keep_small_sets
keep_small_sets()
from ingest.reader import read_here
read_here(file, second=second)
os._exit(0)
"""
LIMITED = (
    "import sys; from pathlib import Path; from ingest.reader import read_document; read_document(Path(sys.argv[1]))"
)
READING = "kplan: characters to claims"
PLUMBER = """
import sys, pdfplumber
with pdfplumber.open(sys.argv[1]) as pdf:
    for page in pdf.pages:
        page.chars, page.extract_words(), page.extract_text(), page.find_tables()
"""


@dataclass(frozen=True, slots=True)
class Measured:
    """Medians over the runs: wall and CPU seconds (children included), the largest process's peak in MB."""

    name: str
    wall: float
    cpu: float
    peak: float


def once(name: str, command: Sequence[str], environment: Mapping[str, str]) -> Measured:
    """One run of ``command`` in a fresh process. Raises RuntimeError with its error output where it fails."""
    with tempfile.TemporaryFile() as errors:
        start = time.perf_counter()
        process = subprocess.Popen(
            command, stdout=subprocess.DEVNULL, stderr=errors, cwd=ROOT, env={**os.environ, **environment}
        )
        _, status, used = os.wait4(process.pid, 0)
        wall = time.perf_counter() - start
        if status:
            errors.seek(0)
            raise RuntimeError(f"{name} failed: {errors.read().decode(errors='replace')[-2000:]}")
    return Measured(name, wall, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024)


def measure_all(
    commands: Mapping[str, Sequence[str]], runs: int, environment: Mapping[str, str] | None = None
) -> dict[str, Measured]:
    """Medians of every command by its name; the commands take turns, after one turn that warms the disk's cache."""
    taken: dict[str, list[Measured]] = {name: [] for name in commands}
    for turn in range(runs + 1 if runs > 1 else 1):
        for name, command in commands.items():
            found = once(name, command, environment or {})
            if turn or runs == 1:
                taken[name].append(found)
    return {
        name: Measured(name, *(statistics.median(getattr(m, what) for m in own) for what in ("wall", "cpu", "peak")))
        for name, own in taken.items()
    }


def measure(name: str, command: Sequence[str], runs: int, environment: Mapping[str, str] | None = None) -> Measured:
    """Medians of one command; see ``measure_all``."""
    return measure_all({name: command}, runs, environment)[name]


def reading(pdf: Path, runs: int) -> list[Measured]:
    """Reading one file: kplan's own process, beside pdftotext (where installed) and pdfplumber's plain loop."""
    python, file = sys.executable, str(pdf)
    worker = [python, "-I", "-S", "-B", "-c", READ, file]
    commands = {
        READING: [*worker, "alone", str(ROOT), *sys.path],
        "the same and the second reader": [*worker, "both", str(ROOT), *sys.path],
        "the same in a limited process": [python, "-c", LIMITED, file],
    }
    if tool := shutil.which("pdftotext"):
        commands["pdftotext -layout"] = [tool, "-layout", file, os.devnull]
    found = measure_all(commands, runs)
    alone, both = list(found.values())[:2]
    second = Measured("the second reader's part", both.wall - alone.wall, both.cpu - alone.cpu, both.peak - alone.peak)
    plumber = measure("pdfplumber: chars, words, text, tables", [python, "-c", PLUMBER, file], max(1, runs // 3))
    return [alone, second, *list(found.values())[1:], plumber]


def building(pdf: Path) -> list[Measured]:
    """The first build with an empty cache, one with the document cached, and one with nothing changed."""
    rows = []
    with tempfile.TemporaryDirectory() as folder:
        out, cache = Path(folder) / "bench.duckdb", Path(folder) / "cache"
        command = [sys.executable, "-m", "kplan", "build", str(pdf), "--out", str(out), "--quiet"]
        environment = {"KPLAN_CACHE": str(cache)}
        rows.append(measure("build, empty cache", command, 1, environment))
        rows.append(measure("build, nothing changed", command, 3, environment))
        out.unlink()
        rows.append(measure("build, document and project cached", command, 1, environment))
    return rows


def rebuilding(pdf: Path) -> list[Measured]:
    """``kplan rebuild`` from scratch, with nothing new, and with one plan more (the same, other bytes: a correction),
    without sources to ask.
    """
    rows = []
    with tempfile.TemporaryDirectory() as folder:
        plans, sources = Path(folder) / "plans", Path(folder) / "sources.yml"
        plans.mkdir()
        sources.write_text("sources: []")
        shutil.copyfile(pdf, plans / "one.pdf")
        command = [
            sys.executable, "-m", "kplan", "rebuild", "--sources", str(sources), "--into", str(plans),
            "--out", str(Path(folder) / "bench.duckdb"), "--quiet",
        ]  # fmt: skip
        environment = {"KPLAN_CACHE": str(Path(folder) / "cache")}
        rows.append(measure("rebuild, from scratch", command, 1, environment))
        rows.append(measure("rebuild, nothing new", command, 3, environment))
        (plans / "two.pdf").write_bytes(pdf.read_bytes() + b"\n%\n")
        rows.append(measure("rebuild, one plan more", command, 1, environment))
    return rows


def main() -> None:
    parser = argparse.ArgumentParser(description="Measure reading and building, beside other tools.")
    parser.add_argument("file", nargs="?", type=Path, help="plan PDF (default: the first in plans/)")
    parser.add_argument("--runs", type=int, default=5)
    arguments = parser.parse_args()
    pdf = arguments.file or min((ROOT / "plans").glob("*.pdf"), default=None)
    if pdf is None or not pdf.is_file():
        parser.error(f"there is no plan to read at {arguments.file or ROOT / 'plans'}")
    print(f"{pdf.name}: medians; CPU seconds count child processes; the ratio is CPU time to the first line's")
    print(f"{'':<42}{'wall s':>8}{'CPU s':>8}{'ratio':>7}{'peak MB':>9}")
    rows = reading(pdf.resolve(), arguments.runs)
    for row in [*rows, *building(pdf.resolve()), *rebuilding(pdf.resolve())]:
        print(f"{row.name:<42}{row.wall:>8.2f}{row.cpu:>8.2f}{row.cpu / rows[0].cpu:>7.2f}{row.peak:>9.0f}", flush=True)


if __name__ == "__main__":
    main()
