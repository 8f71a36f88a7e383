"""In: the published warehouse, the dbt project, the raw schema. Out: every page that is made from them, made anew.

Run as ``python -m docs.refresh`` after ``make warehouse``; ``--warehouse FILE`` asks another build of the shipped plan.
"""

from __future__ import annotations

import argparse
from pathlib import Path

from docs import answers, commands, dictionary
from warehouse import DEFAULT, open_warehouse

ROOT = Path(__file__).resolve().parent.parent
ANSWERED = ("README.md", "README.ko.md", "docs/cookbook.md", "docs/architecture.md")


def refreshed(warehouse: Path) -> dict[str, str]:
    """Each page's path from the root → its text as it should be."""
    pages = {"docs/dictionary.md": dictionary.page(), "docs/commands.md": commands.page()}
    with open_warehouse(warehouse) as con:
        for name in ANSWERED:
            pages[name] = answers.with_answers((ROOT / name).read_text(encoding="utf-8"), con, warehouse)
    return pages


def main() -> None:
    parser = argparse.ArgumentParser(description="Write every documentation page that is made from the warehouse.")
    parser.add_argument("--warehouse", type=Path, default=DEFAULT)
    for name, text in refreshed(parser.parse_args().warehouse).items():
        path = ROOT / name
        if not path.exists() or path.read_text(encoding="utf-8") != text:
            path.write_text(text, encoding="utf-8")
            print(f"{name}: written anew")


if __name__ == "__main__":
    main()
