"""Options and arguments that several commands share."""

from __future__ import annotations

from pathlib import Path

import click

from kplan import ROOT

WAREHOUSE = ROOT / "warehouse" / "plans.duckdb"
FILE = click.Path(exists=True, dir_okay=False, path_type=Path)
PATH = click.Path(path_type=Path)
NEW_FILE = click.Path(dir_okay=False, path_type=Path)
FOLDER = click.Path(file_okay=False, path_type=Path)

warehouse = click.option(
    "--warehouse", type=PATH, default=WAREHOUSE, envvar="KPLAN_WAREHOUSE",
    help="The published file to ask (default: what `make warehouse` publishes; KPLAN_WAREHOUSE names another).",
)  # fmt: skip
out = click.option(
    "--out", type=PATH, default=WAREHOUSE, help="The DuckDB file to publish (default: warehouse/plans.duckdb)."
)
jobs = click.option(
    "--jobs", type=click.IntRange(1), default=None, help="Documents read at once (default: one per core)."
)
quiet = click.option("--quiet", is_flag=True, help="Say nothing but errors.")
sources = click.option("--sources", type=PATH, default=ROOT / "plans" / "sources.yml", help="The list of sources.")
plans = click.option(
    "--into", "plans", type=FOLDER, default=ROOT / "plans",
    help="The folder of plans; fetched ones go into its subfolder fetched/.",
)  # fmt: skip
