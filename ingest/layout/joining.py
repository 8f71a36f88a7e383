"""Lines of one paragraph in, its text out: joined with or without a blank, every character still tied to its box.

Korean words break between any two syllables, so a line's end says nothing about a word's end. What does: a
blank drawn at the line's end, figures and dates that cannot end there, and how the document writes the same
syllables inside its lines (``Words``).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice, pairwise
from operator import add

from ingest.layout.lines import Line
from ingest.layout.model import Segment

_OPEN = "([{（［｛「『｢〈《【‘“·․‧･ㆍ・~∼～〜/-"  # a word that ends with one of these goes on
_CLOSE = ")]}）］｝」』｣〉》】’”,.·․‧･ㆍ・~∼～〜/%％:;?!"  # and one that begins with these belongs to the one before
_STOP = ",.;:?!"  # after these a new word begins (figures apart)
_YEAR = re.compile(r"['’‘`΄ˊ]\d")
_DATE_OPEN = re.compile(r"(?:^|[(~∼～\s])['’‘`΄ˊ]?\d{1,4}\.$")
_ENOUGH = 150  # occurrences of a few syllables that tell enough
_UNKNOWN = 2  # what stands at a line's end
_MOST_TEXT = 120_000  # characters of a document that are looked at
_SAMPLE = 120  # line ends from which a document's habit is estimated
_ROUNDS = 6  # of that estimation; it settles in three or four
_STEP = (0.9, 1.95)  # em between baselines of lines that belong together


class Words:
    """How a document spaces its syllables inside its lines, and how often its lines end inside a word.

    The first is counted (what stands between these syllables elsewhere?), the second estimated from both: word
    processors break at blanks and seldom inside words, other typesetters anywhere. A hand (font) that draws
    blanks at line ends says something by drawing none.
    """

    def __init__(self, lines: Iterable[Line]) -> None:
        lines = list(lines)
        solid: list[str] = []
        blanks = bytearray()
        length = spaces = 0
        for line in lines:
            if length > _MOST_TEXT:
                break
            words = line.text.split(" ")
            for word in words:
                if word:
                    solid.append(word)
                    blanks += bytes(len(word) - 1) + b"\x01"
            if words[-1]:
                blanks[-1] = _UNKNOWN
            solid.append("\n")
            blanks.append(_UNKNOWN)
            length += len(line.text) + 1
            spaces += len(words) - 1
        self.solid = "".join(solid)
        self.blanks = blanks
        self.pairs: dict[str, list[int]] = {}  # where each two syllables stand beside each other
        for i, pair in enumerate(map(add, self.solid, self.solid[1:])):
            self.pairs.setdefault(pair, []).append(i)
        self.base = max(spaces, 1) / max(length - 2 * spaces, 1)  # odds of a blank between two syllables
        self.known: dict[tuple[str, str], float] = {}
        self.counts: dict[tuple[str, str, bool, bool], tuple[int, int]] = {}
        self.inside = 0.5  # share of line ends inside a word
        self.trailing: dict[tuple[str, bool], float] = {}
        self._learn_habit(lines)

    def blank_odds(self, line: Line, after: Line) -> float:
        """Odds that a blank belongs between a line and the next (no blank is drawn there)."""
        at_words = 1.0 - self.inside
        undrawn = max(at_words - self.trailing.get(_hand(line), 0.0), 0.02)
        return undrawn / max(self.inside, 0.02) * self.evidence(line.text, after.text)

    def evidence(self, left: str, right: str) -> float:
        """How much likelier than by chance a blank stands between ``left``'s end and ``right``'s beginning."""
        key = (left[-8:], right[:8])
        if key not in self.known:
            self.known[key] = self._look(*key)
        return self.known[key]

    def _learn_habit(self, lines: list[Line]) -> None:
        ends: dict[tuple[str, bool], list[int]] = {}
        pairs = []
        for line, after in pairwise(lines):
            step = (after.baseline - line.baseline) / max(line.size, 1.0)
            if not (line.runs and _STEP[0] < step < _STEP[1]) or abs(line.size - after.size) > 1.1:
                continue
            if not ("가" <= after.text[0] <= "힣" and "가" <= line.text[-1] <= "힣" and len(line.text) > 12):
                continue
            tally = ends.setdefault(_hand(line), [0, 0])
            tally[0] += 1
            tally[1] += line.space_after
            pairs.append((line, after))
        self.trailing = {hand: blank / n for hand, (n, blank) in ends.items() if n >= 8}
        pairs = pairs[:: max(1, len(pairs) // _SAMPLE)]
        if len(pairs) < 10:
            self.inside = 0.2
            return
        found = [1.0 if a.space_after else -self.evidence(a.text, b.text) for a, b in pairs]
        for _ in range(_ROUNDS):
            odds = (1.0 - self.inside) / max(self.inside, 0.01)
            apart = sum(1.0 if e > 0 else odds * -e / (1.0 + odds * -e) for e in found)
            self.inside = min(max(1.0 - apart / len(found), 0.01), 0.95)

    def _look(self, left: str, right: str) -> float:
        a, b = left.replace(" ", ""), right.replace(" ", "")
        for n in (3, 2):
            if len(a) >= n and len(b) >= n:
                apart, together = self._count(a[-n:], b[:n])
                if apart + together:
                    return (apart + 0.5) / (together + 0.5) / self.base
        last, first = left.rsplit(" ", 1)[-1], right.split(" ", 1)[0]
        return self._ends(last, a, " " in left) * self._begins(first, b, " " in right)

    def _ends(self, word: str, text: str, whole: bool) -> float:
        """Likelihood that a word ends after these syllables; ``whole``: ``word`` is known to begin one."""
        if whole and len(word) <= 2:
            return self._ratio(*self._count("", word, begins=True))
        for n in (3, 2, 1):
            if len(text) >= n:
                apart, together = self._count(text[-n:], "")
                if apart + together >= 3 or n == 1:
                    return self._ratio(apart, together)
        return 1.0

    def _begins(self, word: str, text: str, whole: bool) -> float:
        """Likelihood that a word begins with these syllables; ``whole``: ``word`` is known to end there."""
        if whole and len(word) <= 2:
            return self._ratio(*self._count("", word, ends=True))
        for n in (3, 2, 1):
            if len(text) >= n:
                apart, together = self._count("", text[:n])
                if apart + together >= 3 or n == 1:
                    return self._ratio(apart, together)
        return 1.0

    def _ratio(self, apart: int, together: int) -> float:
        return (apart + self.base) / (together + 1.0) / self.base

    def _count(self, left: str, right: str, begins: bool = False, ends: bool = False) -> tuple[int, int]:
        key = (left, right, begins, ends)
        if key not in self.counts:
            self.counts[key] = self._counted(*key)
        return self.counts[key]

    def _counted(self, left: str, right: str, begins: bool, ends: bool) -> tuple[int, int]:
        """How often a blank stands between ``left`` and ``right``, and how often none does.

        With one side empty the place before (after) the other counts. ``begins``: only where ``right`` begins a
        word, and the place after it counts; ``ends``: only where it ends one, and the place before it counts.
        """
        blanks = self.blanks
        what = left + right
        last = len(what) - 1
        at = last if begins or not right else len(left) - 1
        apart = together = 0
        for i in islice(self._places(what), _ENOUGH):
            before = blanks[i - 1] if i else _UNKNOWN
            if (begins and before != 1) or (ends and blanks[i + last] != 1):
                found = _UNKNOWN
            else:
                found = before if at < 0 else blanks[i + at]
            if found == 1:
                apart += 1
            elif found == 0:
                together += 1
        return apart, together

    def _places(self, what: str) -> Iterator[int]:
        """Where some syllables stand, blanks left out, in order."""
        text = self.solid
        if len(what) > 1:
            yield from (i for i in self.pairs.get(what[:2], ()) if text.startswith(what, i))
            return
        i = text.find(what)
        while i >= 0:
            yield i
            i = text.find(what, i + 1)


def _hand(line: Line) -> tuple[str, bool]:
    last = line.runs[-1]
    return last.font, last.bold


def join(
    lines: Sequence[Line], words: Words | None = None, right_edge: float | None = None
) -> tuple[str, tuple[Segment, ...]]:
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
    if line.text[-1:] in "'’‘`" and line.text[-2:-1] in "~∼(" and after.text[:1].isdigit():
        return False  # "(’24~’" / "28)"
    if line.space_after or (after.x0 >= line.x1 and after.baseline - line.baseline < 0.5 * line.size):
        return True  # drawn, or two pieces of one line (a number in its cell and the title beside it)
    last, first = line.text[-1], after.text[0]
    if last.isdigit() and first.isdigit():
        return False
    if first.isdigit() and _DATE_OPEN.search(line.text):
        return False
    if last in _STOP or first in _STOP:
        return last in _STOP and (first not in _CLOSE or bool(_YEAR.match(after.text)))
    if last in _OPEN or (first in _CLOSE and not _YEAR.match(after.text)):
        return False
    if right_edge is not None and line.x1 < right_edge - 3.2 * line.size:
        return True
    if words is None:
        return True
    return words.blank_odds(line, after) >= 1.0
