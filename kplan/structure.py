"""In: a PDF. Out: a JSON file with its blocks and tables, in reading order."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from kplan.errors import WrongUsage
from kplan.language import say


def structure_of(pdf: str) -> dict[str, Any] | str:
    """``{"blocks": […], "tables": […]}`` of one file, or the sentence that says why it cannot be read."""
    from ingest.layout import read_layout
    from ingest.layout.export import layout_json
    from ingest.pdf import read_file

    reading = read_file(pdf)
    if reading.pages:
        return layout_json(read_layout(reading.pages))
    return next(o.reason for o in reading.outcomes if o.page_no is None)


def write_structure(pdf: Path, out: Path) -> str:
    """Read ``pdf`` in a limited process and write its structure. Returns a sentence that counts. Raises WrongUsage."""
    from ingest.pdf.worker import run_limited

    structure = run_limited(structure_of, str(pdf))
    if not isinstance(structure, dict):
        raise WrongUsage(structure if isinstance(structure, str) else structure.reason)
    try:
        out.write_text(json.dumps(structure, ensure_ascii=False, indent=1), encoding="utf-8")
    except OSError as e:
        raise WrongUsage(f"{out} cannot be written ({e.strerror}).") from e
    return say("{}: {} blocks, {} tables of {}", out, len(structure["blocks"]), len(structure["tables"]), pdf.name)
