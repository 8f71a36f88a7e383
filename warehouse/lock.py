"""One build at a time for one published file: an advisory lock that its holder's death releases."""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path


class Locked(Exception):
    """Another build holds the lock; the message says which process, on which machine, since when."""


@contextmanager
def hold(path: Path) -> Iterator[None]:
    """Hold the lock file ``path`` (made if absent) for the time of the block. Raises Locked at once if it is held.

    The kernel lets go of the lock when the process ends, however it ends; the file itself stays and means nothing.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("a+", encoding="utf-8") as f:
        try:
            fcntl.flock(f, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            f.seek(0)
            holder = f.read().strip() or "a process that has not yet written its name"
            raise Locked(
                f"{path.parent} is being built by {holder}. Wait for it, or end it, and start again."
            ) from None
        f.truncate(0)
        f.write(f"process {os.getpid()} on {os.uname().nodename} since {datetime.now():%Y-%m-%d %H:%M:%S}")
        f.flush()
        try:
            yield
        finally:
            f.truncate(0)
