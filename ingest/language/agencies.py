"""Names and short names of agencies in flattened text → agency mentions with the ids each name may stand for.

The lexicon is handed in (a CSV with an id, a name and its short names on each row). Longer names win. Names of one
or two syllables are words of other words too often (산업, 과기): they count only alone between brackets, dots,
slashes and commas.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable
from pathlib import Path

from ingest.language.mention import Mention
from ingest.language.notation import flatten

_LETTER = re.compile("[가-힣A-Za-z]")
_NOT_AFTER = "문|품목|하(?![고는])|산물|지런|서장|분(?![가-힣])|력|담|합(?!동)|족|실(?![장무·,)])|[A-Za-z]"
_ENDS_LONG = re.compile(f"(?!{_NOT_AFTER})")
_ENDS_SHORT = re.compile(r"\s?[)·,/\]]")
_OPENS = "(·,/[△:"  # before a short name


class AgencyLexicon:
    """Names → agency ids. ``find`` gives the non-overlapping names in a text."""

    def __init__(self, names: Iterable[tuple[str, str]]):
        self.ids: dict[str, tuple[str, ...]] = {}
        for name, agency_id in names:
            key = flatten(name).strip()
            if key and agency_id not in self.ids.get(key, ()):
                self.ids[key] = (*self.ids.get(key, ()), agency_id)
        self.long: dict[str, list[str]] = {}  # names by their first character, longest first
        self.short: dict[str, list[str]] = {}
        for name in sorted(self.ids, key=lambda n: (-len(n), n)):
            (self.short if self._short(name) else self.long).setdefault(name[0], []).append(name)
        long, short = ("".join(map(re.escape, firsts)) for firsts in (self.long, self.short))
        starts = [rf"(?<![가-힣A-Za-z])[{long}]"] if long else []
        starts += [rf"(?<=[{re.escape(_OPENS)}])\s?[{short}]"] if short else []
        self._starts = re.compile("|".join(starts)) if starts else None

    @staticmethod
    def _short(name: str) -> bool:
        return len(name) <= 1 or (len(name) == 2 and not re.search(r"[부처청]$", name)) or (len(name) < 2)

    @classmethod
    def from_csv(cls, path: str | Path) -> AgencyLexicon:
        """The lexicon of a CSV file with columns agency_id, name and, where there are any, short_names divided by ;.

        Raises KeyError where a column is missing.
        """
        names: list[tuple[str, str]] = []
        with open(path, encoding="utf-8", newline="") as f:
            for row in csv.DictReader(f):
                names.append((row["name"], row["agency_id"]))
                names += [
                    (short, row["agency_id"]) for short in (row.get("short_names") or "").split(";") if short.strip()
                ]
        return cls(names)

    def find(self, flat: str, text: str, taken: bytearray) -> list[Mention]:
        """Agency mentions outside ``taken``, which is marked where they stand."""
        found: list[Mention] = []
        at = 0
        while self._starts and (m := self._starts.search(flat, at)):
            name, start = self._name_at(flat, m.start())
            at = start + len(name) or m.start() + 1
            if not name or any(taken[start:at]):
                continue
            taken[start:at] = b"\1" * len(name)
            found.append(Mention("agency", start, at, text[start:at], agency_ids=self.ids[name]))
        return found

    def _name_at(self, flat: str, start: int) -> tuple[str, int]:
        """The name that stands at a place where one may begin, and where it does: "" and 0 where none does."""
        before = flat[start - 1 : start]
        if not _LETTER.match(before):
            for name in self.long.get(flat[start], ()):
                if flat.startswith(name, start) and _ENDS_LONG.match(flat, start + len(name)):
                    return name, start
        if before and before in _OPENS:
            start += flat[start].isspace()
            for name in self.short.get(flat[start], ()):
                if flat.startswith(name, start) and _ENDS_SHORT.match(flat, start + len(name)):
                    return name, start
        return "", 0
