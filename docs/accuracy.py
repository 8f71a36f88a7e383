"""In: reference plans with facts that people read, and their scoring tools. Out: the accuracy table of the READMEs.

Run as ``KPLAN_SHARED=FOLDER python -m docs.accuracy [--write]``: FOLDER holds plans/, gold/, tables/ and tools/. Each
plan is built anew and scored apart. Shares, 0 to 1: recall is of what people found, precision of what kplan found.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
READMES = ("README.md", "README.ko.md")
SECTION = re.compile(r"<!-- accuracy -->.*?<!-- /accuracy -->", re.S)
FACTS = "plan-iv-dev"
PLANS = {
    "round-4.pdf": "official file",
    "round-4.libreoffice.pdf": "typeset by LibreOffice",
    "round-4.chromium.pdf": "typeset by Chromium",
    "round-4.typst.pdf": "typeset by Typst",
}
PAGES = 18  # the reference structure covers the first pages of the official file


def run(*command: str | Path) -> str:
    """A command's output. Raises RuntimeError with its error output where it fails."""
    done = subprocess.run([sys.executable, *map(str, command)], cwd=ROOT, capture_output=True, text=True)
    if done.returncode:
        raise RuntimeError(f"{' '.join(map(str, command))}\n{done.stderr}")
    return done.stdout


def facts(shared: Path, plan: Path, gold: Path, folder: Path) -> list[dict[str, Any]]:
    """What score.py says of one plan, a record per family."""
    out = folder / f"{plan.name}.duckdb"
    if not out.exists():
        run("-m", "kplan", "build", plan, "--out", out, "--quiet")
    return json.loads(run(shared / "tools" / "score.py", out, gold, "--json"))


def structure(shared: Path, folder: Path) -> dict[str, Any]:
    """What score_structure.py says of the official file's first pages."""
    whole, part = folder / "whole.json", folder / "part.json"
    run("-m", "kplan", "read", shared / "plans" / "round-4.pdf", "--json", whole)
    read = json.loads(whole.read_text(encoding="utf-8"))
    kept = {
        "blocks": [b for b in read["blocks"] if b["page"] <= PAGES],
        "tables": [t for t in read["tables"] if (t.get("pages") or [t["page"]])[0] <= PAGES],
    }
    part.write_text(json.dumps(kept, ensure_ascii=False), encoding="utf-8")
    tool, truth = shared / "tools" / "score_structure.py", shared / "tables"
    tables, blocks = truth / "truth_tables.json", truth / "truth_blocks.jsonl"
    return json.loads(run(tool, part, "--truth-tables", tables, "--truth-blocks", blocks, "--json"))


def table(scores: dict[str, list[dict[str, Any]]]) -> str:
    """The scores of each plan as one Markdown table, a row per plan and family."""
    lines = [
        "| plan | family | reference facts | figures: recall | precision | with wording: recall | precision |",
        "| --- | --- | ---: | ---: | ---: | ---: | ---: |",
    ]
    for plan, families in scores.items():
        for f in families:
            shares = [f[level][share] for level in ("figures", "strict") for share in ("recall", "precision")]
            cells = [plan, f["family"], str(f["gold"]), *("" if s is None else f"{s:.2f}" for s in shares)]
            lines.append(f"| {' | '.join(cells)} |")
    return "\n".join(lines)


def section(shared: Path, plans: Sequence[str], more: Sequence[tuple[str, str, str]]) -> str:
    """The whole marked section. ``more``: further reference sets as (name, PDF, folder of facts)."""
    from kplan import __version__

    gold = shared / "gold" / FACTS
    scope = ", ".join(json.loads((gold / "gold.json").read_text(encoding="utf-8"))["projects"])
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        scores = {f"{p} ({PLANS[p]}; {scope})": facts(shared, shared / "plans" / p, gold, folder) for p in plans}
        scores |= {label: facts(shared, Path(pdf).resolve(), Path(set_).resolve(), folder) for label, pdf, set_ in more}
        shape = structure(shared, folder)
    return "\n".join(
        [
            "<!-- accuracy -->",
            f"kplan {__version__}:",
            "",
            table(scores),
            "",
            f"Structure of the official file's first {PAGES} pages: {said_of(shape)}.",
            "<!-- /accuracy -->",
        ]
    )


def said_of(shape: dict[str, Any]) -> str:
    """The structure's scores in words."""
    found, cells, blocks = shape["tables"]["detection"], shape["tables"]["cells"], shape["blocks"]
    return (
        f"{found['tp']} of {found['truth']} data tables found, exact cells F1 {cells['f1']:.3f}; paragraphs found "
        f"{blocks['recall_exact']:.3f}, hung under the right parent {blocks['nesting']:.3f}"
    )


def main() -> None:
    parser = argparse.ArgumentParser(description="Measure against facts that people read.")
    parser.add_argument("plans", nargs="*", help=f"plans to score, of {', '.join(PLANS)} (default: all)")
    words = ("NAME", "PDF", "FOLDER")
    parser.add_argument(
        "--reference", nargs=3, action="append", default=[], metavar=words, help="a further set of facts"
    )
    parser.add_argument("--write", action="store_true", help="put the table into the READMEs")
    arguments = parser.parse_args()
    if unknown := set(arguments.plans) - set(PLANS):
        parser.error(f"no reference for {', '.join(sorted(unknown))}")
    shared = Path(os.environ.get("KPLAN_SHARED") or ROOT.parent / "shared")
    if not (shared / "gold" / FACTS).is_dir():
        parser.error(f"{shared} holds no gold/{FACTS}: set KPLAN_SHARED to the folder of reference material")
    text = section(shared, arguments.plans or list(PLANS), arguments.reference)
    print(text)
    if arguments.write:
        for name in READMES:
            path = ROOT / name
            path.write_text(SECTION.sub(lambda _: text, path.read_text(encoding="utf-8")), encoding="utf-8")


if __name__ == "__main__":
    main()
