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

from warehouse import places
from warehouse.opening import open_warehouse
from warehouse.picture import render
from warehouse.places import fact_of, pdf_of

if TYPE_CHECKING:
    import duckdb
    from PIL.Image import Image

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
    table, fact = fact_of(con, fact_id)
    document = fact["document_id"]
    (name,) = con.execute("select file_name from marts.dim_document where document_id = ?", [document]).fetchone()
    box = tuple(fact[c] for c in ("x0", "top", "x1", "bottom"))
    return Place(fact_id, table, name, fact["page_no"], box, fact["quote"] or "", pdf_of(con, document))


def show(fact_id: str, con: duckdb.DuckDBPyConnection | None = None, dpi: int = 130) -> Crop:
    """The strip of the page that holds a fact's words, over the page's whole width, the words outlined.

    Without ``con``, what `make warehouse` published is asked. Raises LookupError for an unknown key,
    FileNotFoundError where the plan's PDF is not on this machine, NoPicture where it cannot be drawn.
    """
    if con is None:
        with open_warehouse() as con:
            place = find(fact_id, con)
    else:
        place = find(fact_id, con)
    if place.file is None:
        raise FileNotFoundError(f"{place.file_name} is not where it was read. Put it into {places.PLANS}.")
    picture = render(place.file, place.page_no, dpi)
    _, top, _, bottom = picture.pixels(place.box)
    page = picture.crop(place.box, margin=max(picture.image.size))  # the whole page, the words outlined
    edge = MARGIN * picture.scale
    return Crop(place, page.crop((0, max(0, int(top - edge)), page.width, min(page.height, int(bottom + edge)))))
