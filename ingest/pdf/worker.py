"""A function of this package and its arguments go in, its result or a refusal comes out: it runs in a process of its
own.

A PDF is untrusted input read by C++ and Rust: the worker has limits on memory, CPU and wall time, an emptied
environment and nothing to inherit; where the kernel can see to it, it has no network, starts no program and writes no
file. A plain child process costs about as much to start as multiprocessing's, can be killed whole, and is safe to start
from threads. The answer is two pickles, what confined the worker and what came out: only plain data and classes of
``ingest`` are let in.
"""

from __future__ import annotations

import contextlib
import io
import os
import pickle
import signal
import subprocess
import sys
import tempfile
import traceback
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

from .confine import NOTHING, Allowed, confine
from .limits import Limits
from .outcome import Outcome, refused
from .regexes import keep_small_sets

ROOT = str(Path(__file__).resolve().parents[2])
KEPT = ("PATH", "TMPDIR", "TEMP", "SYSTEMROOT", "LD_LIBRARY_PATH")  # all else (CMAP_PATH, PYTHON*, tokens …) is dropped
START = "import sys; sys.path[:] = sys.argv[1:]; from ingest.pdf.worker import serve; serve()"
PLAIN = {
    "builtins": {"set", "frozenset", "complex", "bytearray", "range", "slice"},
    "datetime": {"date", "datetime", "time", "timedelta", "timezone"},
    "decimal": {"Decimal"},
    "fractions": {"Fraction"},
    "collections": {"OrderedDict", "defaultdict", "Counter", "deque"},
    "pathlib": {"PosixPath", "WindowsPath", "PurePosixPath", "Path"},
}


def run_limited(
    func: Callable[..., Any],
    *args: Any,
    limits: Limits | None = None,
    name: str | None = None,
    allowed: Allowed = NOTHING,
    confined: list[str] | None = None,
) -> Any:
    """``func(*args)`` in a limited process; its result, or an Outcome of kind "refused" with code timeout, memory or
    crashed.

    ``func`` is a module-level function of an importable module, arguments and result are picklable. ``name`` is the
    file's name in the refusal's sentence (default: the first argument's last part). Without
    limits they follow from the first argument's size where it is a file. ``allowed`` is what the work needs beyond
    reading files; ``confined`` is filled with the measures that were in force. An exception in ``func`` is a
    refusal too, with its place: one bad file must not take the others with it.
    """
    _compile_once()
    if limits is None:
        limits = Limits.for_size(os.path.getsize(args[0]) if args and os.path.isfile(str(args[0])) else 0)
    name = name or (Path(str(args[0])).name if args else func.__name__)
    order = pickle.dumps((func.__module__, func.__qualname__, args, limits, allowed))
    environment = {key: os.environ[key] for key in KEPT if key in os.environ} | {
        "LANG": "C.UTF-8",
        "PYTHONHASHSEED": "0",
    }
    with tempfile.TemporaryFile() as answer, tempfile.TemporaryFile() as errors:
        process = subprocess.Popen(
            # -S: the path is known, site takes 20 ms; -B: _compile_once
            [sys.executable, "-I", "-S", "-B", "-c", START, ROOT, *sys.path],
            stdin=subprocess.PIPE,
            stdout=answer,
            stderr=errors,
            env=environment,
            start_new_session=True,
        )
        try:
            process.communicate(order, timeout=limits.wall_seconds)
        except subprocess.TimeoutExpired:
            return refused("timeout", name, f"{limits.wall_seconds:.0f} s")
        finally:
            _end(process)
        answer.seek(0)
        errors.seek(0, os.SEEK_END)
        errors.seek(max(0, errors.tell() - 4000))
        taken, result = _result(process.returncode, answer, errors.read().decode(errors="replace"), name, limits)
        if confined is not None:
            confined += [m for m in taken if m not in confined]
        return result


@cache
def _compile_once() -> None:
    """Compile this package: a worker that may not write would do it for itself each time."""
    import compileall

    compileall.compile_dir(str(Path(__file__).parents[1]), quiet=2)


def _end(process: subprocess.Popen) -> None:
    """Kill the worker and whatever it started; harmless where it has ended."""
    if process.poll() is None:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
    process.wait()


def _result(code: int, answer: io.IOBase, errors: str, name: str, limits: Limits) -> tuple[tuple[str, ...], Any]:
    """The measures that confined the worker, and its result or refusal."""
    taken: tuple[str, ...] = ()
    try:
        taken = _Careful(answer).load()
        kind, value = _Careful(answer).load() if code == 0 else ("ended", None)
    except Exception as error:
        kind, value = ("raised", f"its answer cannot be read: {error}") if code == 0 else ("ended", None)
    match kind:
        case "result":
            return taken, value
        case "memory":
            return taken, refused("memory", name, f"{limits.memory_bytes >> 20} MB")
        case "ended":
            return taken, _ended(code, errors, name, limits)
    return taken, refused("crashed", name, str(value))


def _ended(code: int, errors: str, name: str, limits: Limits) -> Outcome:
    if code == -signal.SIGXCPU:
        return refused("timeout", name, f"{limits.cpu_seconds} s of CPU")
    if "emory" in errors or "alloc" in errors:
        return refused("memory", name, f"{limits.memory_bytes >> 20} MB")
    ended = signal.Signals(-code).name if code < 0 else f"exit code {code}"
    last = errors.strip().splitlines()[-1:] or [""]
    return refused("crashed", name, f"{ended} {last[0][:200]}".strip())


class _Careful(pickle.Unpickler):
    """Lets in plain data and the classes of this package: a worker that a file took over gets nothing run here."""

    def find_class(self, module: str, name: str) -> Any:
        if module.split(".")[0] == "ingest":
            found = super().find_class(module, name)
            if isinstance(found, type):
                return found
        elif name in PLAIN.get(module, ()):
            return super().find_class(module, name)
        raise pickle.UnpicklingError(f"{module}.{name} is not allowed in an answer")


def serve() -> None:
    """The worker's side: read the order from standard input, answer on standard output. Ends the process."""
    from ingest.parent import die_with_parent

    die_with_parent()
    module, qualname, args, limits, allowed = pickle.load(sys.stdin.buffer)
    answer = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # whatever prints must not spoil the answer
    _limit(limits)
    keep_small_sets()
    answer.write(pickle.dumps(confine(allowed)))
    answer.flush()
    try:
        function: Any = __import__(module, fromlist=["_"])
        for part in qualname.split("."):
            function = getattr(function, part)
        told = pickle.dumps(("result", function(*args)), protocol=5)
    except MemoryError:
        told = pickle.dumps(("memory", None))
    except Exception as error:
        told = pickle.dumps(("raised", _where(error)))
        traceback.print_exc()
    answer.write(told)
    answer.flush()
    os._exit(0)  # no time for tidying up: the process holds nothing


def _where(error: Exception) -> str:
    frame = traceback.extract_tb(error.__traceback__)[-1]
    return f"{type(error).__name__}: {str(error)[:200]} in {Path(frame.filename).name}:{frame.lineno}"


def _limit(limits: Limits) -> None:
    """Limits of the operating system on this process (where it has them: not on Windows)."""
    try:
        import resource
    except ImportError:
        return
    wanted = (
        (resource.RLIMIT_AS, limits.memory_bytes),
        (resource.RLIMIT_CPU, limits.cpu_seconds),
        (resource.RLIMIT_FSIZE, limits.answer_bytes),
        (resource.RLIMIT_CORE, 0),
    )
    for kind, value in wanted:
        _, hard = resource.getrlimit(kind)
        ceiling = value if hard == resource.RLIM_INFINITY else min(value, hard)
        try:
            resource.setrlimit(kind, (ceiling, hard if kind == resource.RLIMIT_CPU else ceiling))
        except (ValueError, OSError):
            continue  # a system that does not let it be lowered (macOS and RLIMIT_AS): the wall clock still holds
