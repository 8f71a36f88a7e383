"""Arrows between a before and an after in flattened text → arrow mentions."""

from __future__ import annotations

import re

from ingest.language.mention import Mention

_ARROW = re.compile(r"→|[-=]>")


def read_arrows(flat: str, text: str, taken: bytearray) -> list[Mention]:
    """Arrow mentions outside ``taken``; they are left unmarked there, since no figure holds an arrow."""
    return [
        Mention("arrow", m.start(), m.end(), text[m.start() : m.end()])
        for m in _ARROW.finditer(flat)
        if not taken[m.start()]
    ]
