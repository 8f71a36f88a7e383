"""In: a published warehouse. Out: the static site; PDFs are read and drawn in limited processes, a few pages each."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from kplan.errors import WrongUsage
from kplan.language import in_korean
from kplan.progress import Progress
from warehouse import open_warehouse, publish
from warehouse.pages import Drawn, NotASite, Order, write_site

TOGETHER = 8  # pages a process: few enough to share out, many enough to be worth its start


def make_site(warehouse: Path, out: Path, with_dbt_docs: bool, progress: Progress) -> str:
    """Write the site into the folder ``out``; say what is in it. Raises NoWarehouse, WrongUsage, TransformFailed."""
    with open_warehouse(warehouse) as con, _dbt_docs(warehouse, with_dbt_docs, progress) as dbt_docs:
        found = {"data_docs": publish.place(warehouse).data_docs, "dbt_docs": dbt_docs}
        n_pages = con.execute("select count(*) from raw.pages").fetchone()[0]
        try:
            with progress.step("pages", n_pages) as advance:
                made = write_site(con, out, lambda pdf, orders: _draw(pdf, orders, advance), found, in_korean)
        except NotASite as e:
            raise WrongUsage(str(e)) from e
    lines = [f"{out / 'index.html'}: {made['facts']} facts, {made['review']} to review, {made['bytes'] / 1e6:.1f} MB"]
    if lost := made["pages"] - made["pictures"]:
        lines.append(f"{lost} of {made['pages']} pages have no picture; the site says why beside each.")
    return "\n".join(lines)


@contextmanager
def _dbt_docs(warehouse: Path, wanted: bool, progress: Progress) -> Iterator[Path | None]:
    """A folder with dbt's documentation of this warehouse, for the time of the block."""
    if not wanted:
        yield None
        return
    from kplan.docs import write_docs

    folder = Path(tempfile.mkdtemp())
    try:
        with progress.step("dbt docs"):
            write_docs(folder, warehouse)
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _draw(pdf: Path, orders: list[Order], advance: Any) -> list[Drawn]:
    """Every order carried out, a process for every few pages; a page that breaks its process is tried alone."""
    groups = [orders[i : i + TOGETHER] for i in range(0, len(orders), TOGETHER)]
    with ThreadPoolExecutor(os.cpu_count() or 1) as pool:
        drawn = []
        for some in pool.map(lambda group: _limited(pdf, group), groups):
            drawn += some
            for _ in some:
                advance()
        return drawn


def _limited(pdf: Path, orders: list[Order]) -> list[Drawn]:
    from ingest.pdf.outcome import Outcome
    from ingest.pdf.worker import run_limited

    said = run_limited(look, str(pdf), orders)
    if not isinstance(said, Outcome):
        return [Drawn(*one) for one in said]
    if len(orders) > 1:
        return [d for order in orders for d in _limited(pdf, [order])]
    one = orders[0]
    return [Drawn(one.page_no, {k: [w.box] for k, w in one.quotes.items()}, None, said.reason)]


def look(pdf: str, orders: list[Order]) -> list[tuple]:
    """In the limited process: find each order's words and hide what is personal, then draw. Plain tuples of Drawn."""
    from ingest.pdf.pdfium import Document
    from warehouse.pages import pictures, words

    found, painted = [], []
    with Document(pdf) as document:
        for order in orders:
            runs = document.page(order.page_no).runs if order.quotes or order.personal else ()
            found.append({key: words.lines(quote, runs) for key, quote in order.quotes.items()})
            painted.append([box for masked in order.personal for box in words.hidden(masked, runs)])
    drawn = iter(
        pictures.draw(
            Path(pdf),
            [o.page_no for o in orders if o.with_picture],
            [boxes for o, boxes in zip(orders, painted, strict=True) if o.with_picture],
        )
    )
    return [(o.page_no, boxes, next(drawn) if o.with_picture else None) for o, boxes in zip(orders, found, strict=True)]
