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

_SUFFIXED = re.compile(r"(?:부|처|청|위|원|실|시|도|사|대|회|단|연|진흥원)$")
_NOT_AFTER = "(?!문|품목|하(?![고는])|산물|지런|서장|분(?![가-힣])|력|담|합(?!동)|족|실(?![장무·,)]))"


class AgencyLexicon:
    """Names → agency ids. ``find`` gives the non-overlapping names in a text."""

    def __init__(self, names: Iterable[tuple[str, str]]):
        self.ids: dict[str, tuple[str, ...]] = {}
        for name, agency_id in names:
            key = flatten(name).strip()
            if key and agency_id not in self.ids.get(key, ()):
                self.ids[key] = (*self.ids.get(key, ()), agency_id)
        long = sorted((n for n in self.ids if not self._short(n)), key=lambda n: (-len(n), n))
        short = sorted((n for n in self.ids if self._short(n)), key=lambda n: (-len(n), n))
        parts = []
        if long:
            parts.append(rf"(?<![가-힣A-Za-z])(?:{'|'.join(map(re.escape, long))}){_NOT_AFTER}(?![A-Za-z])")
        if short:
            parts.append(rf"(?<=[(·,/\[△:])\s?(?:{'|'.join(map(re.escape, short))})(?=\s?[)·,/\]])")
        self._pattern = re.compile("|".join(parts)) if parts else None

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
        if self._pattern is None:
            return found
        for m in self._pattern.finditer(flat):
            start = m.start() + (len(m[0]) - len(m[0].lstrip()))
            if any(taken[start : m.end()]):
                continue
            name = flat[start : m.end()]
            taken[start : m.end()] = b"\1" * (m.end() - start)
            found.append(Mention("agency", start, m.end(), text[start : m.end()], agency_ids=self.ids[name]))
        return found
