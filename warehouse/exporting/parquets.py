"""In: a mart. Out: a Parquet file with the contract's types, every text verbatim, its descriptions in the metadata."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from warehouse.exporting.release import Release
from warehouse.exporting.tables import SCHEMA, Table

if TYPE_CHECKING:
    import duckdb


def write_parquet(con: duckdb.DuckDBPyConnection, table: Table, release: Release, path: Path) -> None:
    """Write the table's rows in the order of its key. Key ``description`` tells the table, ``column:NAME`` a column."""
    told = {"description": f"{table.ko} / {table.en}", "fingerprint": f"sha256:{release.fingerprint}"}
    told |= {f"column:{c.name}": f"{c.ko} / {c.en}" + (f" [{c.unit}]" if c.unit else "") for c in table.columns}
    pairs = ", ".join(f"{_quoted(k)}: {_quoted(v)}" for k, v in told.items())
    con.execute(
        f'copy (select * from {SCHEMA}."{table.name}" {table.order()}) to {_quoted(str(path))} '
        f"(format parquet, compression zstd, kv_metadata {{{pairs}}})"
    )


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"
