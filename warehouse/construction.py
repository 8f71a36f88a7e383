"""In: the path of a warehouse under construction. Out: connections that write to it and that only read it.

A warehouse is a hundred small tables: DuckDB's blocks of 256 KB made it three times as large, and looking for the best
compression of each column took more CPU than all else in writing it, to save a tenth.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    import duckdb

BLOCK_BYTES = 16_384  # the least DuckDB has; said when the file is made, it stays


def open_to_write(file: Path) -> duckdb.DuckDBPyConnection:
    """Open ``file`` for writing, making it where it is not there. dbt's profile says the same of compression."""
    import duckdb

    con = duckdb.connect(str(file), config={"default_block_size": BLOCK_BYTES})
    con.execute("set force_compression = 'uncompressed'")
    return con


def open_to_read(file: Path) -> duckdb.DuckDBPyConnection:
    """Open ``file`` read-only."""
    import duckdb

    return duckdb.connect(str(file), read_only=True)
