"""Commands that look: at what was read (inspect, read), at the warehouse (query, explain, diff, fingerprint), and at
what waits for a decision (review).
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import click

from kplan import cli_options as options
from kplan.cli_help import Told
from kplan.completion import rounds as _rounds
from kplan.language import say, translate

VIEWS = "SELECT view_name, comment FROM duckdb_views() WHERE schema_name = 'main'"
ANY_FACT = '"$(kplan query --format csv --no-header "SELECT min(budget_id) FROM marts.fct_budgets")"'


@click.command(cls=Told, examples=["kplan inspect plans/*.pdf --page 1 --out page.png"])
@click.argument("file", type=options.FILE, help="A plan PDF.")
@click.option("--page", type=click.IntRange(1), required=True, help="Page to draw, from 1.")
@click.option("--out", type=options.NEW_FILE, required=True, help="PNG to write.")
@click.option("--dpi", type=click.IntRange(36, 400), default=110, show_default=True, help="Dots per inch.")
def inspect(file: Path, page: int, out: Path, dpi: int) -> None:
    """Draw what the reader saw on a page over the page's picture."""
    from kplan.inspect import draw_page

    click.echo(draw_page(file, page, out, dpi))


@click.command(cls=Told, examples=["kplan read plans/*.pdf --json plan.json"])
@click.argument("file", type=options.FILE, help="A plan PDF.")
@click.option("--json", "out", type=options.NEW_FILE, required=True, help="JSON to write.")
def read(file: Path, out: Path) -> None:
    """Write a document's blocks and tables as JSON."""
    from kplan.structure import write_structure

    click.echo(write_structure(file, out))


@click.command(cls=Told, examples=[
    'kplan query "SELECT * FROM budgets_by_year"',
    'kplan query "SELECT * FROM milestones_due ORDER BY ALL" --format csv > milestones.csv',
    f'kplan query "{VIEWS}"',
])  # fmt: skip
@click.argument("sql", help="One query; - reads it from standard input.")
@options.warehouse
@click.option("--format", "kind", type=click.Choice(["table", "csv", "tsv", "json", "md"]),
              help="How to print the rows (default: table on a terminal, csv in a pipe).")  # fmt: skip
@click.option("--no-header", is_flag=True, help="Leave out the line of column names (table, csv, tsv).")
def query(sql: str, warehouse: Path, kind: str | None, no_header: bool) -> None:
    """Ask the published warehouse in SQL and print the rows.

    On a terminal a table fits its width: long texts are broken over lines, or each row becomes a record. In a pipe
    every column is whole.
    """
    import duckdb

    from kplan.errors import WrongUsage
    from kplan.rows import lines, steerless
    from warehouse import open_warehouse

    asked = sys.stdin.read() if sql == "-" else sql
    with open_warehouse(warehouse) as con:
        try:
            if (n := len(con.extract_statements(asked))) != 1:
                raise WrongUsage(say("{} queries were given; ask one at a time.", n))
            answer = con.execute(asked)
            columns, rows = [(c[0], str(c[1])) for c in answer.description or []], answer.fetchall()
        except duckdb.Error as e:
            raise WrongUsage(f'{e}\nWhat can be asked: kplan query "{VIEWS}"') from e
    is_terminal = sys.stdout.isatty()
    kind = kind or ("table" if is_terminal else "csv")
    fit = _terminal() if is_terminal else None
    for line in lines(columns, rows, kind, fit, header=not no_header) if columns else ():
        click.echo(steerless(line) if is_terminal and kind != "table" else line)
    if is_terminal and kind == "table":
        click.echo(click.style(say("{} rows", f"{len(rows):,}"), dim=True))


def _terminal() -> int:
    import shutil

    return shutil.get_terminal_size().columns


@click.command(cls=Told, examples=[f"kplan explain {ANY_FACT} --crop place.png"])
@click.argument("fact_id", help="A key: budget_id, kpi_id, milestone_id or review_id.")
@options.warehouse
@click.option("--crop", type=options.NEW_FILE, help="PNG of the place the fact stands at.")
@click.option("--pdf", type=options.FILE, help="The plan's PDF, where it no longer lies where it was read.")
def explain(fact_id: str, warehouse: Path, crop: Path | None, pdf: Path | None) -> None:
    """Print a fact's way back to the page it stands on.

    Mart row, models, claim, mention, block and box; --crop cuts the place out of the page.
    """
    from kplan.explain import explain as way_back

    click.echo(way_back(fact_id, warehouse, crop, pdf))


@click.command(cls=Told, examples=["kplan diff 2025-4 2026-1"])
@click.argument("round_a", shell_complete=_rounds, help="The older round.")
@click.argument("round_b", shell_complete=_rounds, help="The later round; the same again compares its editions.")
@options.warehouse
@click.option("--json", "as_json", is_flag=True, help="Print the revisions as a JSON list.")
def diff(round_a: str, round_b: str, warehouse: Path, as_json: bool) -> None:
    """Print what changed from one round to a later one."""
    from kplan.diff import diff as compare

    click.echo(compare(round_a, round_b, warehouse, as_json))


@click.command(cls=Told, examples=["kplan fingerprint"])
@options.warehouse
def fingerprint(warehouse: Path) -> None:
    """Print a hash per table of what the warehouse says.

    Neither the order of rows nor the time of the build changes it: two builds of the same input have the same.
    """
    from warehouse import open_warehouse
    from warehouse.fingerprint import fingerprint as take

    with open_warehouse(warehouse) as con:
        click.echo("\n".join(f"{said}  {table}" for table, said in take(con).items()))


@click.command(cls=Told, examples=[
    "kplan review --family money",
    'kplan review KEY --reject --reason "a firm\'s own money" --by "A. Reader"',
    'kplan review KEY --accept --set amount_type=appropriation --reason "see page 12" --by "A. Reader"',
])  # fmt: skip
@click.argument("key", required=False, help="A row of the review queue, or a fact; without it, list what waits.")
@options.warehouse
@click.option("--family", type=click.Choice(["money", "quantity", "date"]), help="List one family only.")
@click.option("--accept", is_flag=True, help="It is a fact, with the values given by --set.")
@click.option("--reject", is_flag=True, help="It is no fact.")
@click.option("--set", "values", multiple=True, metavar="FIELD=VALUE", help="A corrected value.")
@click.option("--reason", default="", help="Why.")
@click.option("--by", "name", default="", help="Who decided.")
def review(
    key: str | None,
    warehouse: Path,
    family: str | None,
    accept: bool,
    reject: bool,
    values: tuple[str, ...],
    reason: str,
    name: str,
) -> None:
    """List what waits for review, or decide on one row of it."""
    from kplan.review import decide, waiting

    if key is None:
        _list(waiting(warehouse, family))
        return
    if accept == reject:
        raise click.UsageError("Say --accept or --reject.", click.get_current_context())
    if any("=" not in v for v in values):
        raise click.UsageError("--set wants FIELD=VALUE.", click.get_current_context())
    row = decide(warehouse, key, "accept" if accept else "reject", reason, name, dict(v.split("=", 1) for v in values))
    said = say("accept" if accept else "reject")
    click.echo(say("{}: p.{} “{}”. It counts from the next build on.", said, row["page_no"], row["quote"]))


def _list(rows: list[dict[str, Any]]) -> None:
    from kplan.rows import steerless

    for row in rows:
        where = f"{row['file_name']} p.{row['page_no']}"
        said = f"{row['review_id']}  {where}  {row['figure_printed']}  ({translate(row['reason'])})"
        click.echo(f"{steerless(said)}\n    {steerless(row['quote'])}")
    if not rows:
        click.echo(say("Nothing waits for review."), err=True)


COMMANDS = (inspect, read, query, explain, diff, fingerprint, review)
