"""In: a fact's key and an open warehouse. Out: the place on the page where it stands, as a picture a notebook shows.

Boxes are PDF points from the page's top left. The PDF is looked for where it was read, then by its name in plans/.
"""

from __future__ import annotations

import base64
import html
import io
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from warehouse.opening import open_warehouse

if TYPE_CHECKING:
    import duckdb
    from PIL.Image import Image

PLANS = Path(__file__).resolve().parent.parent / "plans"
KEYS = {
    "fct_budgets": "budget_id",
    "fct_kpis": "kpi_id",
    "fct_milestones": "milestone_id",
    "review_queue": "review_id",
}
MARGIN = 50  # points of page shown above and below the quoted words: a line or two


@dataclass(frozen=True, slots=True)
class Place:
    """Where one fact stands. ``file`` is None where the PDF is not on this machine."""

    fact_id: str
    table: str
    file_name: str
    page_no: int
    box: tuple[float, float, float, float]
    quote: str
    file: Path | None


@dataclass(frozen=True, slots=True)
class Crop:
    """A place and its picture; shows itself in a notebook, with a caption to cite."""

    place: Place
    image: Image

    def _repr_html_(self) -> str:
        png = io.BytesIO()
        self.image.save(png, format="PNG")
        p = self.place
        return (
            f'<figure style="margin:0"><img alt="{html.escape(p.quote)}" style="max-width:100%;border:1px solid #ccc" '
            f'src="data:image/png;base64,{base64.b64encode(png.getvalue()).decode()}">'
            f"<figcaption>{html.escape(p.file_name)}, p. {p.page_no}: “{html.escape(p.quote)}” "
            f"<code>{html.escape(p.fact_id)}</code></figcaption></figure>"
        )


def find(fact_id: str, con: duckdb.DuckDBPyConnection) -> Place:
    """The place of a fact or review row. Raises LookupError where no table has the key."""
    for table, key in KEYS.items():
        row = con.execute(
            f"select d.file_name, f.page_no, f.x0, f.top, f.x1, f.bottom, f.quote, f.document_id from marts.{table} f "
            f"join marts.dim_document d using (document_id) where f.{key} = ?", [fact_id]
        ).fetchone()  # fmt: skip
        if row:
            name, page_no, *box, quote, document_id = row
            return Place(fact_id, table, name, page_no, tuple(box), quote or "", pdf_of(con, document_id))
    raise LookupError(f"No fact has the key {fact_id}. Keys: {', '.join(f'{t}.{k}' for t, k in KEYS.items())}.")


def show(fact_id: str, con: duckdb.DuckDBPyConnection | None = None, dpi: int = 130) -> Crop:
    """The strip of the page that holds a fact's words, over the page's whole width, the words outlined.

    Without ``con``, what `make warehouse` published is asked. Raises LookupError for an unknown key,
    FileNotFoundError where the plan's PDF is not on this machine.
    """
    from kplan.picture import render

    if con is None:
        with open_warehouse() as con:
            place = find(fact_id, con)
    else:
        place = find(fact_id, con)
    if place.file is None:
        raise FileNotFoundError(f"{place.file_name} is not where it was read. Put it into {PLANS}.")
    picture = render(place.file, place.page_no, dpi)
    _, top, _, bottom = picture.pixels(place.box)
    page = picture.crop(place.box, margin=max(picture.image.size))  # the whole page, the words outlined
    edge = MARGIN * picture.scale
    return Crop(place, page.crop((0, max(0, int(top - edge)), page.width, min(page.height, int(bottom + edge)))))


def pdf_of(con: duckdb.DuckDBPyConnection, document_id: str) -> Path | None:
    """The PDF a document was read from: where it lay then, or a file of its name in plans/; None where neither is."""
    row = con.execute("select file_name, path from meta.inputs where starts_with(sha256, ?)", [document_id]).fetchone()
    return next((p for p in (Path(row[1]), PLANS / row[0]) if p.is_file()), None) if row else None
