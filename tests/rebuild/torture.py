"""Rebuilds killed at random moments, on a disk that fills, and under readers: what is found afterwards, counted.

Run as ``python -m tests.rebuild.torture [--kills N] [--fills N] [--rebuilds N] [--seed N]`` (``make torture``); ends
with 1 and a sentence where something is not as it must be. Rebuilds run on the light road, each in a forked process.
"""

from __future__ import annotations

import argparse
import importlib
import os
import random
import resource
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import traceback
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from multiprocessing import Pipe
from pathlib import Path
from typing import Any

from kplan.errors import DISK_FULL
from tests.fetch.conftest import plan
from tests.rebuild import light

SOURCES = """
manners: {{delay_seconds: 0, wait_seconds: 5, backoff_seconds: 0.01, recheck_hours: 0}}
sources: [{{id: local, kind: file, url: "{url}/plan.pdf", cover: Plan}}]
"""


def in_fork(work: Callable[[], Any], limit: Callable[[], None] = lambda: None) -> Any:
    """``work()`` in a forked process, so that this one stays without threads and can be forked again."""
    receive, send = Pipe(duplex=False)
    pid = os.fork()
    if pid == 0:
        try:
            limit()
            send.send((True, work()))
        except BaseException:
            send.send((False, traceback.format_exc()))
        os._exit(0)
    send.close()
    try:
        ok, value = receive.recv()
    finally:
        os.waitpid(pid, 0)
        receive.close()
    if not ok:
        raise RuntimeError(value)
    return value


@dataclass
class Bench:
    """A warehouse to torture: plans, sources, cache and temporary files in folders of its own."""

    root: Path
    stop_at: float = float("inf")  # of the monotonic clock: no further kill or fill after it

    def __post_init__(self) -> None:
        self.plans, self.out, self.temp = self.root / "plans", self.root / "w.duckdb", self.root / "temp"
        self.releases = self.root / ".w.duckdb.releases"
        self.plans.mkdir()
        self.temp.mkdir()
        self.sources = self.root / "sources.yml"
        self.sources.write_text("sources: []")
        self.facts = 50
        os.environ["KPLAN_CACHE"] = str(self.root / "cache")
        os.environ["TMPDIR"] = tempfile.tempdir = str(self.temp)
        self.more()

    def more(self) -> None:
        """A new edition of a plan with more facts, and a new plan now and then."""
        self.facts += 10
        (self.plans / "a.pdf").write_text(f"2025-1 {self.facts}")
        if self.facts % 50 == 0:
            (self.plans / f"{self.facts}.pdf").write_text(f"2026-{self.facts} 20")

    def rebuild(self) -> tuple[int, str | None]:
        """Exit code and reason; in this process."""
        from kplan.progress import Progress
        from kplan.rebuild import rebuild

        done = rebuild(self.plans, self.out, Progress(quiet=True), self.sources, jobs=2)
        return done.exit_code, done.reason

    def print(self) -> dict[str, str] | None:
        """The published fingerprint, None where nothing is published; in this process."""
        if not self.out.is_symlink():
            return None
        from warehouse import open_warehouse
        from warehouse.fingerprint import fingerprint

        with open_warehouse(self.out) as con:
            con.execute("select count(*) from meta.runs").fetchone()
            return fingerprint(con)

    def litter(self) -> list[str]:
        """Files and folders that no finished rebuild leaves."""
        kept = {".lock", ".rebuild", "runs.ndjson", "fetches.ndjson", "data_docs"}
        found = [p for p in self.releases.iterdir() if p.name not in kept and p.suffix != ".duckdb"]
        releases = sorted(self.releases.glob("*.duckdb"))
        found += releases[:-3]
        found += [p for p in (self.root / "cache").rglob("*") if p.name.startswith(".")]
        found += [p for p in (self.plans / "fetched").glob("*") if p.suffix != ".pdf"]
        found += list(self.temp.iterdir())
        return [str(p.relative_to(self.root)) for p in found]


def must(holds: bool, said: str) -> None:
    if not holds:
        raise AssertionError(said)


def succeed(bench: Bench) -> dict[str, str]:
    """The next rebuild must succeed, leave no litter, and a further one must find nothing to do."""
    code, reason = in_fork(bench.rebuild)
    must(code == 0, f"the next rebuild ended with {code}: {reason}")
    must(not bench.litter(), f"litter: {bench.litter()}")
    return in_fork(bench.print)


def wait_for_orphans(root: Path) -> None:
    """Workers end with the process that asked; give the kernel a moment, then say who is left."""
    end = time.monotonic() + 20
    while time.monotonic() < end:
        said = subprocess.run(["ps", "-eo", "args"], capture_output=True, text=True).stdout
        if not any("ingest.pdf.worker" in line and "serve" in line for line in said.splitlines()):
            return
        time.sleep(0.05)


def kill(bench: Bench, times: int, rng: random.Random) -> Counter:
    """SIGKILL at random moments of a rebuild; its length is measured first."""
    found: Counter = Counter()
    start = time.monotonic()
    old = succeed(bench)
    lasts = time.monotonic() - start
    for n in range(times):
        if time.monotonic() > bench.stop_at:
            break
        bench.more()
        pid = os.fork()
        if pid == 0:
            try:
                bench.rebuild()
            finally:
                os._exit(0)
        start = time.monotonic()
        time.sleep(rng.uniform(0, lasts))
        os.kill(pid, signal.SIGKILL)
        _, status = os.waitpid(pid, 0)
        alive = os.WIFSIGNALED(status)
        if not alive:
            lasts = max(0.05, 0.9 * lasts)
        seen = in_fork(bench.print)
        new = succeed(bench)
        must(seen in (old, new), f"after kill {n} the published contents are neither the old nor the new build's")
        must(new != old, f"rebuild {n} did not take the new edition in")
        found["ended before" if not alive else "killed: old" if seen == old else "killed: new"] += 1
        old = new
    return found


def fill(bench: Bench, times: int, rng: random.Random) -> Counter:
    """Rebuilds with less room than they need: on a small tmpfs where one may be mounted, else with limited files."""
    found: Counter = Counter()
    old = succeed(bench)
    size = bench.out.resolve().stat().st_size
    for n in range(times):
        if time.monotonic() > bench.stop_at:
            break
        bench.more()
        room = int(rng.uniform(0, 1.3) * size)
        filler = bench.root / "filler"
        free = shutil.disk_usage(bench.root).free
        if os.path.ismount(bench.root):
            with filler.open("wb") as f:
                os.posix_fallocate(f.fileno(), 0, max(1, free - room))
            code, reason = in_fork(bench.rebuild)
            filler.unlink()
        else:
            code, reason = in_fork(bench.rebuild, lambda room=room: limit_files(room))
        must(code in (0, DISK_FULL), f"with {room} bytes of room: exit code {code}: {reason}")
        seen = in_fork(bench.print)
        new = succeed(bench)
        must(seen in (old, new), f"after filling {n} the published contents are neither the old nor the new build's")
        found[f"exit code {code}: {'old' if seen == old else 'new'}"] += 1
        old = new
    return found


def limit_files(size: int) -> None:
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (max(size, 1), resource.RLIM_INFINITY))


READER = """
import sys, duckdb
from pathlib import Path
out, stop, n, builds = sys.argv[1], Path(sys.argv[2]), 0, set()
while not stop.exists():
    with duckdb.connect(out, read_only=True) as con:
        for _ in range(3):
            rows, said = con.execute("select count(*), (select row_count from meta.counts where table_name = "
                                     "'marts.fct_budgets') from marts.fct_budgets").fetchone()
            assert rows == said, (rows, said)
            n += 1
        builds.add(rows)
print(n, len(builds))
"""


def read(bench: Bench, rebuilds: int, readers: int = 2) -> Counter:
    """Readers that open, ask and ask again through rebuilds: none may fail, and they see the builds change."""
    succeed(bench)
    stop = bench.root / "stop"
    running = [
        subprocess.Popen([sys.executable, "-c", READER, str(bench.out), str(stop)], stdout=subprocess.PIPE,
                         stderr=subprocess.PIPE, text=True)
        for _ in range(readers)
    ]  # fmt: skip
    try:
        for _ in range(rebuilds):
            bench.more()
            succeed(bench)
    finally:
        stop.touch()
    found: Counter = Counter()
    for reader in running:
        said, errors = reader.communicate(timeout=60)
        must(reader.returncode == 0, f"a reader failed: {errors[-2000:]}")
        queries, builds = map(int, said.split())
        must(builds > 1, "a reader saw no build change")
        found["queries"] += queries
        found["builds seen"] += builds
    return found


def with_server(bench: Bench) -> int:
    """A server with a plan for the fetch step, in a process of its own. Returns its process."""
    receive, send = Pipe(duplex=False)
    pid = os.fork()
    if pid == 0:
        from tests.fetch.server import Server, tagged

        server = Server()
        server.routes["/plan.pdf"] = tagged(plan())
        send.send(server.url)
        signal.pause()
    url = receive.recv()
    bench.sources.write_text(SOURCES.format(url=url))
    return pid


def main() -> None:
    parser = argparse.ArgumentParser(description="Kill rebuilds, fill their disk, read through them.")
    parser.add_argument("--kills", type=int, default=200)
    parser.add_argument("--fills", type=int, default=50)
    parser.add_argument("--rebuilds", type=int, default=50)
    parser.add_argument("--seconds", type=float, default=3600.0, help="for each of the three, however many were done")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--fetch", action="store_true", help="also ask a local server in each of the killed rebuilds")
    arguments = parser.parse_args()
    light.install()
    for module in (
        "duckdb",
        "expectations.run",
        "ingest.plans",
        "ingest.raw",
        "kplan.rebuild",
        "kplan.reading",
        "yaml",
    ):
        importlib.import_module(module)  # once, before the forks

    rng = random.Random(arguments.seed)
    for name, times, torture in (
        ("kills", arguments.kills, kill),
        ("fills", arguments.fills, fill),
        ("rebuilds under readers", arguments.rebuilds, lambda bench, times, rng: read(bench, times)),
    ):
        if not times:
            continue
        start = time.monotonic()
        with tempfile.TemporaryDirectory(dir=os.environ.get("TORTURE_DIR", "/tmp")) as folder:
            root, mounted, server = Path(folder).resolve() / "bench", False, None
            root.mkdir()
            if torture is fill:
                mounted = subprocess.run(
                    ["mount", "-t", "tmpfs", "-o", "size=24m", "none", str(root)], capture_output=True
                ).returncode == 0  # fmt: skip
            try:
                bench = Bench(root, start + arguments.seconds)
                if torture is kill and arguments.fetch:
                    server = with_server(bench)
                found = torture(bench, times, rng)
                wait_for_orphans(root)
            except AssertionError as e:
                sys.exit(f"{name}: {e}")
            finally:
                tempfile.tempdir = None
                if server is not None:
                    os.kill(server, signal.SIGKILL)
                    os.waitpid(server, 0)
                if mounted:
                    subprocess.run(["umount", str(root)], check=True)
        where = " (small tmpfs)" if mounted else ""
        told = ", ".join(f"{n} {what}" for what, n in sorted(found.items()))
        print(f"up to {times} {name}{where}: {told}; {time.monotonic() - start:.1f} s", flush=True)


if __name__ == "__main__":
    main()
