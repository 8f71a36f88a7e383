"""The command line: arguments in, an exit code out (0 published or done, 1 a bug, 2 wrong usage or no readable plan,
3 the gate refused, 4 another run holds the lock, 5 a source failed, 6 the disk is full). Each command
imports what it needs when it is called.
"""

from __future__ import annotations

import logging
import os
import sys

import click

from kplan import __version__, cli_ask, cli_plans, cli_share, language
from kplan.cli_help import Road
from kplan.errors import BUG, USAGE, KplanError
from kplan.language import say, translate


def _speak(_: click.Context, __: click.Parameter, value: str | None) -> None:
    if value:
        language.use(value)


@click.group(
    cls=Road,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    examples=(
        "kplan build plans",
        'kplan query "SELECT * FROM budgets_by_year"',
        "kplan inspect plans/*.pdf --page 1 --out page.png",
        "kplan export",
    ),
)
@click.version_option(__version__, help="Print the version.")
@click.option("--lang", type=click.Choice(language.LANGUAGES), callback=_speak, expose_value=False, is_eager=True,
              help="Speak Korean or English (default: what KPLAN_LANG, else the locale, says).")  # fmt: skip
def cli() -> None:
    """Turn government plan PDFs into a checked DuckDB warehouse, and look at every step on the way."""


for _command in (*cli_plans.COMMANDS, *cli_ask.COMMANDS, *cli_share.COMMANDS):
    cli.add_command(_command)


def main() -> None:
    """Run the command line and end the process with the exit code."""
    from kplan.errors import BUSY, DISK_FULL, Busy, is_disk_full
    from warehouse import NoWarehouse

    logging.getLogger("ingest").addHandler(logging.NullHandler())  # what it says of files stands in the outcomes
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")  # a terminal of another encoding shows ? instead of ending us
    try:
        cli.main(standalone_mode=False, color=False if os.environ.get("NO_COLOR") else None)
    except KplanError as e:
        complain(str(e))
        is_scheduled = isinstance(e, Busy) and sys.argv[1:2] in (["fetch"], ["rebuild"])
        sys.exit(DISK_FULL if is_disk_full(e) else BUSY if is_scheduled else e.exit_code)
    except NoWarehouse as e:
        complain(str(e))
        sys.exit(USAGE)
    except click.exceptions.Abort:
        click.echo(say("Stopped; what was published before stays."), err=True)
        sys.exit(130)
    except click.exceptions.NoArgsIsHelpError as e:
        click.echo(e.format_message(), err=True)
        sys.exit(USAGE)
    except click.ClickException as e:
        complain(e.format_message())
        if isinstance(e, click.UsageError) and e.ctx is not None:
            click.echo(say("How it is used: {}", f"{e.ctx.command_path} --help"), err=True)
        sys.exit(USAGE)
    except BrokenPipeError:  # whoever read us (head, less) has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(0)
    except Exception as e:
        if is_disk_full(e):
            complain(f"The disk is full; nothing was published, and what was published before stays. ({e})")
            sys.exit(DISK_FULL)
        import traceback

        traceback.print_exc()
        complain("This is a bug in kplan: nothing was published. The lines above say where.")
        sys.exit(BUG)


def complain(message: str) -> None:
    """An error on standard error, in the user's language; red where that is a terminal that wants colours."""
    color = False if os.environ.get("NO_COLOR") else None
    click.echo(click.style(say("Error: "), fg="red", bold=True) + translate(message), err=True, color=color)
