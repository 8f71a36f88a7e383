"""What can end a command, each with the exit code it ends with. Messages name the file, the page and the mend."""

from __future__ import annotations

PUBLISHED, BUG, USAGE, REFUSED = 0, 1, 2, 3


class KplanError(Exception):
    """Something the user can act on; the command prints the message without a traceback."""

    exit_code = BUG


class WrongUsage(KplanError):
    exit_code = USAGE


class NoReadablePlan(KplanError):
    exit_code = USAGE


class GateRefused(KplanError):
    """A rule failed or could not run: nothing was published, and what was published before stays."""

    exit_code = REFUSED


class TransformFailed(KplanError):
    """A dbt model could not be built: the project's SQL is wrong, not the plan."""

    exit_code = BUG
