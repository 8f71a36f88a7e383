"""The command line: arguments in, an exit code out (0 published or done, 1 a bug, 2 wrong usage or no readable plan,
3 the gate refused, 4 another run holds the lock, 5 a source failed, 6 the disk is full). Each command
imports what it needs when it is called.
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


_sources = click.option(
    "--sources", type=click.Path(path_type=Path), default=ROOT / "plans" / "sources.yml", help="The list of sources."
)
_plans = click.option(
    "--into", "plans", type=click.Path(file_okay=False, path_type=Path), default=ROOT / "plans",
    help="The folder of plans; fetched ones go into its subfolder fetched/.",
)  # fmt: skip


@cli.command()
@_sources
@_plans
@click.option("--out", type=click.Path(path_type=Path), default=WAREHOUSE, help="The warehouse that keeps the journal.")
@click.option("--json", "as_json", is_flag=True, help="Print one line of JSON per address asked.")
def fetch(sources: Path, plans: Path, out: Path, as_json: bool) -> None:
    """Ask the listed sources for new plans and store them."""
    from kplan.errors import SOURCE_FAILED
    from kplan.fetching import fetch_alone
    from kplan.progress import Progress

    visited = fetch_alone(sources, plans, out, Progress(quiet=as_json))
    for one in visited:
        for line in one.lines(as_json):
            click.echo(line)
    if any(v.failures for v in visited):
        sys.exit(SOURCE_FAILED)


@cli.command()
@_sources
@_plans
@click.option("--out", type=click.Path(path_type=Path), default=WAREHOUSE, help="The DuckDB file to publish.")
@click.option("--jobs", type=click.IntRange(1), default=None, help="Documents read at once (default: one per core).")
@click.option("--keep", type=click.IntRange(1), envvar="KPLAN_KEEP", default=3, show_default=True,
              help="Releases that stay, the published one included.")  # fmt: skip
@click.option("--changelog", type=click.Path(dir_okay=False, path_type=Path), help="Why counts may fall "
              "(default: CHANGELOG-data.yml beside the plans).")  # fmt: skip
def rebuild(sources: Path, plans: Path, out: Path, jobs: int | None, keep: int, changelog: Path | None) -> None:
    """Fetch, build and publish for a scheduler: prints one line of JSON, ends with an exit code."""
    from kplan.progress import Progress
    from kplan.rebuild import rebuild as run

    done = run(plans, out, Progress(), sources, jobs, keep, changelog)
    click.echo(done.as_json())
    if done.exit_code:
        click.echo(done.reason, err=True)
        sys.exit(done.exit_code)


@cli.command()
@click.argument("build_id", required=False)
@click.option("--out", type=click.Path(path_type=Path), default=WAREHOUSE, help="The published file to turn back.")
@click.option("--list", "only_list", is_flag=True, help="Say which releases there are, and turn nothing.")
def rollback(build_id: str | None, out: Path, only_list: bool) -> None:
    """Publish an older release again: BUILD_ID, or the one before the published one."""
    from kplan.errors import WrongUsage
    from warehouse.lock import Locked
    from warehouse.publish import NotOurs, place
    from warehouse.rollback import NoSuchRelease, releases
    from warehouse.rollback import rollback as turn

    try:
        where = place(out)
        if only_list:
            now = where.link.resolve()
            click.echo("\n".join(f"{'*' if r.resolve() == now else ' '} {r.stem}" for r in releases(where)))
            return
        click.echo(f"{out} now shows build {turn(where, build_id).stem}.")
    except (NotOurs, NoSuchRelease, Locked) as e:
        raise WrongUsage(str(e)) from e


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
@click.argument("key", required=False)
@_warehouse
@click.option("--family", type=click.Choice(["money", "quantity", "date"]), help="List one family only.")
@click.option("--accept", is_flag=True, help="It is a fact, with the values given by --set.")
@click.option("--reject", is_flag=True, help="It is no fact.")
@click.option(
    "--set", "values", multiple=True, metavar="FIELD=VALUE", help="A corrected value: --set amount_type=appropriation."
)
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
    """List what waits for review, or decide on one KEY (a review row or a fact).

    \b
    kplan review
    kplan review rev_0123… --reject --reason "a firm's own money" --by "A. Reader"
    kplan review rev_0123… --accept --set amount_type=appropriation --reason "see page 12" --by "A. Reader"
    """
    from kplan.review import decide, waiting

    if key is None:
        for row in waiting(warehouse, family):
            where = f"{row['file_name']} p.{row['page_no']}"
            click.echo(f"{row['review_id']}  {where}  {row['figure_printed']}  ({row['reason']})\n    {row['quote']}")
        return
    if accept == reject:
        raise click.UsageError("Say --accept or --reject.")
    if any("=" not in v for v in values):
        raise click.UsageError("--set wants FIELD=VALUE.")
    row = decide(warehouse, key, "accept" if accept else "reject", reason, name, dict(v.split("=", 1) for v in values))
    click.echo(f"{row['decision']}: p.{row['page_no']} “{row['quote']}”. It counts from the next build on.")


@cli.command()
@_warehouse
def fingerprint(warehouse: Path) -> None:
    """Print a hash per table of what the warehouse says, whatever the order of rows and the time of the build."""
    from warehouse import open_warehouse
    from warehouse.fingerprint import fingerprint as take

    with open_warehouse(warehouse) as con:
        click.echo("\n".join(f"{said}  {table}" for table, said in take(con).items()))


@cli.command()
@click.argument("round_a")
@click.argument("round_b")
@_warehouse
@click.option("--json", "as_json", is_flag=True, help="Print the revisions as a JSON list.")
def diff(round_a: str, round_b: str, warehouse: Path, as_json: bool) -> None:
    """Print what changed from one round to a later one (the same round twice: between its editions)."""
    from kplan.diff import diff as compare

    click.echo(compare(round_a, round_b, warehouse, as_json))


def main() -> None:
    """Run the command line and end the process with the exit code."""
    from kplan.errors import BUSY, DISK_FULL, Busy, is_disk_full
    from warehouse import NoWarehouse

    logging.getLogger("ingest").addHandler(logging.NullHandler())  # what it says of files stands in the outcomes
    try:
        cli(standalone_mode=False)
    except KplanError as e:
        click.echo(str(e), err=True)
        is_scheduled = isinstance(e, Busy) and sys.argv[1:2] in (["fetch"], ["rebuild"])
        sys.exit(DISK_FULL if is_disk_full(e) else BUSY if is_scheduled else e.exit_code)
    except NoWarehouse as e:
        click.echo(str(e), err=True)
        sys.exit(USAGE)
    except click.exceptions.Abort:
        click.echo("Stopped; what was published before stays.", err=True)
        sys.exit(130)
    except click.ClickException as e:
        e.show()
        sys.exit(USAGE)
    except Exception as e:
        if is_disk_full(e):
            click.echo(f"The disk is full; nothing was published, and what was published before stays. ({e})", err=True)
            sys.exit(DISK_FULL)
        import traceback

        traceback.print_exc()
        click.echo("This is a bug in kplan: nothing was published. The lines above say where.", err=True)
        sys.exit(BUG)
