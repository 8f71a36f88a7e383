"""Commands that hand on what was built, and that help a shell."""

from __future__ import annotations

from pathlib import Path

import click

from kplan import ROOT
from kplan import cli_options as options
from kplan.cli_help import Told
from kplan.completion import SHELLS


@click.command(cls=Told, examples=[
    'eval "$(kplan completion bash)"',
    "kplan completion bash >> ~/.bashrc",
    "kplan completion zsh >> ~/.zshrc",
    "kplan completion fish > ~/.config/fish/completions/kplan.fish",
])  # fmt: skip
@click.argument("shell", type=click.Choice(SHELLS), help="The shell that is to complete kplan's commands.")
def completion(shell: str) -> None:
    """Print a script that completes commands in a shell."""
    from kplan.cli import cli
    from kplan.completion import script

    click.echo(script(cli, shell))


@click.command(cls=Told, examples=["kplan export --out warehouse/export"])
@options.warehouse
@click.option("--out", type=options.FOLDER, default=ROOT / "warehouse" / "export",
              help="The folder to write (default: warehouse/export).")  # fmt: skip
@options.quiet
@click.option("--json", "as_json", is_flag=True, help="Print one line of JSON instead of the summary.")
def export(warehouse: Path, out: Path, quiet: bool, as_json: bool) -> None:
    """Write every mart in open formats, described and citable.

    CSV, Parquet, an Excel workbook, a Data Package, KPIs in the words of IATI, milestones in those of OCDS, and
    checksums.
    """
    from kplan.export import write_export
    from kplan.progress import Progress

    said = write_export(warehouse, out, Progress(quiet=quiet or as_json), as_json)
    if as_json or not quiet:
        click.echo(said)


@click.command(cls=Told, examples=["kplan site", "kplan site --warehouse some.duckdb --out some-site --no-dbt-docs"])
@options.warehouse
@click.option("--out", type=options.FOLDER, default=ROOT / "warehouse" / "site",
              help="The folder to write (default: warehouse/site).")  # fmt: skip
@click.option("--no-dbt-docs", is_flag=True, help="Leave out dbt's documentation, which takes the longest.")
def site(warehouse: Path, out: Path, no_dbt_docs: bool) -> None:
    """Write a static site: every fact beside its page's picture."""
    from kplan.progress import Progress
    from kplan.site import make_site

    click.echo(make_site(warehouse, out, not no_dbt_docs, Progress()))


COMMANDS = (export, site, completion)
