"""Runs single dbt models on a few rows: a model's file and rows of what it refers to in, its table in memory out.

A model is a template over its references; with each reference standing for a table of the same name, it is plain SQL.
"""

from __future__ import annotations

from pathlib import Path

import duckdb
import jinja2

DBT = Path(__file__).resolve().parents[2] / "dbt_project"
MACROS = ("text", "revisions", "chains")


def sql_of(text: str) -> str:
    """A model's text with its macros filled in and every ``ref`` the plain name."""
    environment = jinja2.Environment(autoescape=False)
    environment.globals["ref"] = lambda name: name
    macros = "".join((DBT / "macros" / f"{name}.sql").read_text(encoding="utf-8") for name in MACROS)
    return environment.from_string(macros + text).render()


def make(con: duckdb.DuckDBPyConnection, *models: str) -> None:
    """Create a table per model (path under models/, without .sql), in the order given."""
    for model in models:
        path = DBT / "models" / f"{model}.sql"
        con.execute(f"create table {path.stem} as {sql_of(path.read_text(encoding='utf-8'))}")
