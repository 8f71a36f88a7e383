"""In: the name of a shell. Out: the script that makes it complete commands, options, files, rounds and releases."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import click

SHELLS = ("bash", "zsh", "fish")


def script(cli: click.Command, shell: str) -> str:
    """The script to be sourced; it asks the program itself, so it is never out of date."""
    from click.shell_completion import get_completion_class

    made = get_completion_class(shell)
    assert made is not None, shell
    return made(cli, {}, "kplan", "_KPLAN_COMPLETE").source()


def rounds(ctx: click.Context, _: object, incomplete: str) -> list[str]:
    """Rounds read into the warehouse that the command would ask; none where it cannot be asked."""
    try:
        from warehouse import open_warehouse

        with open_warehouse(ctx.params.get("warehouse")) as con:
            found = con.execute("select distinct round_id from marts.dim_document order by 1").fetchall()
    except Exception:  # a shell that completes must not be answered with an error
        return []
    return [r for (r,) in found if r and r.startswith(incomplete)]


def releases(ctx: click.Context, _: object, incomplete: str) -> list[str]:
    """Releases that a rollback could publish again."""
    try:
        from warehouse import DEFAULT
        from warehouse.publish import place
        from warehouse.rollback import releases as there

        return [p.stem for p in there(place(Path(ctx.params.get("out") or DEFAULT))) if p.stem.startswith(incomplete)]
    except Exception:
        return []
