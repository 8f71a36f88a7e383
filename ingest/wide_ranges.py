"""Classes as wide as [가-힣] in patterns, compiled quickly. The package imports this before its first pattern.

Python ticks off a class's characters one by one when it compiles a pattern (python/cpython issue 149427): 11,172 for
Hangul, half a millisecond each time the class is used, which was a fifteenth of a whole reading. Here wide ranges go
around that step; patterns match what they matched. Where Python's compiler looks different, nothing is changed.
"""

from __future__ import annotations

import re

WIDE = 1000  # characters

_Items = list[tuple[object, object]]


def spare_wide_ranges() -> None:
    """Put the short way into Python's compiler of patterns, once."""
    compiler = getattr(re, "_compiler", None)
    original = getattr(compiler, "_optimize_charset", None)
    if original is None or original.__code__.co_varnames[:4] != ("charset", "iscased", "fixup", "fixes"):
        return

    def optimize(charset: _Items, iscased=None, fixup=None, fixes=None) -> tuple[_Items, bool]:
        wide = [(op, av) for op, av in charset if op is compiler.RANGE and av[1] - av[0] > WIDE]
        if not wide or fixup is not None:
            return original(charset, iscased, fixup, fixes)
        negate = [item for item in charset if item[0] is compiler.NEGATE]
        rest = [item for item in charset if item not in wide and item not in negate]
        others = original(rest, iscased, fixup, fixes)[0] if rest else []
        return [*negate, *wide, *others], False

    compiler._optimize_charset = optimize


spare_wide_ranges()
