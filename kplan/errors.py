"""What can end a command, each with the exit code it ends with. Messages name the file, the page and the mend."""

from __future__ import annotations

PUBLISHED, BUG, USAGE, REFUSED, BUSY, SOURCE_FAILED, DISK_FULL = range(7)


class KplanError(Exception):
    """Something the user can act on; the command prints the message without a traceback."""

    exit_code = BUG


class WrongUsage(KplanError):
    exit_code = USAGE


class Busy(WrongUsage):
    """Another process holds the lock; the message names it. ``kplan rebuild`` ends with BUSY, a build with USAGE."""


class NoReadablePlan(KplanError):
    exit_code = USAGE


class GateRefused(KplanError):
    """A rule failed or could not run: nothing was published, and what was published before stays."""

    exit_code = REFUSED


class TransformFailed(KplanError):
    """A dbt model could not be built: the project's SQL is wrong, not the plan."""

    exit_code = BUG


_FULL = ("no space left", "disk quota exceeded", "file too large", "not enough space")


def is_disk_full(error: BaseException | None) -> bool:
    """Whether an exception, or one that it came from, says that the disk is full (ENOSPC, EDQUOT, EFBIG)."""
    while error is not None:
        if any(said in str(error).lower() for said in _FULL):
            return True
        error = error.__cause__ or error.__context__
    return False
