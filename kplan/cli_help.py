"""In: commands with their options and examples. Out: their help: grouped along the road from a PDF to an answer, each
ending with an example that runs, in the user's language, no line wider than the terminal.
"""

from __future__ import annotations

import inspect
from collections.abc import Iterable, Sequence
from typing import Any

import click

from kplan.language import say
from kplan.width import pad, width, wrap

# The road, in the order in which one walks it; a command that stands nowhere here is listed under the last heading.
ROAD: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("Plans in, warehouse out", ("build", "fetch", "rebuild", "rollback")),
    ("See what was read", ("inspect", "read")),
    ("Ask the warehouse", ("query", "explain", "diff", "fingerprint")),
    ("Decide what is doubtful", ("review",)),
    ("Hand on", ("export", "site")),
    ("More", ("completion",)),
)
WIDEST = 100  # columns of a help page, however wide the terminal
EXTRAS = ("env var:", "default:", "required")  # what click puts behind an option's help


class Page(click.HelpFormatter):
    """A help page that knows that Hangul is two columns wide."""

    def write_heading(self, heading: str) -> None:
        self.write(click.style(heading, bold=True) + "\n")

    def write_text(self, text: str) -> None:
        indent = " " * self.current_indent
        for line in wrap(text, self.width - self.current_indent):
            self.write(f"{indent}{line}\n")

    def write_dl(self, rows: Iterable[tuple[str, str]], col_max: int = 30, col_spacing: int = 2) -> None:
        rows = list(rows)
        first = min(max(width(name) for name, _ in rows), col_max)
        margin = " " * (self.current_indent + first + col_spacing)
        for name, meaning in rows:
            lines = wrap(meaning, self.width - len(margin))
            if width(name) > first:
                self.write(f"{' ' * self.current_indent}{name}\n")
            else:
                self.write(f"{' ' * self.current_indent}{pad(name, first + col_spacing)}{lines.pop(0)}".rstrip() + "\n")
            for line in lines:
                self.write(f"{margin}{line}\n")


class Context(click.Context):
    formatter_class = Page


class Told(click.Command):
    """A command whose help is translated and ends with ``examples``: lines that can be typed as they stand."""

    context_class = Context

    def __init__(self, *args: Any, examples: Sequence[str] = (), **more: Any) -> None:
        super().__init__(*args, **more)
        self.examples = tuple(examples)

    def get_short_help_str(self, limit: int = 45) -> str:
        return say(self.sentences()[0]) if self.help else ""

    def sentences(self) -> list[str]:
        """The paragraphs of the help, each on one line: what stands in the catalogue."""
        return [" ".join(p.split()) for p in inspect.cleandoc(self.help or "").split("\n\n")]

    def format_help(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        self.format_usage(ctx, formatter)
        for paragraph in self.sentences():
            formatter.write_paragraph()
            with formatter.indentation():
                formatter.write_text(say(paragraph))
        self.format_arguments(ctx, formatter)
        self.format_options(ctx, formatter)
        self.format_epilog(ctx, formatter)

    def format_usage(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        formatter.write_usage(ctx.command_path, " ".join(self.collect_usage_pieces(ctx)), prefix=say("Usage: "))

    def format_arguments(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        rows = [
            (p.make_metavar(ctx), say(p.help)) for p in self.get_params(ctx) if isinstance(p, click.Argument) and p.help
        ]
        if rows:
            with formatter.section(say("What to give")):
                formatter.write_dl(rows)

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        options = (p for p in self.get_params(ctx) if isinstance(p, click.Option))
        records = [(p, p.get_help_record(ctx)) for p in options]
        with formatter.section(say("Options")):
            formatter.write_dl([(said[0], _meaning(p.help or "", said[1])) for p, said in records if said])

    def format_epilog(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        if self.examples:
            with formatter.section(say("Example") if len(self.examples) == 1 else say("Examples")):
                for line in self.examples:
                    formatter.write(f"{' ' * formatter.current_indent}{line}\n")

    def shell_complete(self, ctx: click.Context, incomplete: str) -> list[Any]:
        found = super().shell_complete(ctx, incomplete)
        for item in found:
            item.help = say(item.help).replace(",", ";") if item.help else None  # fish takes it for the end
        return found


class Road(Told, click.Group):
    """The program itself: its commands in the order of the road."""

    command_class = Told

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        self.format_commands(ctx, formatter)
        super().format_options(ctx, formatter)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        wide = max(map(len, self.commands))
        for heading, names in self.road():
            with formatter.section(say(heading)):
                formatter.write_dl([(n.ljust(wide), self.commands[n].get_short_help_str()) for n in names])

    def road(self) -> list[tuple[str, list[str]]]:
        """Headings with the commands that there are; none is left out."""
        placed = {n for _, names in ROAD for n in names}
        groups = [(heading, [n for n in names if n in self.commands]) for heading, names in ROAD]
        groups[-1][1].extend(n for n in sorted(self.commands) if n not in placed)
        return [(heading, names) for heading, names in groups if names]


def _meaning(english: str, said: str) -> str:
    """An option's help with what click adds to it (``[default: 3; required]``), both translated."""
    added = said.removeprefix(english)
    for word in EXTRAS:
        added = added.replace(word, say(word))
    return (say(english) + added).strip()
