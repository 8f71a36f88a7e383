"""In: a warehouse. Out: one hash per table of what it says, whatever the order of its rows and the clock.

Two builds of the same input are not byte-identical files; their fingerprints are equal.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import duckdb

VOLATILE_SCHEMAS = frozenset({"meta"})  # durations and times of one build
VOLATILE_COLUMNS = frozenset({"ingested_at"})


def fingerprint(con: duckdb.DuckDBPyConnection) -> dict[str, str]:
    """``schema.table`` → "<rows>:<hash>" for every base table outside ``meta``, without columns that tell the time.

    The hash is the sum of 64-bit MD5 halves of each row as JSON: the same rows in any order give the same sum, and a
    doubled row does not cancel out.
    """
    tables = con.execute(
        "select schema_name, table_name, list(column_name order by column_name) from duckdb_columns() "
        "where database_name = current_database() and not internal "
        "and (schema_name, table_name) in (select (schema_name, table_name) from duckdb_tables()) "
        "group by all order by all"
    ).fetchall()
    prints = {}
    for schema, table, columns in tables:
        if schema in VOLATILE_SCHEMAS:
            continue
        said = ", ".join(f'"{c}"' for c in columns if c not in VOLATILE_COLUMNS)
        rows, total = con.execute(
            f"select count(*), coalesce(sum(md5_number_lower(cast(to_json(t) as varchar))::hugeint), 0) "
            f'from (select {said} from "{schema}"."{table}") t'
        ).fetchone()
        prints[f"{schema}.{table}"] = f"{rows}:{total:x}"
    return prints
