"""The command line: arguments in, an exit code out (0 published or done, 1 a bug, 2 wrong usage or no readable plan,
3 the gate refused). Each command imports what it needs when it is called.
"""

from __future__ import annotations

import logging
import sys
from pathlib import Path

import click

from kplan import ROOT, __version__
from kplan.errors import BUG, USAGE, KplanError

WAREHOUSE = ROOT / "warehouse" / "plans.duckdb"
_file = click.Path(exists=True, dir_okay=False, path_type=Path)
_warehouse = click.option(
    "--warehouse",
    type=click.Path(path_type=Path),
    default=WAREHOUSE,
    help="The published file to ask (default: make's).",
)


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__)
def cli() -> None:
    """Turn government plan PDFs into a checked DuckDB warehouse, and look at every step on the way."""


@cli.command()
@click.argument("sources", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="FILE_OR_DIR...")
@click.option("--out", type=click.Path(path_type=Path), default=WAREHOUSE, help="The DuckDB file to publish.")
@click.option("--jobs", type=click.IntRange(1), default=None, help="Documents read at once (default: one per core).")
@click.option("--quiet", is_flag=True, help="Say nothing but errors.")
@click.option("--json", "as_json", is_flag=True, help="Print one line of JSON instead of the summary.")
def build(sources: tuple[Path, ...], out: Path, jobs: int | None, quiet: bool, as_json: bool) -> None:
    """Read plans, check them, and publish a warehouse."""
    from kplan.build import build as run
    from kplan.progress import Progress

    summary = run(sources, out, Progress(quiet=quiet or as_json), jobs)
    if as_json:
        click.echo(summary.as_json())
    elif not quiet:
        click.echo(summary.as_text())


@cli.command()
@click.argument("file", type=_file)
@click.option("--page", type=click.IntRange(1), required=True, help="Page to draw, from 1.")
@click.option("--out", type=click.Path(dir_okay=False, path_type=Path), required=True, help="PNG to write.")
@click.option("--dpi", type=click.IntRange(36, 400), default=110, show_default=True)
def inspect(file: Path, page: int, out: Path, dpi: int) -> None:
    """Draw what the reader saw on a page over the page's picture."""
    from kplan.inspect import draw_page

    click.echo(draw_page(file, page, out, dpi))


@cli.command()
@click.argument("fact_id")
@_warehouse
@click.option("--crop", type=click.Path(dir_okay=False, path_type=Path), help="PNG of the place the fact stands at.")
@click.option("--pdf", type=_file, help="The plan's PDF, where it no longer lies where it was read.")
def explain(fact_id: str, warehouse: Path, crop: Path | None, pdf: Path | None) -> None:
    """Print a fact's way back to the page: mart row, models, claim, mention, block, box."""
    from kplan.explain import explain as way_back

    click.echo(way_back(fact_id, warehouse, crop, pdf))


@cli.command()
@click.argument("file", type=_file)
@click.option("--json", "out", type=click.Path(dir_okay=False, path_type=Path), required=True, help="JSON to write.")
def read(file: Path, out: Path) -> None:
    """Write a document's blocks and tables as JSON."""
    from kplan.structure import write_structure

    click.echo(write_structure(file, out))


@cli.command()
@click.argument("sql")
@_warehouse
def query(sql: str, warehouse: Path) -> None:
    """Run one SQL query on the published warehouse and print its rows."""
    import duckdb

    from warehouse import open_warehouse

    with open_warehouse(warehouse) as con:
        try:
            click.echo(str(con.sql(sql)))
        except duckdb.Error as e:
            raise click.UsageError(str(e)) from e


@cli.command()
@_warehouse
def fingerprint(warehouse: Path) -> None:
    """Print a hash per table of what the warehouse says, whatever the order of rows and the time of the build."""
    from warehouse import open_warehouse
    from warehouse.fingerprint import fingerprint as take

    with open_warehouse(warehouse) as con:
        click.echo("\n".join(f"{said}  {table}" for table, said in take(con).items()))


def main() -> None:
    """Run the command line and end the process with the exit code."""
    from warehouse import NoWarehouse

    logging.getLogger("ingest").addHandler(logging.NullHandler())  # what it says of files stands in the outcomes
    try:
        cli(standalone_mode=False)
    except KplanError as e:
        click.echo(str(e), err=True)
        sys.exit(e.exit_code)
    except NoWarehouse as e:
        click.echo(str(e), err=True)
        sys.exit(USAGE)
    except click.exceptions.Abort:
        click.echo("Stopped; what was published before stays.", err=True)
        sys.exit(130)
    except click.ClickException as e:
        e.show()
        sys.exit(USAGE)
    except Exception:
        import traceback

        traceback.print_exc()
        click.echo("This is a bug in kplan: nothing was published. The lines above say where.", err=True)
        sys.exit(BUG)
