"""In: text with Korean in it. Out: how many columns of a terminal it takes; the text cut, padded or wrapped to some.

A Hangul syllable or Chinese character takes two columns, a combining mark none.
"""

from __future__ import annotations

import unicodedata

CUT = "…"


def width(text: str) -> int:
    """Columns of a terminal that ``text`` (one line) takes."""
    return len(text) if text.isascii() else sum(_of(c) for c in text)


def _of(character: str) -> int:
    if unicodedata.combining(character):
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1


def cut(text: str, columns: int) -> str:
    """``text`` in at most ``columns``, with an ellipsis where something was left out."""
    if width(text) <= columns:
        return text
    taken, room = [], columns - 1
    for character in text:
        room -= _of(character)
        if room < 0:
            break
        taken.append(character)
    return "".join(taken).rstrip() + CUT


def pad(text: str, columns: int, right: bool = False) -> str:
    """``text`` filled with spaces to ``columns``: behind it, or before it where it is set to the right."""
    space = " " * (columns - width(text))
    return space + text if right else text + space


def wrap(text: str, columns: int) -> list[str]:
    """Lines of at most ``columns``, broken between words; a word that is longer is broken inside."""
    lines, line = [], ""
    for word in text.split():
        while width(word) > columns:
            room = columns - width(line) - (1 if line else 0)
            if room < 2:
                lines, line = [*lines, line], ""
                continue
            head = cut(word, room + 1).removesuffix(CUT) or word[0]
            lines, line, word = [*lines, f"{line} {head}".strip()], "", word[len(head) :]
        joined = f"{line} {word}".strip()
        if width(joined) > columns:
            lines, line = [*lines, line], word
        else:
            line = joined
    return [*lines, line] if line or not lines else lines
