"""One source in, a row per address asked out; plans found on the way lie in the folder under their hashes."""

from __future__ import annotations

import re
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from ingest.parent import die_with_parent

from .asking import Answer, Asker
from .journal import Fetched, Memory
from .links import Link, links_of
from .recognise import ends_like_a_pdf, recognise, starts_like_a_pdf
from .shelf import put
from .sources import Manners, Source

SLACK = 60.0  # seconds beyond a source's own limit before its process is ended


def visit_limited(
    source: Source, manners: Manners, folder: Path, memory: Memory, held: Mapping[str, str], rounds: Path
) -> list[Fetched]:
    """``visit`` in a process with limits on time and memory; if it breaks off, the rows say so. Never raises for what a
    server answers; OSError where the disk is full.
    """
    from tempfile import gettempdir
    from urllib.request import getproxies

    from ingest.pdf.confine import Allowed
    from ingest.pdf.limits import Limits
    from ingest.pdf.worker import run_limited

    folder.mkdir(parents=True, exist_ok=True)  # a folder that is not there cannot be allowed
    allowed = Allowed(network=True, programs=True, folders=(str(folder), gettempdir()))  # a worker recognises what came
    limits = Limits(wall_seconds=manners.source_seconds + SLACK, answer_bytes=max(manners.file_bytes, 64 << 20) + 1)
    start = time.monotonic()
    rows = run_limited(
        visit_for_parent, source, manners, str(folder), memory.of_source(source.id), dict(held), str(rounds),
        getproxies() if _needs_proxy(source.url) else {}, limits=limits, name=source.id, allowed=allowed,
    )  # fmt: skip
    if isinstance(rows, list):
        return rows
    if "No space left" in rows.reason or "Disk quota" in rows.reason:
        raise OSError(28, "No space left on device", str(folder))
    kind = "too_slow" if rows.code == "timeout" else "crashed"
    return [Fetched(now(), source.id, source.url, kind, reason=rows.reason, seconds=time.monotonic() - start)]


def _needs_proxy(url: str) -> bool:
    from urllib.parse import urlsplit
    from urllib.request import proxy_bypass

    return not proxy_bypass(urlsplit(url).hostname or "")


def visit(
    source: Source, manners: Manners, folder: str, memory: Memory, held: dict[str, str], rounds: str,
    proxies: dict[str, str] | None = None,
) -> list[Fetched]:  # fmt: skip
    """Ask ``source`` and what it leads to. ``held``: hash → path of every plan file already there."""
    asker = Asker(manners, source.url, Path(folder), proxies or {})
    return list(_Visit(source, manners, Path(folder), memory, held, Path(rounds), asker).run())


def visit_for_parent(*order: Any) -> list[Fetched]:
    """``visit`` in a process of its own: it ends when who asked for it does."""
    die_with_parent()
    return visit(*order)


def now() -> str:
    return datetime.now(UTC).isoformat(timespec="milliseconds")


@dataclass(slots=True)
class _Visit:
    source: Source
    manners: Manners
    folder: Path
    memory: Memory
    held: dict[str, str]
    rounds: Path
    asker: Asker
    end: float = field(init=False)
    asked: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        self.end = time.monotonic() + self.manners.source_seconds

    def run(self) -> Iterator[Fetched]:
        if self.source.kind == "file":
            yield from self._file(Link(self.source.url, ""), None, True)
            return
        row, links = self._list(Link(self.source.url, ""), None, self.source.kind, self.source.match)
        yield row
        for link in links[: self.manners.links]:
            yield from self._file(link, self.source.url, False)

    def _file(self, link: Link, found_on: str | None, must: bool, deeper: bool = True) -> Iterator[Fetched]:
        """Ask for what should be a plan; a web page in its place is looked through for links, one level deep.

        ``must``: anything but a PDF is a failure.
        """
        if link.url in self.asked or time.monotonic() > self.end:
            return
        self.asked.add(link.url)
        before = self._before(link.url)
        if before and self._is_fresh(before):
            return
        start, row = time.monotonic(), Fetched(now(), self.source.id, link.url, "ignored", found_on, link.title or None)
        answer = self._ask(link.url, before)
        row = _with(row, answer, start)
        if answer.kind == "unchanged" and before:
            yield self._as_before(row, before)
            yield from self._behind(link.url, self._remembered(link.url), deeper and not must)
            return
        if answer.part is None:
            yield row
            return
        try:
            with answer.part.open("rb") as f:
                start_bytes = f.read(1 << 16)
            if starts_like_a_pdf(start_bytes):
                yield replace(self._take(row, answer, before), seconds=round(time.monotonic() - start, 3))
                return
            links = []
            is_page = b"<html" in start_bytes.lower() or b"<!doctype html" in start_bytes.lower()
            looks_for_file = must or bool(re.search(r"\.pdf\b", link.url, re.IGNORECASE))
            if is_page and deeper and not looks_for_file and answer.bytes <= self.manners.page_bytes:
                found = links_of(answer.part.read_bytes(), answer.url, "page")
                links = [x for x in found if re.search(self.source.attachment, f"{x.url} {x.title}")]
        finally:
            answer.part.unlink(missing_ok=True)
        if looks_for_file:
            said = "a web page, probably an error or login page" if is_page else f"it begins with {start_bytes[:20]!r}"
            yield replace(row, outcome="not_a_pdf", reason=said)
        elif links:
            yield replace(row, outcome="listed", reason=f"{len(links)} links")
        else:
            yield row
        yield from self._behind(link.url, links, deeper)

    def _behind(self, url: str, links: Sequence[Link], deeper: bool) -> Iterator[Fetched]:
        for link in links[: self.manners.links] if deeper else ():
            yield from self._file(link, url, False, deeper=False)

    def _take(self, row: Fetched, answer: Answer, before: Fetched | None) -> Fetched:
        """A PDF: held already, cut off, no plan, or stored."""
        if before and before.sha256 == answer.sha256 and before.outcome == "not_a_plan":
            return replace(row, outcome="not_a_plan", reason=before.reason, cover_title=before.cover_title)
        if answer.sha256 in self.held:
            again = {"cover_title": before.cover_title, "round_id": before.round_id} if before else {}
            return replace(row, outcome="known", file=self.held[answer.sha256], **again)
        if not ends_like_a_pdf(answer.part):
            return replace(row, outcome="cut_off", reason="the end of the file is missing", sha256=answer.sha256)
        found = recognise(answer.part, answer.sha256, self.source.cover, self.rounds)
        if found.why:
            return replace(row, outcome="not_a_plan", cover_title=found.title, reason=found.why)
        stored = put(answer.part, answer.sha256, self.folder)
        self.held[answer.sha256] = str(stored)
        is_changed = before is not None and before.file is not None
        said = f"was {before.sha256}, {before.bytes:,} bytes" if is_changed else ""
        return replace(
            row, outcome="changed" if is_changed else "stored", file=str(stored), cover_title=found.title,
            round_id=found.round_id, reason=said,
        )  # fmt: skip

    def _list(self, link: Link, found_on: str | None, kind: str, pattern: str) -> tuple[Fetched, list[Link]]:
        """Ask for a page or feed; its links that match, or those remembered where it has not changed."""
        self.asked.add(link.url)
        before, start = self.memory.last.get((self.source.id, link.url)), time.monotonic()
        row = Fetched(now(), self.source.id, link.url, "listed", found_on)
        answer = self._ask(link.url, before)
        row = replace(_with(row, answer, start), sha256=None)
        remembered = self._remembered(link.url)
        if answer.kind == "unchanged" and before:
            return self._as_before(row, before), remembered
        if answer.part is None:
            return row, []
        try:
            if answer.bytes > self.manners.page_bytes:
                return replace(row, outcome="too_large", reason=f"more than {self.manners.page_bytes:,} bytes"), []
            found = links_of(answer.part.read_bytes(), answer.url, kind)
        finally:
            answer.part.unlink(missing_ok=True)
        matching = [x for x in found if re.search(pattern, f"{x.url} {x.title}")]
        row = replace(row, outcome="listed", reason=f"{len(matching)} of {len(found)} links match")
        return row, matching

    def _remembered(self, url: str) -> list[Link]:
        return [Link(r.url, r.title or "") for r in self.memory.found.get((self.source.id, url), ())]

    def _ask(self, url: str, before: Fetched | None) -> Answer:
        etag, modified = (before.etag, before.last_modified) if before else (None, None)
        return self.asker.ask(url, etag, modified)

    def _before(self, url: str) -> Fetched | None:
        """The last good answer; None where the address is to be asked for without condition: the file it gave is no
        longer there, or it was no plan by a pattern that has changed since.
        """
        before = self.memory.last.get((self.source.id, url))
        if before is None or (before.file and before.sha256 not in self.held):
            return None
        was_refused = before.outcome == "not_a_plan" and before.cover_title is not None
        return None if was_refused and re.search(self.source.cover, before.cover_title) else before

    def _is_fresh(self, before: Fetched) -> bool:
        """A file that can only be asked for whole is left alone for some hours."""
        if before.sha256 is None or before.etag or before.last_modified or before.outcome == "ignored":
            return False
        age = datetime.now(UTC) - datetime.fromisoformat(before.asked_at)
        return age < timedelta(hours=self.manners.recheck_hours)

    @staticmethod
    def _as_before(row: Fetched, before: Fetched) -> Fetched:
        kept: dict[str, Any] = {
            name: getattr(before, name)
            for name in ("sha256", "file", "bytes", "round_id", "cover_title", "etag", "last_modified")
        }
        return replace(row, outcome="unchanged", reason="", **kept)


def _with(row: Fetched, answer: Answer, start: float) -> Fetched:
    return replace(
        row,
        outcome=answer.kind if answer.part is None else row.outcome,
        http_status=answer.status,
        bytes=answer.bytes,
        sha256=answer.sha256,
        etag=answer.etag,
        last_modified=answer.last_modified,
        reason=answer.reason,
        attempts=answer.attempts,
        seconds=round(time.monotonic() - start, 3),
    )
