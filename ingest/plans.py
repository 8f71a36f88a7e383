"""Which plan PDFs there are and which round each is: paths and cover text in, files and a ``PlanIdentity`` each out.

Dates are calendar dates, hashes are lower-case hex SHA-256 of the file's bytes. The cover says what a document is;
``rounds.yml`` overrules it for files it names by hash or by file name.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

from ingest.cover import Cover, fold, read_cover

_SHA256 = re.compile(r"[0-9a-f]{64}")
_ROUND_ID = re.compile(r"\d{4}-[0-9a-z-]+")


class PlanError(ValueError):
    """A plan or ``rounds.yml`` cannot be used; the message names the file, the key and the mend."""


class Edition(NamedTuple):
    """A file beside a round's first official one: restated by others, or an official re-issue of it."""

    file: str
    sha256: str | None = None
    note: str | None = None
    published_on: date | None = None  # of a re-issue, where it is not the round's own day


class Round(NamedTuple):
    """One entry of ``rounds.yml``; everything but id and series may be unknown (None)."""

    round_id: str
    series: str
    round_no: int | None = None
    title: str | None = None
    published_on: date | None = None
    document_no: str | None = None
    meeting: str | None = None
    issuer: str | None = None
    file: str | None = None  # usual name of the official PDF
    sha256: str | None = None  # of the official PDF
    source_page: str | None = None
    note: str | None = None
    restated_editions: tuple[Edition, ...] = ()
    corrected_editions: tuple[Edition, ...] = ()  # official re-issues in the order of their publication

    def edition_no(self, sha256: str, file_name: str | None) -> int | None:
        """0 for the round's first official file, 1 for its first re-issue …; None for a file that is neither."""
        if sha256 == self.sha256 or (self.sha256 is None and self.file is not None and self.file == file_name):
            return 0
        for same in (lambda e: e.sha256 == sha256, lambda e: e.sha256 is None and e.file == file_name):
            if found := [n for n, e in enumerate(self.corrected_editions, 1) if same(e)]:
                return found[0]
        return None


class Rounds(NamedTuple):
    rounds: tuple[Round, ...] = ()

    def by_file(self, sha256: str, file_name: str | None) -> tuple[Round, bool] | None:
        """The round that names this file, and whether as a restated edition. A hash outweighs a name."""
        for entry in self.rounds:
            if entry.sha256 == sha256 or any(e.sha256 == sha256 for e in entry.corrected_editions):
                return entry, False
            if any(e.sha256 == sha256 for e in entry.restated_editions):
                return entry, True
        for entry in self.rounds if file_name else ():
            if entry.file == file_name or any(e.file == file_name for e in entry.corrected_editions):
                return entry, False
            if any(e.file == file_name for e in entry.restated_editions):
                return entry, True
        return None

    def of_series(self, series: str) -> tuple[Round, ...]:
        return tuple(r for r in self.rounds if fold(r.series) == fold(series))


class PlanIdentity(NamedTuple):
    """What a document is. ``source`` says who said so: "cover" or "rounds.yml".

    ``edition_no``: 0 for the official file that rounds.yml names, 1 and up for its re-issues there; None for others.
    """

    round_id: str
    series: str
    round_no: int | None
    title: str
    published_on: date | None
    document_no: str | None
    meeting: str | None
    issuer: str | None
    is_restated: bool
    official_sha256: str | None
    source: str
    edition_no: int | None = None


def sha256_of(path: Path) -> str:
    with path.open("rb") as handle:
        return hashlib.file_digest(handle, "sha256").hexdigest()


def find_plans(paths: Sequence[Path]) -> list[Path]:
    """PDF files among ``paths`` (files, or folders searched with their subfolders), sorted by path, one per content.

    A copy of a file already found is left out with a log line naming both. Raises PlanError where a path does not
    exist, a file is no ``.pdf``, or nothing is found at all.
    """
    import logging  # not on the road of a reading: it costs as much as the cover

    found: set[Path] = set()
    for path in map(Path, paths):
        if path.is_dir():
            found.update(p for p in path.rglob("*") if p.is_file() and p.suffix.lower() == ".pdf")
        elif not path.exists():
            raise PlanError(f"{path}: no such file or folder. Check the path, or put the PDF there.")
        elif path.suffix.lower() != ".pdf":
            raise PlanError(f"{path}: not a .pdf file. Plans are read from PDFs only: save or export it as PDF.")
        else:
            found.add(path)
    if not found:
        places = ", ".join(map(str, paths)) or "(no path given)"
        raise PlanError(f"No PDF found in {places}. Put plan PDFs there, or name them on the command line.")
    kept: dict[str, Path] = {}
    for path in sorted(found, key=lambda p: p.as_posix()):
        first = kept.setdefault(sha256_of(path), path)
        if first is not path:
            logging.getLogger(__name__).warning("%s is left out: the same bytes as %s", path, first)
    return list(kept.values())


def load_rounds(path: Path) -> Rounds:
    """Read ``rounds.yml``. Raises PlanError naming the file and the key that is wrong, and how to mend it."""
    import yaml

    path = Path(path)
    try:
        text = path.read_text(encoding="utf-8")
        loaded = yaml.load(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))  # the C one is ten times as fast
    except OSError as error:
        raise PlanError(f"{path}: cannot be read ({error.strerror}). Give the path of rounds.yml.") from error
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        raise PlanError(f"{path}: not valid YAML in UTF-8: {error}") from error
    entries = loaded.get("rounds") if isinstance(loaded, dict) else None
    if not isinstance(entries, list):
        raise PlanError(f"{path}: key 'rounds' must hold a list of rounds.")
    rounds = tuple(_round(path, f"rounds[{i}]", entry) for i, entry in enumerate(entries))
    _refuse_repeats(path, "round_id", [r.round_id for r in rounds])
    hashes = [r.sha256 for r in rounds]
    hashes += [e.sha256 for r in rounds for e in (*r.restated_editions, *r.corrected_editions)]
    _refuse_repeats(path, "sha256", [h for h in hashes if h])
    return Rounds(rounds)


def identify(
    blocks: Iterable[Any], sha256: str, rounds: Rounds | None = None, file_name: str | None = None
) -> PlanIdentity:
    """Say what a document is from its first pages.

    ``blocks``: objects with ``.text`` and, where known, ``.page_no`` and ``.size`` (layout blocks, then the cells of
    data tables: some covers keep date and submitter in a grid), or plain lines of the first page. An unreadable cover
    is no error: the title is then the file name, or the hash's beginning.
    """
    rounds = rounds or Rounds()
    cover = read_cover(blocks)
    named = rounds.by_file(sha256, file_name)
    if named:
        entry, restated = named
        return _from_round(entry, cover, restated or cover.is_restated, entry.edition_no(sha256, file_name))
    title = cover.title or (Path(file_name).stem if file_name else sha256[:12])
    series = cover.series or title
    round_id = _round_id(cover, series, title, rounds)
    known = next((r for r in rounds.of_series(series) if r.round_no is not None and r.round_no == cover.round_no), None)
    return PlanIdentity(
        round_id=round_id,
        series=known.series if known else series,
        round_no=cover.round_no,
        title=title,
        published_on=cover.published_on,
        document_no=cover.document_no,
        meeting=cover.meeting,
        issuer=cover.issuer,
        is_restated=cover.is_restated,
        official_sha256=known.sha256 if known else None,
        source="cover",
    )


def _from_round(entry: Round, cover: Cover, restated: bool, edition_no: int | None) -> PlanIdentity:
    reissue = entry.corrected_editions[edition_no - 1] if edition_no else None
    own_day = (reissue.published_on or cover.published_on) if reissue else None
    return PlanIdentity(
        round_id=entry.round_id,
        series=entry.series,
        round_no=entry.round_no if entry.round_no is not None else cover.round_no,
        title=entry.title or cover.title or entry.series,
        published_on=own_day or entry.published_on or cover.published_on,
        document_no=entry.document_no or cover.document_no,
        meeting=entry.meeting or cover.meeting,
        issuer=entry.issuer or cover.issuer,
        is_restated=restated,
        official_sha256=entry.sha256,
        source="rounds.yml",
        edition_no=edition_no,
    )


def _round_id(cover: Cover, series: str, title: str, rounds: Rounds) -> str:
    """``<first year of the series>-<n>`` for numbered rounds, else ``<year>-<hash of title, meeting and issuer>``."""
    known = rounds.of_series(series)
    for entry in known:
        if entry.round_no is not None and entry.round_no == cover.round_no:
            return entry.round_id
    year = min((r.round_id[:4] for r in known), default=str(cover.year or "0000"))
    said = "|".join(fold(part or "") for part in (title, cover.meeting, cover.issuer))
    mark = hashlib.sha256(said.encode()).hexdigest()[:8]
    if cover.round_no is None or not (known or cover.is_numbered_round):
        return f"{year}-{mark}"
    numbered = f"{year}-{cover.round_no}"
    taken = any(r.round_id == numbered and r not in known for r in rounds.rounds)
    return f"{numbered}-{mark}" if taken else numbered


def _round(path: Path, key: str, entry: Any) -> Round:
    fields = _fields(path, key, entry, Round)
    made = Round(**fields | {name: _editions(path, f"{key}.{name}", fields.get(name)) for name in _LISTS})
    if not _ROUND_ID.fullmatch(made.round_id):
        raise PlanError(f"{path}: {key}.round_id must look like '2025-4' (quoted), not {made.round_id!r}.")
    return made


def _editions(path: Path, key: str, listed: list[Any] | None) -> tuple[Edition, ...]:
    return tuple(Edition(**_fields(path, f"{key}[{i}]", e, Edition)) for i, e in enumerate(listed or []))


_LISTS = ("restated_editions", "corrected_editions")
_TYPES = {"round_no": int, "published_on": date, **dict.fromkeys(_LISTS, list)}
_REQUIRED = {Round: ("round_id", "series"), Edition: ("file",)}


def _fields(path: Path, key: str, entry: Any, record: type) -> dict[str, Any]:
    """Keys and values of one YAML mapping, checked: none unknown, required ones there, right types, sound hashes."""
    if not isinstance(entry, dict):
        raise PlanError(f"{path}: {key} must be a mapping of keys to values.")
    known = record._fields
    for name, value in entry.items():
        if name not in known:
            raise PlanError(f"{path}: {key}.{name} is not a known key. Known: {', '.join(known)}.")
        wanted = _TYPES.get(name, str)
        if value is not None and (not isinstance(value, wanted) or isinstance(value, bool)):
            raise PlanError(f"{path}: {key}.{name} must be {_spoken(wanted)}, not {value!r}.")
        if name == "sha256" and value is not None and not _SHA256.fullmatch(value):
            raise PlanError(f"{path}: {key}.sha256 must be 64 lower-case hex digits (sha256sum FILE), not {value!r}.")
    for name in _REQUIRED[record]:
        if entry.get(name) is None:
            raise PlanError(f"{path}: {key}.{name} is missing.")
    return dict(entry)


def _spoken(kind: type) -> str:
    return {int: "a whole number", date: "a date like 2025-12-16", list: "a list"}.get(kind, "text (quoted)")


def _refuse_repeats(path: Path, key: str, values: list[str]) -> None:
    for value in sorted({v for v in values if values.count(v) > 1}):
        raise PlanError(f"{path}: {key} {value} stands twice; each must stand once.")
