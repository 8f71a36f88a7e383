"""In: the folder of a report that another tool wrote. Out: a copy in the site that asks nothing of the network.

Great Expectations' pages call for scripts, styles and fonts of five hosts; only their words and one small style sheet
of ours are kept. dbt's documentation is one page that holds all it needs.
"""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from pathlib import Path

STYLE = Path(__file__).parent / "report.css"
NOTHING_OUTSIDE = "default-src 'none'; style-src 'unsafe-inline' 'self' file:; img-src 'self' file: data:"
DROPPED = ("script", "link", "iframe", "object", "embed", "base", "img", "style", "footer")


def copy(source: Path | None, folder: Path) -> bool:
    """Copy a report. False where there is none: its folder is absent or has no index.html."""
    if source is None or not (source / "index.html").is_file():
        return False
    pages = sorted(p.relative_to(source) for p in source.rglob("*.html"))
    folder.mkdir()
    if len(pages) == 1:  # one page that holds its scripts itself
        shutil.copyfile(source / pages[0], folder / "index.html")
        return True
    for page in pages:
        (folder / page).parent.mkdir(parents=True, exist_ok=True)
        said = without_network((source / page).read_text(encoding="utf-8"))
        (folder / page).write_text(said, encoding="utf-8")
    (folder / "index.html").write_text(_index([p for p in pages if len(p.parts) > 2]), encoding="utf-8")
    return True


def _index(pages: Sequence[Path]) -> str:
    """A first page in place of theirs, which is drawn by scripts: every page under its kind, stage and table."""
    from lxml.html import builder as e
    from lxml.html import tostring

    kinds: dict[str, list[Path]] = {}
    for page in pages:
        kinds.setdefault(page.parts[0], []).append(page)
    body = e.BODY(e.P(e.A("← kplan", href="../index.html#view=quality")), e.H1("Great Expectations"))
    for kind, title in (("validations", "점검 결과 Validation results"), ("expectations", "규칙 Expectation suites")):
        body.append(e.H2(title))
        links = (e.A(f"{p.parts[1]}.{_table(p)}", href=p.as_posix()) for p in kinds.get(kind, ()))
        body.append(e.UL(*(e.LI(link) for link in links)))
    head = e.HEAD(e.META(charset="utf-8"), e.TITLE("Great Expectations · kplan"))
    return without_network(tostring(e.HTML(head, body), encoding="unicode"))


def _table(page: Path) -> str:
    """validations/<stage>/<table>/… or expectations/<stage>/<table>.html"""
    return page.parts[2].removesuffix(".html")


def without_network(page: str) -> str:
    """An HTML page without scripts and without anything that is loaded from elsewhere, in a style of our own."""
    from lxml import html

    root = html.document_fromstring(page)
    for element in root.xpath("|".join(f"//{name}" for name in DROPPED)):
        element.drop_tree()
    for element in root.iter():
        for name in [a for a in element.attrib if a.lower().startswith("on")]:
            del element.attrib[name]
        for name in ("href", "src"):
            if element.get(name, "").strip().lower().startswith("javascript:"):
                del element.attrib[name]
    head = root.find("head")
    viewport = html.Element("meta", {"name": "viewport", "content": "width=device-width, initial-scale=1"})
    policy = html.Element("meta", {"http-equiv": "Content-Security-Policy", "content": NOTHING_OUTSIDE})
    style = html.Element("style")
    style.text = STYLE.read_text(encoding="utf-8")
    head.insert(0, policy)
    head.append(viewport)
    head.append(style)
    return html.tostring(root, encoding="unicode", doctype="<!DOCTYPE html>")
