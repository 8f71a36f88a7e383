"""Mutated plan PDFs in; a count of outcomes, and a sentence for everything that is not as it must be, out.

Run as ``python -m tests.fuzz.run [--count N] [--seconds N] [--jobs N] [--seed N] [--keep FOLDER]`` (``make fuzz``).
Each file is read from characters to claims in a process with the limits of the real worker, forked from a warm one (a
hundred times as cheap as a fresh interpreter); every twentieth goes the whole real road instead.
"""

from __future__ import annotations

import argparse
import os
import pickle
import random
import resource
import select
import signal
import sys
import tempfile
import time
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tests.fuzz.mutate import mutate
from tests.pdf.build import pdf, stream

LIMIT_SECONDS = 45.0  # the real limit of small files
WHOLE_ROAD = 20  # every n-th
TYPST = """
#set page(width: 400pt, height: 500pt, margin: 30pt)
#set text(font: ("NanumGothic", "Noto Sans KR"), size: 10pt)
#text(size: 18pt)[해양 드론 추진계획(Ⅱ)] \\ 2026. 3. 2. \\ 관계부처합동
#pagebreak()
□ 연구개발에 ’26년 35억원, ’27년 40억원 투자 \\ ㅇ (실증) ’28년까지 시범지구 3개소 조성 \\ - 수출 10억불 달성(’30)
#table(columns: 3, [사업], [’26], [’27], [드론 개발], [35], [40], [합계], [35], [40])
"""


@dataclass
class Report:
    """What came of the files; ``wrong`` holds a sentence per thing that must not be."""

    outcomes: Counter = field(default_factory=Counter)
    raised: Counter = field(default_factory=Counter)
    wrong: list[str] = field(default_factory=list)
    slowest: float = 0.0
    files: int = 0


def seeds() -> list[bytes]:
    """Small plans of our own: written by hand, and typeset (compressed, with embedded Korean fonts) where Typst is."""
    text = "BT /F1 12 Tf 40 250 Td (Harbour Plan 2026: 35 eok) Tj 0 -20 Td (by 2028, 3 sites) Tj ET "
    rules = (
        "0.5 w 40 100 m 300 100 l S 40 60 m 300 60 l S 40 60 m 40 100 l S 170 60 m 170 100 l S 300 60 m 300 100 l S "
    )
    form = stream("/Type /XObject /Subtype /Form /BBox [0 0 100 100] /Resources << >>", "0 0 50 50 re f")
    found = [
        pdf(text),
        pdf(text + rules, text, rules),
        pdf(text + "/X1 Do", objects=(form,), xobjects="/X1 5 0 R"),
        pdf(text, page="/MediaBox [0 0 400 300] /Rotate 90"),
    ]
    try:
        import typst

        from plans.edition.typeset import font_folders

        found.append(typst.compile(TYPST.encode(), font_paths=font_folders(), ignore_system_fonts=True, format="pdf"))
        found.append(found[-1])  # twice as often: nearest to real plans
    except (ImportError, SystemExit):
        pass
    return found


def outcome_of(path: str) -> tuple[str, str | None]:
    """Kind and code of the file's own outcome, read here."""
    from ingest.raw import BY_NAME
    from ingest.reader import read_here

    names = [c.name for c in BY_NAME["outcomes"].columns]
    rows = read_here(path).rows["outcomes"]
    own = next(dict(zip(names, r, strict=True)) for r in rows if r[names.index("page_no")] is None)
    return own["outcome"], own["code"]


def forked(path: str, limits: Any) -> tuple[str, str | None, str]:
    """``outcome_of`` in a fork with the worker's limits. Third: the exception, where one was raised."""
    from ingest.pdf.worker import _limit, _where

    read, write = os.pipe()
    pid = os.fork()
    if pid == 0:
        try:
            os.setsid()
            null = os.open(os.devnull, os.O_RDWR)
            for n in (0, 1, 2):
                os.dup2(null, n)
            used = resource.getrusage(resource.RUSAGE_SELF)
            _limit(limits._replace(cpu_seconds=limits.cpu_seconds + int(used.ru_utime + used.ru_stime) + 1))
            try:
                told = (*outcome_of(path), "")
            except MemoryError:
                told = ("refused", "memory", "")
            except Exception as e:
                told = ("refused", "crashed", _where(e))
            os.write(write, pickle.dumps(told))
        finally:
            os._exit(0)
    os.close(write)
    try:
        ready, _, _ = select.select([read], [], [], limits.wall_seconds)
        data = os.read(read, 1 << 16) if ready else b""
    finally:
        os.close(read)
        if not ready:
            os.killpg(pid, signal.SIGKILL)
        _, status = os.waitpid(pid, 0)
    if data:
        return pickle.loads(data)
    if not ready or (os.WIFSIGNALED(status) and os.WTERMSIG(status) == signal.SIGXCPU):
        return "refused", "timeout", ""
    return "refused", "crashed", f"signal {os.WTERMSIG(status)}" if os.WIFSIGNALED(status) else "exit"


def whole_road(path: str) -> tuple[str, str | None, str]:
    from ingest.raw import BY_NAME
    from ingest.reader import read_document

    names = [c.name for c in BY_NAME["outcomes"].columns]
    rows = [dict(zip(names, r, strict=True)) for r in read_document(Path(path)).rows["outcomes"]]
    own = next(r for r in rows if r["page_no"] is None)
    return own["outcome"], own["code"], own["reason"] if own["code"] == "crashed" else ""


def run(count: int, seconds: float, seed: int, keep: Path | None = None) -> Report:
    """Read ``count`` mutated files, or as many as ``seconds`` allow."""
    import ingest.reader
    from ingest.pdf import Limits
    from ingest.pdf.outcome import KINDS

    limits = Limits()._replace(wall_seconds=LIMIT_SECONDS, cpu_seconds=int(LIMIT_SECONDS))
    rng, report, stop = random.Random(seed), Report(), time.monotonic() + seconds
    plans = seeds()
    with tempfile.TemporaryDirectory() as folder:
        scratch, temp = Path(folder) / "files", Path(folder) / "temp"
        scratch.mkdir()
        temp.mkdir()
        before, tempfile.tempdir = tempfile.tempdir, str(temp)
        path = scratch / "plan.pdf"
        outcome_of_warm(ingest.reader, scratch, plans[0])
        held = _held()
        try:
            for n in range(count):
                if time.monotonic() > stop:
                    break
                path.write_bytes(mutate(rng.choice(plans), rng))
                start = time.monotonic()
                kind, code, raised = whole_road(str(path)) if n % WHOLE_ROAD == 0 else forked(str(path), limits)
                report.slowest = max(report.slowest, time.monotonic() - start)
                report.files += 1
                report.outcomes[kind, code] += 1
                if kind not in KINDS:
                    report.wrong.append(f"file {n}: outcome {kind}")
                if raised or code in ("crashed", "timeout", "memory"):
                    report.raised[f"{code}: {raised[:160]}"] += 1
                    if keep is not None:
                        keep.mkdir(parents=True, exist_ok=True)
                        (keep / f"{seed}-{n}.pdf").write_bytes(path.read_bytes())
        finally:
            tempfile.tempdir = before
        report.wrong += _leaks(held, _held(), scratch, temp)
    return report


def outcome_of_warm(_: Any, scratch: Path, data: bytes) -> None:
    """Read one sound file before the first fork, so that every fork starts with the code loaded."""
    path = scratch / "plan.pdf"
    path.write_bytes(data)
    outcome_of(str(path))


def _held() -> tuple[int, int, int]:
    """Open files, child processes and resident megabytes of this process."""
    files = len(os.listdir("/proc/self/fd")) if Path("/proc/self/fd").is_dir() else 0
    children = Path(f"/proc/self/task/{os.getpid()}/children")
    running = len(children.read_text().split()) if children.is_file() else 0
    status = Path("/proc/self/status")
    lines = status.read_text().splitlines() if status.is_file() else []
    resident = next((int(x.split()[1]) >> 10 for x in lines if x.startswith("VmRSS")), 0)
    return files, running, resident


def _leaks(before: tuple[int, int, int], after: tuple[int, int, int], scratch: Path, temp: Path) -> list[str]:
    wrong = []
    for name, was, now, more in zip(("open files", "child processes", "MB"), before, after, (0, 0, 64), strict=True):
        if now > was + more:
            wrong.append(f"{name}: {was} before, {now} after")
    litter = [p.name for p in (*scratch.iterdir(), *temp.iterdir()) if p.name != "plan.pdf"]
    return wrong + ([f"left on the disk: {litter}"] if litter else [])


def main() -> None:
    parser = argparse.ArgumentParser(description="Read mutated plan PDFs and count what becomes of them.")
    parser.add_argument("--count", type=int, default=10_000)
    parser.add_argument("--seconds", type=float, default=3600.0, help="stop after so long, however many were read")
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--keep", type=Path, help="folder for files that crashed or ran out of time or memory")
    a = parser.parse_args()
    start, total, workers = time.monotonic(), Report(), []
    for job in range(a.jobs):
        read, write = os.pipe()
        share = a.count // a.jobs + (job < a.count % a.jobs)
        if (pid := os.fork()) == 0:
            with os.fdopen(write, "wb") as out:
                pickle.dump(run(share, a.seconds, a.seed * 1000 + job, a.keep), out)
            os._exit(0)
        os.close(write)
        workers.append((pid, read))
    for pid, read in workers:
        with os.fdopen(read, "rb") as answer:
            part: Report = pickle.load(answer)
        os.waitpid(pid, 0)
        total.outcomes += part.outcomes
        total.raised += part.raised
        total.wrong += part.wrong
        total.files += part.files
        total.slowest = max(total.slowest, part.slowest)
    print(f"{total.files} files in {time.monotonic() - start:.0f} s, the slowest {total.slowest:.1f} s")
    for (kind, code), n in total.outcomes.most_common():
        print(f"{n:>7} {kind}{f' ({code})' if code else ''}")
    for what, n in total.raised.most_common():
        print(f"{n:>7} {what}")
    if total.wrong:
        sys.exit("\n".join(total.wrong))


if __name__ == "__main__":
    main()
