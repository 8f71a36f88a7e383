"""Lines of one paragraph in, its text out: joined with or without a blank, every character still tied to its box.

Korean words break between any two syllables, so a line's end says nothing about a word's end. What does: a blank drawn at
the line's end, figures and dates that cannot end there, and the document's own words (``Words``).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence

from ingest.layout.lines import Line
from ingest.layout.model import Segment

_OPEN = "([{（［｛「『｢〈《【‘“·․‧･ㆍ・~∼～〜/-"  # a word that ends with one of these goes on
_CLOSE = ")]}）］｝」』｣〉》】’”,.·․‧･ㆍ・~∼～〜/%％:;?!"  # and one that begins with these belongs to the one before
_STOP = ",.;:?!"  # after these a new word begins (figures apart)
_WORD = re.compile(r"[0-9A-Za-z가-힣]+")
_DATE_OPEN = re.compile(r"(?:^|[(~∼～\s])['’‘`΄ˊ]?\d{1,4}\.$")


class Words:
    """The words that a document writes inside its lines: evidence for where a broken line's words end."""

    def __init__(self, lines: Iterable[Line]) -> None:
        self.count: Counter[str] = Counter()
        self.pairs: Counter[tuple[str, str]] = Counter()
        starts: Counter[str] = Counter()
        for line in lines:
            words = line.text.split(" ")
            for word in words[1:-1]:
                for part in _WORD.findall(word):
                    self.count[part] += 1
                    for n in range(2, min(len(part), 6)):
                        starts[part[:n]] += 1
            for a, b in zip(words[1:-2], words[2:-1]):
                self.pairs[a, b] += 1
        self.starts = starts

    def blank_between(self, left: str, right: str) -> bool | None:
        """Whether ``left`` and ``right`` (last and first word beside a line break) are two words; None if unknown."""
        if self.pairs[left, right]:
            return True
        a, b = _WORD.findall(left), _WORD.findall(right)
        if not a or not b:
            return None
        a, b = a[-1], b[0]
        whole = self.count[a + b] + (self.starts[a + b] if len(a + b) > 2 else 0)
        apart = min(self.count[a], self.count[b] + self.starts[b])
        if whole and not apart:
            return False
        if apart and not whole:
            return True
        if whole and apart:
            return apart > 3 * whole
        return None


def join(lines: Sequence[Line], words: Words | None = None, right_edge: float | None = None) -> tuple[str, tuple[Segment, ...]]:
    """Text of a paragraph's lines and a segment for each of them.

    ``right_edge`` (points) is where the column ends: a line that ends well before it was ended on purpose.
    """
    text = ""
    segments = []
    for i, line in enumerate(lines):
        if i and needs_blank(lines[i - 1], line, words, right_edge):
            text += " "
        segments.append(
            Segment(len(text), line.page_no, line.baseline, line.size, line.top, line.bottom, line.x0s, line.x1s)
        )
        text += line.text
    return text, tuple(segments)


def needs_blank(line: Line, after: Line, words: Words | None, right_edge: float | None) -> bool:
    """Whether a blank belongs between a line and the one it goes on in."""
    if line.space_after or (after.x0 >= line.x1 and after.baseline - line.baseline < 0.5 * line.size):
        return True  # drawn, or two pieces of one line (a number in its cell and the title beside it)
    last, first = line.text[-1], after.text[0]
    if last.isdigit() and first.isdigit():
        return False
    if first.isdigit() and _DATE_OPEN.search(line.text):
        return False
    if last in _STOP or first in _STOP:
        return last in _STOP and first not in _CLOSE
    if last in _OPEN or first in _CLOSE:
        return False
    if draws_blanks(line):
        return False  # this writer draws its blanks, at line ends too
    if right_edge is not None and line.x1 < right_edge - 3.2 * line.size:
        return True
    known = words.blank_between(line.text.rsplit(" ", 1)[-1], after.text.split(" ", 1)[0]) if words else None
    return True if known is None else known


def draws_blanks(line: Line) -> bool:
    """Whether the last run of a line holds drawn blanks between its words."""
    return False
