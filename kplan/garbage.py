"""How often Python looks for garbage while a warehouse is built: dbt and Great Expectations make millions of objects
that live to the end, and looking through them took a tenth of the build's CPU, half of it when the process ended.
"""

from __future__ import annotations

import atexit
import gc
from collections.abc import Iterator
from contextlib import contextmanager

YOUNG, MIDDLE, OLD = 20_000, 20, 20  # objects and collections between two looks (Python's own: 700, 10, 10)


@contextmanager
def rarely_collected() -> Iterator[None]:
    """Look rarely during the block, and not at all when the process ends."""
    before = gc.get_threshold()
    gc.set_threshold(YOUNG, MIDDLE, OLD)
    atexit.unregister(gc.freeze)
    atexit.register(gc.freeze)
    try:
        yield
    finally:
        gc.set_threshold(*before)
