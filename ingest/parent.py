"""A worker that outlives who asked for its answer works for nobody: ask the kernel to end it then (Linux only)."""

from __future__ import annotations

import signal
import sys

PR_SET_PDEATHSIG = 1  # linux/prctl.h


def die_with_parent() -> None:
    """End this process when the thread that started it ends, however it ends. Does nothing on other systems."""
    if sys.platform != "linux":
        return
    import ctypes

    ctypes.CDLL(None, use_errno=True).prctl(PR_SET_PDEATHSIG, signal.SIGKILL)
