"""In: a warehouse and the models' YAML. Out: what each mart is: columns with type, unit, descriptions, keys; its rows.

Names, types, not-null, primary keys and descriptions (``Korean / English``) are read from the database, where dbt wrote
them; units and the values a column may take from the YAML they were written in. Nothing is described here again.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import yaml

if TYPE_CHECKING:
    import duckdb

SCHEMA = "marts"
NAME = re.compile(r"[a-z][a-z0-9_]*")  # files are called after tables: nothing else may reach a path
AT_ONCE = 10_000  # rows held in memory
UNIT_USERS = ("fct_kpis", "dim_indicator")  # dim_unit lists the units of KPIs only
ORDER = ("fct_", "dim_", "bridge_")  # facts first, then what they refer to, then what the warehouse says of its doubts


@dataclass(frozen=True, slots=True)
class Column:
    """A column. ``type``: DuckDB's name for it; ``unit``: None where it has none; ``allowed``: empty for any value."""

    name: str
    type: str
    ko: str
    en: str
    unit: str | None
    allowed: tuple[str, ...]
    is_required: bool


@dataclass(frozen=True, slots=True)
class Reference:
    """``column`` holds a value of ``key`` in ``table``, or NULL."""

    column: str
    table: str
    key: str


@dataclass(frozen=True, slots=True)
class Table:
    """A mart. ``key``: columns of its primary key, empty where the contract names none."""

    name: str
    ko: str
    en: str
    columns: tuple[Column, ...]
    key: tuple[str, ...]
    references: tuple[Reference, ...]

    def order(self) -> str:
        """SQL that puts its rows into one order only."""
        return f"order by {', '.join(self.key)}" if self.key else "order by all"


def read_tables(con: duckdb.DuckDBPyConnection, models: Path) -> list[Table]:
    """Every table of the schema ``marts``. Raises ValueError for a name that cannot be a file's."""
    meta = _meta(models)
    comments = dict(
        con.execute(
            "select table_name, comment from duckdb_tables() "
            "where schema_name = ? and database_name = current_database()",
            [SCHEMA],
        ).fetchall()
    )
    columns: dict[str, list[Column]] = {}
    for table, column, kind, is_nullable, comment in con.execute(
        "select table_name, column_name, data_type, is_nullable, comment from duckdb_columns() "
        "where schema_name = ? and database_name = current_database() and table_name in "
        "(select table_name from duckdb_tables() where schema_name = ?) order by table_name, column_index",
        [SCHEMA, SCHEMA],
    ).fetchall():
        if not NAME.fullmatch(table) or not NAME.fullmatch(column):
            raise ValueError(f"{table}.{column}: not a name that a file or column of an export can have")
        own = meta.get((table, column), {})
        ko, en = _both(comment)
        unit, allowed = own.get("unit"), tuple(own.get("allowed", ()))
        columns.setdefault(table, []).append(Column(column, kind, ko, en, unit, allowed, not is_nullable))
    keys = {
        table: tuple(key)
        for table, key in con.execute(
            "select table_name, constraint_column_names from duckdb_constraints() where schema_name = ? "
            "and constraint_type = 'PRIMARY KEY' and database_name = current_database()",
            [SCHEMA],
        ).fetchall()
    }
    found = [
        Table(name, *_both(comments.get(name)), tuple(own), keys.get(name, ()), _references(name, own, keys))
        for name, own in columns.items()
    ]
    return sorted(found, key=lambda t: (next((i for i, p in enumerate(ORDER) if t.name.startswith(p)), 9), t.name))


def rows(con: duckdb.DuckDBPyConnection, table: Table) -> Iterator[list[Any]]:
    """The table's rows in the order of its key."""
    names = ", ".join(f'"{c.name}"' for c in table.columns)
    answer = con.cursor().execute(f'select {names} from {SCHEMA}."{table.name}" {table.order()}')
    while some := answer.fetchmany(AT_ONCE):
        yield from (list(row) for row in some)


def _both(comment: str | None) -> tuple[str, str]:
    ko, _, en = (comment or "").partition(" / ")
    return ko.strip(), en.strip() or ko.strip()


def _meta(models: Path) -> dict[tuple[str, str], dict[str, Any]]:
    """``config: {meta: {unit, allowed}}`` of every column that has some."""
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    found = {}
    for path in sorted(models.glob("*.yml")):
        for model in yaml.load(path.read_text(encoding="utf-8"), loader).get("models", []):
            for column in model.get("columns", []):
                if own := column.get("config", {}).get("meta"):
                    found[model["name"], column["name"]] = own
    return found


def _references(name: str, columns: list[Column], keys: dict[str, tuple[str, ...]]) -> tuple[Reference, ...]:
    """Foreign keys, by the contract's way of naming: a column called as a dimension's key, or ending with it
    (``lead_agency_id``), names a row of it; ``duplicate_of`` and what ends with the table's own key, one of its own.
    """
    dimensions = {key[0]: table for table, key in keys.items() if len(key) == 1 and table.startswith("dim_")}
    own = keys[name][0] if len(keys.get(name, ())) == 1 else None
    found = []
    for column in columns:
        if own and column.name != own and (column.name == "duplicate_of" or column.name.endswith(f"_{own}")):
            found.append(Reference(column.name, name, own))
            continue
        for key, table in dimensions.items():
            is_named = column.name == key or column.name.endswith(f"_{key}")
            if is_named and table != name and (key != "unit" or name in UNIT_USERS):
                found.append(Reference(column.name, table, key))
    return tuple(found)
