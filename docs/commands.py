"""In: the command line's own help. Out: docs/commands.md, every command with its arguments and options."""

from __future__ import annotations

import click

from kplan.cli import cli

HEAD = """# Commands · 명령

Made by `python -m docs.refresh` from what `kplan --help` says. After `make warehouse` the program is `.venv/bin/kplan`.
"""


def page() -> str:
    """The whole page as Markdown."""
    context = click.Context(cli, info_name="kplan")
    parts = [HEAD]
    for name in sorted(cli.commands):
        command = cli.commands[name]
        usage = command.get_usage(click.Context(command, parent=context, info_name=name)).removeprefix("Usage: ")
        parts += [
            f"## kplan {name}\n",
            f"{(command.help or '').strip()}\n",
            f"```text\n{' '.join(usage.split())}\n```\n",
        ]
        options = [_option(p) for p in command.params if isinstance(p, click.Option)]
        if options:
            parts.append("\n".join(["| option | meaning |", "| --- | --- |", *options]) + "\n")
    return "\n".join(parts)


def _option(option: click.Option) -> str:
    value = "" if option.is_flag else f" {(option.metavar or option.type.name or '').upper()}"
    meaning = (option.help or "").strip() + (" Required." if option.required else "")
    return f"| `{', '.join(option.opts)}{value}` | {meaning} |"
