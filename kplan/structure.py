"""In: a PDF. Out: a JSON file with its blocks and tables, in reading order."""

from __future__ import annotations

import json
from pathlib import Path

from kplan.errors import WrongUsage


def write_structure(pdf: Path, out: Path) -> str:
    """Write ``{"blocks": […], "tables": […]}``. Returns a sentence that counts them. Raises WrongUsage."""
    from ingest.layout import read_layout
    from ingest.layout.export import layout_json
    from ingest.pdf.pdfium import PageError, PdfError, read_pages

    try:
        structure = layout_json(read_layout(read_pages(pdf)))
    except (PdfError, PageError) as e:
        raise WrongUsage(f"{e}. `kplan build {pdf}` says more.") from e
    try:
        out.write_text(json.dumps(structure, ensure_ascii=False, indent=1), encoding="utf-8")
    except OSError as e:
        raise WrongUsage(f"{out} cannot be written ({e.strerror}).") from e
    return f"{out}: {len(structure['blocks'])} blocks, {len(structure['tables'])} tables of {pdf.name}"
