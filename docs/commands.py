"""In: the command line's own help. Out: docs/commands.md: every command in the order of the road, in both languages,
with its arguments, options and an example.
"""

from __future__ import annotations

import click

from kplan.catalogue import KOREAN
from kplan.cli import cli

HEAD = """# Commands · 명령

Made by `python -m docs.refresh` from what `kplan --help` says. After `make warehouse` the program is `.venv/bin/kplan`.
Help and messages are in Korean where the locale is (`LC_ALL`, `LC_MESSAGES` or `LANG` begins with `ko`);
`KPLAN_LANG=ko` or `en`, or `kplan --lang ko COMMAND`, overrules it. Facts are never translated. Bars and colours appear
on a terminal only, and no colours where `NO_COLOR` is set. `eval "$(kplan completion bash)"` lets the shell complete
commands, options, rounds and releases (`zsh` and `fish` too).

도움말과 메시지는 로캘을 따르고(`ko`로 시작하면 한국어), `KPLAN_LANG`이나 `--lang`이 그보다 앞선다.
문서에서 읽은 사실은 옮기지 않는다. 막대와 색은 터미널에서만 나오고, `NO_COLOR`가 있으면 색은 나오지 않는다.

| variable · 환경 변수 | what it sets · 정하는 것 |
| --- | --- |
| `KPLAN_LANG` | The language of help and messages, `ko` or `en`. 도움말과 메시지의 언어. |
| `KPLAN_WAREHOUSE` | The published file that commands ask where `--warehouse` is not given. 물을 창고 파일. |
| `KPLAN_CACHE` | The folder of readings (default: `cache` beside the warehouse). 읽은 것을 두는 폴더. |
| `KPLAN_KEEP` | Releases that `rebuild` keeps where `--keep` is not given. `rebuild`가 남기는 판의 수. |
| `KPLAN_KEEP_RUNS` | Runs that `meta` remembers. `meta`가 기억하는 실행의 수. |
| `KPLAN_DUCKDB_THREADS` | Threads of the models' DuckDB. 모델이 쓰는 DuckDB 스레드 수. |
| `KPLAN_LAKE_CATALOG`, `KPLAN_LAKE_FILES` | Catalogue and folder of the DuckLake. DuckLake의 목록과 폴더. |
| `KPLAN_SHARED` | Folder of further plans and references that some tests read. 일부 시험이 읽는 자료의 폴더. |
"""


def page() -> str:
    """The whole page as Markdown."""
    context = click.Context(cli, info_name="kplan")
    parts = [HEAD]
    road = cli.road()
    parts.append("\n".join(f"- {h} · {KOREAN[h]}: {', '.join(map(_link, names))}" for h, names in road) + "\n")
    for _, names in road:
        for name in names:
            command = cli.commands[name]
            pieces = command.collect_usage_pieces(click.Context(command, parent=context, info_name=name))
            parts += [f"## kplan {name}\n", "\n".join(_both(command.sentences())) + "\n"]
            parts.append(f"```text\nkplan {name} {' '.join(pieces)}\n```\n")
            rows = [_row(p) for p in command.params if p.help]
            parts.append("\n".join(["| what | meaning |", "| --- | --- |", *rows]) + "\n")
            parts.append("\n".join(["```sh", *command.examples, "```"]) + "\n")
    return "\n".join(parts)


def _link(name: str) -> str:
    return f"[{name}](#kplan-{name})"


def _both(sentences: list[str]) -> list[str]:
    return [" ".join(sentences), "", " ".join(KOREAN[s] for s in sentences)]


def _row(param: click.Parameter) -> str:
    if isinstance(param, click.Argument):
        said = param.metavar or (param.name or "").upper()
    else:
        is_flag = isinstance(param, click.Option) and param.is_flag
        kind = param.type
        values = "|".join(kind.choices) if isinstance(kind, click.Choice) else param.metavar or kind.name.upper()
        said = ", ".join(param.opts) + ("" if is_flag else f" {values}")
    needed = " Required." if param.required and isinstance(param, click.Option) else ""
    escaped = said.replace("|", "\\|")
    return f"| `{escaped}` | {param.help}{needed}<br>{KOREAN[param.help or '']} |"
