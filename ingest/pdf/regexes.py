"""Nothing goes in; patterns compiled from then on in this process keep their small character sets as written.

CPython 3.11 turns each set of characters into a map of 65,536 places first, letter by letter: for Korean syllables
that alone takes half a millisecond, and a worker compiles some two hundred patterns to read one plan, a twentieth
of its time. A set of few members matches the same without; later Pythons fill their maps at once. For workers only.
"""

from __future__ import annotations

import sys

FEW = 12  # members of a set that are looked through one by one about as fast as looked up


def keep_small_sets() -> bool:
    """Leave out the step for sets of FEW members; True where this Python has it and needs that."""
    if sys.version_info[:2] != (3, 11) or sys.implementation.name != "cpython":
        return False
    from re import _compiler

    mapped = getattr(_compiler, "_optimize_charset", None)
    if mapped is None:
        return False

    def unmapped(charset: list, iscased: object = None, fixup: object = None, fixes: object = None) -> tuple:
        if fixup is None and len(charset) <= FEW:
            return charset, False
        return mapped(charset, iscased, fixup, fixes)

    _compiler._optimize_charset = unmapped
    return True
