"""In: a warehouse of the shipped plan. Out: docs/inspect.png as ``kplan inspect`` draws it, in few colours."""

from __future__ import annotations

import io
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import duckdb

DPI = 110
COLORS = 256  # fewer would lend the legend other colours
# The page that shows most: cells of data tables and mentions together.
PAGE = """
SELECT document_id, page_no FROM (
    SELECT document_id, page_no FROM raw.mentions
    UNION ALL
    SELECT c.document_id, c.page_no
    FROM raw.table_cells c JOIN raw.tables t USING (document_id, table_id)
    WHERE t.kind = 'data'
) GROUP BY ALL ORDER BY count(*) DESC, document_id, page_no LIMIT 1
"""


def picture(con: duckdb.DuckDBPyConnection) -> bytes:
    """The picture as PNG. Raises WrongUsage where the plan is not on this machine or cannot be drawn."""
    from PIL import Image

    from kplan.errors import WrongUsage
    from kplan.inspect import draw_page
    from warehouse.places import pdf_of

    document_id, page_no = con.execute(PAGE).fetchone()
    plan = pdf_of(con, document_id)
    if plan is None:
        raise WrongUsage(f"The PDF of {document_id} is not where it was read.")
    with tempfile.TemporaryDirectory() as folder:
        drawn = Path(folder) / "page.png"
        draw_page(plan, page_no, drawn, DPI)
        with Image.open(drawn) as image:
            few = image.convert("RGB").quantize(COLORS, method=Image.Quantize.FASTOCTREE, dither=Image.Dither.NONE)
    png = io.BytesIO()
    few.save(png, format="PNG", optimize=True)
    return png.getvalue()


def is_like(one: bytes, other: bytes) -> bool:
    """Whether two pictures show the same: another release of a library may draw an edge in another grey."""
    from PIL import Image, ImageChops, ImageStat

    a, b = (Image.open(io.BytesIO(png)).convert("RGB") for png in (one, other))
    return a.size == b.size and max(ImageStat.Stat(ImageChops.difference(a, b)).mean) < 0.5
