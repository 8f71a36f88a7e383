"""In: where a published warehouse lies. Out: a read-only DuckDB connection to it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import duckdb

DEFAULT = Path(__file__).resolve().parent / "plans.duckdb"  # what `make warehouse` publishes


class NoWarehouse(Exception):
    """There is nothing to open at that path; the message says what to do."""


def open_warehouse(path: str | Path | None = None) -> duckdb.DuckDBPyConnection:
    """Open the published warehouse read-only (any number of readers at once; a new build does not disturb them).

    The release behind the link is opened, so the connection keeps showing one build until it is opened anew.
    Raises NoWarehouse where the file is missing or is no DuckDB file.
    """
    import duckdb

    path = Path(path) if path is not None else DEFAULT
    if not path.exists():
        raise NoWarehouse(f"{path} does not exist. Build it: `make warehouse`, or `kplan build FILE --out {path}`.")
    try:
        return duckdb.connect(str(path.resolve()), read_only=True)
    except duckdb.Error as e:
        raise NoWarehouse(f"{path} cannot be opened as a DuckDB file ({e}). Build it again with `kplan build`.") from e
