"""What was asked and what came back: a row per request, kept as newline JSON; what is remembered of an address out.

Times are UTC, ISO 8601; seconds and bytes as named.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, fields
from pathlib import Path
from typing import Any, Self

OUTCOMES = {
    "stored": "a plan not held before was stored",
    "changed": "the address gave other bytes than before; both files are kept",
    "known": "the bytes are already held",
    "unchanged": "the server says that nothing changed since (304)",
    "listed": "a page or feed was read for links",
    "not_a_plan": "a PDF whose cover is no plan's; not stored",
    "ignored": "a link that matched leads to something that is neither a PDF nor a page with one",
    "not_a_pdf": "something else was served as the file, such as a login page",
    "cut_off": "the answer ended before its announced length, or the file before its end",
    "too_large": "larger than the limit",
    "too_slow": "took longer than the limit",
    "redirects": "too many redirects, or a circle of them",
    "refused_address": "leads to a scheme or a private network that is not asked",
    "robots": "robots.txt asks not to, or could not be read",
    "http_error": "the server answered with an error status",
    "unreachable": "no connection",
    "crashed": "the visit itself broke off; a bug or a trap",
}
FAILED = frozenset(list(OUTCOMES)[list(OUTCOMES).index("not_a_pdf") :])


@dataclass(frozen=True, slots=True)
class Fetched:
    """One address asked. ``found_on`` is the page that linked to it; ``file`` is the stored file's path."""

    asked_at: str
    source_id: str
    url: str
    outcome: str
    found_on: str | None = None
    title: str | None = None
    http_status: int | None = None
    bytes: int | None = None
    sha256: str | None = None
    file: str | None = None
    etag: str | None = None
    last_modified: str | None = None
    round_id: str | None = None
    cover_title: str | None = None
    reason: str = ""
    attempts: int = 0
    seconds: float = 0.0


@dataclass(frozen=True, slots=True)
class Memory:
    """What earlier visits left: the last good answer of each address, and the links last found on each page."""

    last: Mapping[tuple[str, str], Fetched]
    found: Mapping[tuple[str, str], tuple[Fetched, ...]]

    @classmethod
    def of(cls, rows: Iterable[Fetched]) -> Self:
        last: dict[tuple[str, str], Fetched] = {}
        found: dict[tuple[str, str], dict[str, Fetched]] = {}
        for row in rows:
            if row.outcome not in FAILED and row.outcome != "unchanged":
                last[row.source_id, row.url] = row
            if row.found_on:
                found.setdefault((row.source_id, row.found_on), {})[row.url] = row
        return cls(last, {key: tuple(links.values()) for key, links in found.items()})

    def of_source(self, source_id: str) -> Memory:
        """The part that a visit to one source needs."""
        return Memory(
            {k: v for k, v in self.last.items() if k[0] == source_id},
            {k: v for k, v in self.found.items() if k[0] == source_id},
        )


def append(path: Path, rows: Iterable[Mapping[str, Any]]) -> None:
    """Add rows at the journal's end in one write. A line that a killed process left half written is closed first, and
    what a full disk let through of this one is taken back.
    """
    data = "".join(json.dumps(row, ensure_ascii=False, separators=(",", ":")) + "\n" for row in rows).encode()
    if not data:
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("ab+", buffering=0) as f:
        end = f.seek(0, os.SEEK_END)
        if end:
            f.seek(end - 1)
            if f.read(1) != b"\n":
                data = b"\n" + data
        try:
            written = f.write(data)
            if written != len(data):
                raise OSError(28, "No space left on device", str(path))
        except OSError:
            f.truncate(end)
            raise


def rows_of(path: Path) -> list[dict[str, Any]]:
    """The journal's rows in order; lines that are no JSON objects (half written ones) are passed over."""
    rows = []
    for line in path.read_bytes().splitlines() if path.is_file() else []:
        try:
            row = json.loads(line)
        except ValueError:
            continue
        if isinstance(row, dict):
            rows.append(row)
    return rows


def fetched_of(path: Path) -> list[Fetched]:
    names = {f.name for f in fields(Fetched)}
    return [
        Fetched(**{k: v for k, v in row.items() if k in names})
        for row in rows_of(path)
        if {"asked_at", "source_id", "url", "outcome"} <= row.keys()
    ]


def as_row(fetched: Fetched) -> dict[str, Any]:
    return {k: v for k, v in asdict(fetched).items() if v is not None}
