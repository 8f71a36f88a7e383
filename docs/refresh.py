"""In: the published warehouse, the dbt project, the raw schema. Out: every page that is made from them, made anew.

Run as ``python -m docs.refresh`` after ``make warehouse``; ``--warehouse FILE`` asks another build of the shipped plan;
``--check`` writes nothing and ends with 1 where a page is stale.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from docs import answers, commands, dictionary
from docs.picture import is_like, picture
from warehouse import DEFAULT, open_warehouse

ROOT = Path(__file__).resolve().parent.parent
ANSWERED = ("README.md", "README.ko.md", "docs/cookbook.md", "docs/architecture.md")
PICTURE = "docs/inspect.png"


def refreshed(warehouse: Path) -> dict[str, str]:
    """Each page's path from the root → its text as it should be."""
    pages = {"docs/dictionary.md": dictionary.page(), "docs/commands.md": commands.page()}
    with open_warehouse(warehouse) as con:
        for name in ANSWERED:
            pages[name] = answers.with_answers((ROOT / name).read_text(encoding="utf-8"), con, warehouse)
    return pages


def stale(warehouse: Path) -> dict[str, bytes]:
    """Pages and pictures that say or show something else than they should: path from the root → what it should hold."""
    found = {}
    for name, text in refreshed(warehouse).items():
        path = ROOT / name
        if not path.exists() or path.read_text(encoding="utf-8") != text:
            found[name] = text.encode()
    with open_warehouse(warehouse) as con:
        drawn = picture(con)
    there = ROOT / PICTURE
    if not there.exists() or not is_like(there.read_bytes(), drawn):
        found[PICTURE] = drawn
    return found


def main() -> None:
    parser = argparse.ArgumentParser(description="Write every documentation page that is made from the warehouse.")
    parser.add_argument("--warehouse", type=Path, default=DEFAULT)
    parser.add_argument("--check", action="store_true", help="say which pages are stale, write none")
    asked = parser.parse_args()
    found = stale(asked.warehouse)
    for name, content in found.items():
        if not asked.check:
            (ROOT / name).write_bytes(content)
        print(f"{name}: {'stale' if asked.check else 'written anew'}")
    sys.exit(1 if asked.check and found else 0)


if __name__ == "__main__":
    main()
