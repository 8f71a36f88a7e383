"""A PDF file in; whether its cover is a plan's, its title and its round out. Read in a limited process."""

from __future__ import annotations

import re
from pathlib import Path
from typing import NamedTuple

from ingest.pdf.outcome import Outcome

FRONT = 2  # pages that a cover may take


class Found(NamedTuple):
    """``why`` says why it is no plan; empty where it is one."""

    title: str | None
    round_id: str | None
    why: str


def starts_like_a_pdf(start: bytes) -> bool:
    """Readers take a header within the first kilobyte (ISO 32000-2, Annex I)."""
    return b"%PDF-" in start[:1024]


def ends_like_a_pdf(path: Path) -> bool:
    with path.open("rb") as f:
        f.seek(max(0, path.stat().st_size - 4096))
        return b"%%EOF" in f.read()


def recognise(path: Path, sha256: str, cover: str, rounds: Path) -> Found:
    """``cover``: a pattern that a plan's title holds. ``rounds``: the list of known rounds, which overrules covers."""
    from ingest.pdf.worker import run_limited

    found = run_limited(_front, str(path), sha256, str(rounds))
    if isinstance(found, Outcome):
        return Found(None, None, found.reason)
    title, round_id, known, reason = found
    if known or (title and re.search(cover, title)):
        return Found(title, round_id, "")
    return Found(title, None, reason or f"its cover says {title!r}: no plan's title")


def _front(path: str, sha256: str, rounds: str) -> tuple[str | None, str | None, bool, str]:
    """Title, round, whether the list of rounds knows the file, and what became of it where nothing was read."""
    from ingest import pdf
    from ingest.cover import read_cover
    from ingest.layout import read_layout
    from ingest.plans import Rounds, identify, load_rounds

    reading = pdf.read_file(path, second=False)
    known = load_rounds(Path(rounds)) if Path(rounds).is_file() else Rounds()
    if not reading.pages:
        named = known.by_file(sha256, None)
        return None, named[0].round_id if named else None, named is not None, reading.outcomes[0].reason
    layout = read_layout(reading.pages[:FRONT])
    front = [*layout.blocks, *(c for t in layout.tables if t.kind == "data" for c in t.cells)]
    identity = identify(front, sha256, known)
    title = read_cover(front).title
    reason = "" if title else "its cover has no title that can be read"
    return title or None, identity.round_id, identity.source == "rounds.yml", reason
