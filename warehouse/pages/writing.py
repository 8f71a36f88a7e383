"""In: an open warehouse, ways to draw pages, reports of other tools. Out: the site's folder, whole or not at all.

It is written aside and put in place in one step. No name in it comes from a document: pages are named by hashes.
"""

from __future__ import annotations

import hashlib
import json
import shutil
import tempfile
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from warehouse import places, publish
from warehouse.pages import pictures, reports, rows
from warehouse.pages.rows import Box, Words

if TYPE_CHECKING:
    import duckdb

STATIC = Path(__file__).parent / "static"
DATA = "data.js"  # a script and no JSON file: a page opened from disk may not fetch
PAGES = "pages"
MADE_BY = '<meta name="generator" content="kplan site">'  # how a folder of ours is known


class NotASite(Exception):
    """The folder to write to holds something else; it is left alone."""


class Order(NamedTuple):
    """One page of a PDF to be looked at: whose words to find, what to hide, and whether its picture is wanted."""

    page_no: int
    quotes: Mapping[str, Words]
    personal: tuple[Words, ...]
    with_picture: bool


class Drawn(NamedTuple):
    """What came of an order: a picture or why there is none, and for each quote one box per line."""

    page_no: int
    lines: Mapping[str, list[Box]]
    picture: bytes | None = None
    why: str | None = None


Draw = Callable[[Path, list[Order]], list[Drawn]]


def write_site(
    con: duckdb.DuckDBPyConnection,
    folder: Path,
    draw: Draw,
    found: Mapping[str, Path | None],
    in_korean: Callable[[str], str] = str,
) -> dict[str, int]:
    """Write the site. ``found``: name of a report → its folder, None where it was not made. ``in_korean``: a sentence
    of the warehouse's own in Korean, the same where it has none.

    Returns counts for a summary: facts, review, pages, pictures, bytes. Raises NotASite where ``folder`` holds
    anything that this function did not write.
    """
    _refuse_if_not_ours(folder)
    folder.parent.mkdir(parents=True, exist_ok=True)
    scratch = Path(tempfile.mkdtemp(prefix=f".{folder.name}-", dir=folder.parent))
    try:
        new = scratch / "site"
        shutil.copytree(STATIC, new)
        (new / PAGES).mkdir()
        said = rows.contents(con)
        said["korean"] = rows.korean(said["tables"], in_korean)
        said["lines"], n_pictures = _pages(con, said["documents"], folder / PAGES, new / PAGES, draw)
        said["reports"] = {name: reports.copy(source, new / name) for name, source in found.items()}
        (new / DATA).write_text(f"window.KPLAN_DATA = {script_safe(said)};\n", encoding="utf-8")
        publish.swap_folder(new, folder)
        folder.chmod(0o755)
    finally:
        shutil.rmtree(scratch, ignore_errors=True)
    return {
        "facts": sum(len(said["tables"][name]["rows"]) for name in rows.FACTS),
        "review": len(said["tables"]["review_queue"]["rows"]),
        "pages": sum(len(d["pages"]) for d in said["documents"]),
        "pictures": n_pictures,
        "bytes": sum(f.stat().st_size for f in folder.rglob("*") if f.is_file()),
    }


def script_safe(value: Any) -> str:
    """JSON that may stand in a script, in a file or between tags: nothing in it ends the script or a line of it."""
    said = json.dumps(value, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    return said.replace("<", "\\u003c").replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")


def _refuse_if_not_ours(folder: Path) -> None:
    if not folder.exists():
        return
    index = folder / "index.html"
    is_ours = index.is_file() and MADE_BY in index.read_text(encoding="utf-8", errors="replace")
    if not is_ours and not (folder.is_dir() and not any(folder.iterdir())):
        raise NotASite(f"{folder} holds something else than a site of kplan. Move it away or name another folder.")


def _pages(
    con: duckdb.DuckDBPyConnection, documents: list[dict[str, Any]], old: Path, new: Path, draw: Draw
) -> tuple[dict[str, list[Box]], int]:
    """Put pictures into ``new`` (those of the site before where nothing changed) and their names into ``documents``.

    Each page becomes [width, height, outcome, reason, name of its picture or None, why there is none or None].
    Returns each fact's boxes, one per line, and how many pictures there are.
    """
    quotes, personal = rows.quotes(con), rows.personal(con)
    lines: dict[str, list[Box]] = {}
    n_pictures = 0
    for document in documents:
        pdf = _unchanged(places.pdf_of(con, document["document_id"]), document["sha256"])
        document["has_pdf"] = pdf is not None
        names, orders = {}, []
        for page_no in range(1, len(document["pages"]) + 1):
            key = (document["document_id"], page_no)
            hide = tuple(personal.get(key, ()))
            names[page_no] = _name(document["sha256"], page_no, hide)
            is_there = pdf is not None and (old / names[page_no]).is_file()
            orders.append(Order(page_no, quotes.get(key, {}), hide, not is_there))
        for drawn in draw(pdf, orders) if pdf else ():
            name = names[drawn.page_no]
            if drawn.picture:
                (new / name).write_bytes(drawn.picture)
            elif drawn.why is None:
                shutil.copyfile(old / name, new / name)
            lines |= {k: [[round(v, 1) for v in box] for box in boxes] for k, boxes in drawn.lines.items()}
            document["pages"][drawn.page_no - 1] += [name if drawn.why is None else None, drawn.why]
            n_pictures += drawn.why is None
        for page in document["pages"]:
            page += [None] * (6 - len(page))
    return lines, n_pictures


def _unchanged(pdf: Path | None, sha256: str) -> Path | None:
    """The PDF, if it still is what was read: another file of that name would put words where they do not stand."""
    return pdf if pdf and hashlib.sha256(pdf.read_bytes()).hexdigest() == sha256 else None


def _name(sha256: str, page_no: int, hide: tuple[Words, ...]) -> str:
    """A picture's name says what is on it, and nothing that a document could choose."""
    what = json.dumps([pictures.STYLE, sha256, page_no, hide])
    return f"{hashlib.sha256(what.encode()).hexdigest()[:20]}.webp"
