"""``sources.yml`` in, checked sources and manners out. Times are seconds, sizes bytes."""

from __future__ import annotations

import re
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

KINDS = ("page", "rss", "file")
PLAN_TITLE = "계획|전략|방안|대책|로드맵|청사진|비전"  # a cover's title with one of these words is a plan's
ATTACHMENT = r"\.pdf\b|[Dd]own"  # links to look behind on the pages that matching links lead to


class SourceError(ValueError):
    """``sources.yml`` cannot be used; the message names the file, the key and the mend."""


@dataclass(frozen=True, slots=True)
class Source:
    """One place to look. ``match`` and ``attachment`` are looked for in a link's address and title, ``cover`` in the
    title on a found PDF's cover.
    """

    id: str
    kind: str
    url: str
    match: str = ""
    attachment: str = ATTACHMENT
    cover: str = PLAN_TITLE
    note: str | None = None


@dataclass(frozen=True, slots=True)
class Manners:
    """How to ask: patience, pauses, limits."""

    contact: str = ""  # an address or page, told to every server
    delay_seconds: float = 1.0  # between two requests to one host; robots.txt may ask for more
    wait_seconds: float = 20.0  # for a connection, and between two pieces of an answer
    answer_seconds: float = 180.0  # for one whole answer
    source_seconds: float = 900.0  # for all of one source
    attempts: int = 3
    backoff_seconds: float = 2.0  # doubled from attempt to attempt
    redirects: int = 5
    file_bytes: int = 300 << 20
    page_bytes: int = 8 << 20
    links: int = 20  # files and pages looked at per source and visit, the first that match
    recheck_hours: float = 24.0  # what has neither ETag nor Last-Modified is left alone for so long


def load_sources(path: Path) -> tuple[tuple[Source, ...], Manners]:
    """Read the list. Raises SourceError naming file and key."""
    import yaml

    try:
        loaded = yaml.safe_load(Path(path).read_text(encoding="utf-8"))
    except OSError as e:
        raise SourceError(f"{path}: cannot be read ({e.strerror}). Name the list with --sources.") from e
    except (yaml.YAMLError, UnicodeDecodeError) as e:
        raise SourceError(f"{path}: not valid YAML in UTF-8: {e}") from e
    if not isinstance(loaded, dict) or not isinstance(loaded.get("sources", []) or [], list):
        raise SourceError(f"{path}: key 'sources' must hold a list.")
    manners = Manners(**_fields(path, "manners", loaded.get("manners") or {}, Manners))
    sources = tuple(_source(path, f"sources[{i}]", entry) for i, entry in enumerate(loaded.get("sources") or []))
    ids = [s.id for s in sources]
    for twice in sorted({i for i in ids if ids.count(i) > 1}):
        raise SourceError(f"{path}: id {twice!r} stands twice; each must stand once.")
    return sources, manners


def _source(path: Path, key: str, entry: Any) -> Source:
    values = _fields(path, key, entry, Source)
    for name in ("id", "kind", "url"):
        if not values.get(name):
            raise SourceError(f"{path}: {key}.{name} is missing.")
    source = Source(**values)
    if not re.fullmatch(r"[\w.-]{1,80}", source.id):
        raise SourceError(f"{path}: {key}.id may hold letters, digits, '.', '-' and '_', not {source.id!r}.")
    if source.kind not in KINDS:
        raise SourceError(f"{path}: {key}.kind must be one of {', '.join(KINDS)}, not {source.kind!r}.")
    if urlsplit(source.url).scheme not in ("http", "https") or not urlsplit(source.url).hostname:
        raise SourceError(f"{path}: {key}.url must begin with http:// or https://, not {source.url!r}.")
    if source.kind != "file" and not source.match:
        raise SourceError(f"{path}: {key}.match is missing: a pattern for the links (or their titles) to look behind.")
    for name in ("match", "attachment", "cover"):
        try:
            re.compile(getattr(source, name))
        except re.error as e:
            raise SourceError(f"{path}: {key}.{name} is no regular expression: {e}") from e
    return source


def _fields(path: Path, key: str, entry: Any, record: type) -> dict[str, Any]:
    if not isinstance(entry, dict):
        raise SourceError(f"{path}: {key} must be a mapping of keys to values.")
    known = {f.name: f for f in fields(record)}
    for name, value in entry.items():
        if name not in known:
            raise SourceError(f"{path}: {key}.{name} is not a known key. Known: {', '.join(known)}.")
        kinds = {"int": (int,), "float": (int, float)}.get(str(known[name].type), (str,))
        if value is not None and (isinstance(value, bool) or not isinstance(value, kinds)):
            raise SourceError(f"{path}: {key}.{name} must be {'a number' if str not in kinds else 'text (quoted)'}.")
    return {k: v for k, v in entry.items() if v is not None}
