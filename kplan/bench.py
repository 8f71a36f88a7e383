"""In: a plan PDF (by default the one shipped in plans/). Out: times and memory, printed: reading beside other tools on
the same file, the whole build, the build with nothing changed. Seconds and megabytes; medians of several runs.

Run as ``python -m kplan.bench [FILE] [--runs N]`` (``make bench``). Every measurement is a fresh process.
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
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from kplan import ROOT

READ = "import sys; from pathlib import Path; from ingest.reader import read_document; read_document(Path(sys.argv[1]))"
MARKS = "import sys; from ingest.pdf.pdfium import read_pages; read_pages(sys.argv[1])"
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


def measure(name: str, command: Sequence[str], runs: int, environment: dict[str, str] | None = None) -> Measured:
    """Run ``command`` in a fresh process ``runs`` times. Raises RuntimeError with its error output where it fails."""
    walls, cpus, peaks = [], [], []
    for _ in range(runs):
        with tempfile.TemporaryFile() as errors:
            start = time.perf_counter()
            process = subprocess.Popen(
                command, stdout=subprocess.DEVNULL, stderr=errors, cwd=ROOT, env={**os.environ, **(environment or {})}
            )
            _, status, used = os.wait4(process.pid, 0)
            walls.append(time.perf_counter() - start)
            if status:
                errors.seek(0)
                raise RuntimeError(f"{name} failed: {errors.read().decode(errors='replace')[-2000:]}")
        cpus.append(used.ru_utime + used.ru_stime)
        peaks.append(used.ru_maxrss / 1024)
    return Measured(name, statistics.median(walls), statistics.median(cpus), statistics.median(peaks))


def reading(pdf: Path, runs: int) -> list[Measured]:
    python = sys.executable
    rows = [
        measure("kplan: characters", [python, "-c", MARKS, str(pdf)], runs),
        measure("kplan: characters to claims", [python, "-c", READ, str(pdf)], runs),
    ]
    if tool := shutil.which("pdftotext"):
        rows.append(measure("pdftotext -layout", [tool, "-layout", str(pdf), os.devnull], runs))
    rows.append(measure("pdfplumber: chars, words, text, tables", [python, "-c", PLUMBER, str(pdf)], max(1, runs // 3)))
    return rows


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


def main() -> None:
    parser = argparse.ArgumentParser(description="Measure reading and building, beside other tools.")
    parser.add_argument("file", nargs="?", type=Path, help="plan PDF (default: the first in plans/)")
    parser.add_argument("--runs", type=int, default=5)
    arguments = parser.parse_args()
    pdf = arguments.file or min((ROOT / "plans").glob("*.pdf"), default=None)
    if pdf is None or not pdf.is_file():
        parser.error(f"there is no plan to read at {arguments.file or ROOT / 'plans'}")
    print(f"{pdf.name}: medians; CPU seconds count child processes\n{'':<42}{'wall s':>8}{'CPU s':>8}{'peak MB':>9}")
    for row in [*reading(pdf.resolve(), arguments.runs), *building(pdf.resolve())]:
        print(f"{row.name:<42}{row.wall:>8.2f}{row.cpu:>8.2f}{row.peak:>9.0f}", flush=True)


if __name__ == "__main__":
    main()
