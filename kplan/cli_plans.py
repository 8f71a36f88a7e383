"""Commands that bring plans in and publish a warehouse: build, fetch, rebuild, rollback."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from kplan import cli_options as options
from kplan.cli_help import Told
from kplan.completion import releases as _releases
from kplan.language import say, translate


@click.command(cls=Told, examples=["kplan build plans --out warehouse/plans.duckdb"])
@click.argument("sources", nargs=-1, required=True, type=options.PATH, metavar="FILE_OR_DIR...",
                help="Plan PDFs, or folders that hold some.")  # fmt: skip
@options.out
@options.jobs
@options.quiet
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
    else:
        for sentence in summary.not_read:
            click.echo(say("  not read: {}", translate(sentence)).strip(), err=True)


@click.command(cls=Told, examples=["kplan fetch"])
@options.sources
@options.plans
@click.option("--out", type=options.PATH, default=options.WAREHOUSE, help="The warehouse that keeps the journal.")
@options.quiet
@click.option("--json", "as_json", is_flag=True, help="Print one line of JSON per address asked.")
def fetch(sources: Path, plans: Path, out: Path, quiet: bool, as_json: bool) -> None:
    """Ask the listed sources for new plans and store them."""
    from kplan.errors import SOURCE_FAILED
    from kplan.fetching import fetch_alone
    from kplan.progress import Progress

    visited = fetch_alone(sources, plans, out, Progress(quiet=quiet or as_json))
    for one in visited:
        for line in one.lines(as_json) if as_json or not quiet or one.failures else ():
            click.echo(line)
    if any(v.failures for v in visited):
        sys.exit(SOURCE_FAILED)


@click.command(cls=Told, examples=["kplan rebuild --keep 5"])
@options.sources
@options.plans
@options.out
@options.jobs
@click.option("--keep", type=click.IntRange(1), envvar="KPLAN_KEEP", default=3, show_default=True,
              help="Releases that stay, the published one included.")  # fmt: skip
@click.option("--changelog", type=options.NEW_FILE,
              help="Why counts may fall (default: CHANGELOG-data.yml beside the plans).")  # fmt: skip
@click.option("--quiet", is_flag=True, help="Show no progress.")
def rebuild(
    sources: Path, plans: Path, out: Path, jobs: int | None, keep: int, changelog: Path | None, quiet: bool
) -> None:
    """Fetch, build and publish, for a scheduler.

    Prints one line of JSON; the exit code says what became of it.
    """
    from kplan.cli import complain
    from kplan.progress import Progress
    from kplan.rebuild import rebuild as run

    done = run(plans, out, Progress(quiet=quiet), sources, jobs, keep, changelog)
    click.echo(done.as_json())
    if done.exit_code:
        complain(done.reason or done.outcome)
        sys.exit(done.exit_code)


@click.command(cls=Told, examples=["kplan rollback --list"])
@click.argument("build_id", required=False, shell_complete=_releases,
                help="The release to publish again (default: the one before the published one).")  # fmt: skip
@click.option("--out", type=options.PATH, default=options.WAREHOUSE, help="The published file to turn back.")
@click.option("--list", "only_list", is_flag=True, help="Say which releases there are, and turn nothing.")
def rollback(build_id: str | None, out: Path, only_list: bool) -> None:
    """Publish an older release again."""
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
        click.echo(say("{} now shows build {}.", out, turn(where, build_id).stem))
    except (NotOurs, NoSuchRelease, Locked) as e:
        raise WrongUsage(str(e)) from e


COMMANDS = (build, fetch, rebuild, rollback)
