"""In: a fact's key and a published warehouse. Out: its way back from the mart row to the box on the page."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from kplan.errors import WrongUsage
from kplan.language import say
from kplan.width import pad
from warehouse import open_warehouse
from warehouse.picture import NoPicture, render
from warehouse.places import fact_of, pdf_of

if TYPE_CHECKING:
    import duckdb

BOX = ("x0", "top", "x1", "bottom")


def explain(fact_id: str, warehouse: Path, crop: Path | None, pdf: Path | None) -> str:
    """The way back as text; writes the crop where a path is given. Raises WrongUsage for an unknown key or lost PDF."""
    with open_warehouse(warehouse) as con:
        try:
            table, fact = fact_of(con, fact_id)
        except LookupError as e:
            raise WrongUsage(str(e)) from e
        claim = _claim(con, fact)
        mention = _row(con, "raw.mentions", fact, mention_id=(claim or {}).get("mention_id"))
        place = _block(con, fact)
        parts = [
            (f"marts.{table}", fact),
            (say("made by"), _lineage(con, table)),
            ("raw.claims", claim),
            ("raw.mentions", mention),
            place,
            ("raw.documents", _row(con, "raw.documents", fact, document_id=fact["document_id"])),
        ]
        file = pdf or pdf_of(con, fact["document_id"])
    box = tuple(round(fact[c], 1) for c in BOX if fact.get(c) is not None)
    parts.append(
        (
            say("page"),
            {
                say("file"): file or say("not found: name it with --pdf"),
                say("page"): fact["page_no"],
                say("box (points)"): box,
            },
        )
    )
    if crop is not None:
        if file is None:
            raise WrongUsage(f"The PDF of {fact['document_id']} is not where it was read. Name it with --pdf.")
        if len(box) < len(BOX):
            raise WrongUsage(f"{fact_id} has no box to crop.")
        try:
            render(file, fact["page_no"], dpi=200).crop(box).save(crop, format="PNG")
        except NoPicture as e:
            raise WrongUsage(str(e)) from e
        except OSError as e:
            raise WrongUsage(f"{crop} cannot be written ({e.strerror}).") from e
        parts.append((say("crop"), {say("written to"): crop}))
    return "\n".join(line for name, values in parts for line in _lines(name, values))


def _lines(name: str, values: dict[str, Any] | None) -> list[str]:
    if values is None:
        return [name, say("  (none)")]
    return [name, *(f"  {pad(k, 22)} {v}" for k, v in values.items() if v is not None)]


def _first(con: duckdb.DuckDBPyConnection, sql: str, values: list[Any]) -> dict[str, Any] | None:
    answer = con.execute(sql, values)
    row = answer.fetchone()
    return dict(zip((c[0] for c in answer.description), row, strict=True)) if row else None


def _row(con: duckdb.DuckDBPyConnection, table: str, fact: dict[str, Any], **key: Any) -> dict[str, Any] | None:
    if None in key.values():
        return None
    key = {"document_id": fact["document_id"], **key}
    return _first(con, f"select * from {table} where {' and '.join(f'{c} = ?' for c in key)}", list(key.values()))


def _claim(con: duckdb.DuckDBPyConnection, fact: dict[str, Any]) -> dict[str, Any] | None:
    """The claim a fact was made of: by its key where the mart carries it, else by its place and words."""
    if fact.get("claim_id"):
        return _row(con, "raw.claims", fact, claim_id=fact["claim_id"])
    return _row(con, "raw.claims", fact, block_id=fact.get("block_id"), rule=fact.get("rule"), quote=fact.get("quote"))


def _block(con: duckdb.DuckDBPyConnection, fact: dict[str, Any]) -> tuple[str, dict[str, Any] | None]:
    cell = _row(con, "raw.table_cells", fact, cell_id=fact.get("block_id"))
    return (
        ("raw.table_cells", cell)
        if cell
        else ("raw.blocks", _row(con, "raw.blocks", fact, block_id=fact.get("block_id")))
    )


def _lineage(con: duckdb.DuckDBPyConnection, table: str) -> dict[str, str]:
    """Every model between the fact table and the raw tables, nearest first, with the file it is written in."""
    models = {
        m: (file, made_of)
        for m, file, made_of in con.execute("select model, file, made_of from meta.models").fetchall()
    }
    found: dict[str, str] = {}
    waiting = [table]
    while waiting:
        name = waiting.pop(0)
        if name in models and name not in found:
            found[name] = models[name][0]
            waiting += models[name][1]
    return found
