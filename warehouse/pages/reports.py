"""In: the folder of a report that another tool wrote. Out: a copy in the site that asks nothing of the network.

Great Expectations' pages call for scripts, styles and fonts of five hosts; only their words and one small style sheet
of ours are kept. dbt's documentation is one page that holds all it needs.
"""

from __future__ import annotations

import shutil
from pathlib import Path

STYLE = Path(__file__).parent / "report.css"
NOTHING_OUTSIDE = "default-src 'none'; style-src 'unsafe-inline' 'self' file:; img-src 'self' file: data:"
DROPPED = ("script", "link", "iframe", "object", "embed", "base", "img", "style", "footer")


def copy(source: Path | None, folder: Path) -> bool:
    """Copy a report. False where there is none: its folder is absent or has no index.html."""
    if source is None or not (source / "index.html").is_file():
        return False
    pages = sorted(source.rglob("*.html"))
    if len(pages) == 1:  # one page that holds its scripts itself
        folder.mkdir()
        shutil.copyfile(pages[0], folder / "index.html")
        return True
    for page in pages:
        target = folder / page.relative_to(source)
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(without_network(page.read_text(encoding="utf-8")), encoding="utf-8")
    return True


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
    policy = html.Element("meta", {"http-equiv": "Content-Security-Policy", "content": NOTHING_OUTSIDE})
    style = html.Element("style")
    style.text = STYLE.read_text(encoding="utf-8")
    head.insert(0, policy)
    head.append(style)
    return html.tostring(root, encoding="unicode", doctype="<!DOCTYPE html>")
