"""Help: grouped along the road, in both languages, no line too wide, and examples that run."""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

import click
import pytest

from kplan import language
from kplan.catalogue import KOREAN
from kplan.cli import cli
from kplan.width import width

ROOT = Path(__file__).resolve().parents[2]
HANGUL = re.compile("[가-힣]")
BIN = Path(sys.executable).parent
# Examples that ask the network, build for half a minute, need what is not there, or are templates to fill in.
ONLY_PARSED = re.compile(r"kplan (build|fetch|rebuild|diff|site|rollback|review KEY)|~/")


def run(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "kplan", *arguments], capture_output=True, text=True, cwd=ROOT,
        env={**{k: v for k, v in os.environ.items() if not k.startswith(("LC_", "LANG", "KPLAN_"))}, **environment},
    )  # fmt: skip


def test_every_command_stands_once_under_its_heading() -> None:
    placed = [n for _, names in cli.road() for n in names]
    assert sorted(placed) == sorted(cli.commands)
    assert dict(cli.road())["More"] == ["completion"], "a new command has no place on the road: kplan/cli_help.py"


@pytest.mark.parametrize("spoken", ["en", "ko"])
def test_help_tells_all_commands_in_a_line_each(spoken: str) -> None:
    said = run("--help", KPLAN_LANG=spoken)
    lines = said.stdout.splitlines()
    assert said.returncode == 0 and max(map(width, lines)) <= 80
    for name, command in cli.commands.items():
        (line,) = [x for x in lines if re.match(rf"  {name} +\S", x)]
        first = command.sentences()[0]
        assert line.endswith(KOREAN[first] if spoken == "ko" else first)
    assert lines[-1].startswith("  kplan ")


@pytest.mark.parametrize("spoken", ["en", "ko"])
@pytest.mark.parametrize("name", cli.commands)
def test_a_commands_help_is_in_one_language_and_ends_with_its_examples(name: str, spoken: str) -> None:
    command = cli.commands[name]
    language.use(spoken)
    said = click.unstyle(command.get_help(command.make_context(name, [], resilient_parsing=True)))
    language.use(None)
    assert command.examples and said.rstrip().endswith(command.examples[-1])
    told = said[: said.index(command.examples[0])]
    assert bool(HANGUL.search(told)) == (spoken == "ko")
    assert max(map(width, told.splitlines())) <= 80


@pytest.mark.parametrize("line", [e for c in (cli, *cli.commands.values()) for e in c.examples])
def test_examples_can_be_typed(line: str, built, tmp_path) -> None:
    """Those that are quick and need no network are run as they stand, in a shell; the others are parsed."""
    (tmp_path / "plans").symlink_to(ROOT / "plans")
    if ONLY_PARSED.search(line):
        name, *arguments = shlex.split(line.split(" >")[0])[1:]
        cli.commands[name].make_context(name, arguments)
        return
    environment = {**os.environ, "PATH": f"{BIN}:{os.environ['PATH']}", "KPLAN_WAREHOUSE": str(built.out),
                   "KPLAN_CACHE": str(built.cache)}  # fmt: skip
    if "kplan export" in line:
        line += f" --out {tmp_path / 'export'}"
    said = subprocess.run(["bash", "-c", line], cwd=tmp_path, env=environment, capture_output=True, text=True)
    assert said.returncode == 0, said.stderr


def test_most_examples_are_run() -> None:
    lines = [e for c in cli.commands.values() for e in c.examples]
    assert sum(not ONLY_PARSED.search(e) for e in lines) > 8


@pytest.mark.parametrize(
    ("environment", "spoken"),
    [
        ({"LC_ALL": "ko_KR.UTF-8"}, "ko"), ({"LANG": "ko_KR.UTF-8", "LC_MESSAGES": "C"}, "en"),
        ({"LC_ALL": "C"}, "en"), ({"LC_ALL": "C", "KPLAN_LANG": "ko"}, "ko"),
    ],
)  # fmt: skip
def test_help_and_errors_follow_the_locale(environment: dict[str, str], spoken: str) -> None:
    helped, failed = run("query", "--help", **environment), run("build", "nowhere.pdf", **environment)
    for text in (helped.stdout, failed.stderr):
        assert bool(HANGUL.search(text)) == (spoken == "ko"), text
    assert failed.returncode == 2 and "nowhere.pdf" in failed.stderr


def test_the_option_overrules_the_locale() -> None:
    assert HANGUL.search(run("--lang", "ko", "--help", LC_ALL="C").stdout)
    assert not HANGUL.search(run("--lang", "en", "--help", LC_ALL="ko_KR.UTF-8").stdout)


def test_facts_are_not_translated(built) -> None:
    sql = "select min(budget_id), 'budgets', 'page' from marts.fct_budgets"
    english, korean = (run("query", sql, "--warehouse", str(built.out), KPLAN_LANG=x).stdout for x in ("en", "ko"))
    assert english == korean
    key = english.splitlines()[1].split(",")[0]
    english, korean = (run("explain", key, "--warehouse", str(built.out), KPLAN_LANG=x).stdout for x in ("en", "ko"))
    assert english != korean
    quote = next(x for x in english.splitlines() if x.startswith("  quote"))
    assert quote in korean


@pytest.mark.parametrize(
    ("arguments", "mend"),
    [
        (["qurey"], "'query'"), (["build", "--uot", "x"], "'--out'"), (["query"], "kplan query --help"),
        (["inspect", "README.md"], "'--page'"), (["query", "select 1", "--format", "xml"], "'csv'"),
        (["review", "rev_1", "--accept", "--reject"], "--accept or --reject"),
        (["query", "select 1", "--warehouse", "none.duckdb"], "kplan build"),
        (["export", "--warehouse", "none.duckdb"], "make warehouse"),
    ],
)  # fmt: skip
def test_errors_name_the_mend(arguments: list[str], mend: str) -> None:
    said = run(*arguments, LC_ALL="C")
    assert said.returncode == 2 and said.stdout == "" and said.stderr.startswith("Error: ") and mend in said.stderr
    korean = run(*arguments, KPLAN_LANG="ko").stderr
    assert korean.startswith("오류: ") and HANGUL.search(korean.removeprefix("오류: "))


def test_a_wrong_query_says_what_can_be_asked(built) -> None:
    said = run("query", "select nothing from nowhere", "--warehouse", str(built.out))
    assert said.returncode == 2 and "nowhere" in said.stderr and "duckdb_views()" in said.stderr
    line = said.stderr.splitlines()[-1]
    asked = shlex.split(line[line.index("kplan") :])
    assert "budgets_by_project" in run(*asked[1:], "--warehouse", str(built.out)).stdout


@pytest.mark.parametrize(("sql", "n"), [("", 0), ("  ", 0), ("select 1; select 2", 2)])
def test_one_query_is_asked_at_a_time(built, sql: str, n: int) -> None:
    said = run("query", sql, "--warehouse", str(built.out))
    assert said.returncode == 2 and said.stdout == ""
    assert said.stderr.strip() == f"Error: {n} queries were given; ask one at a time."


def test_help_starts_quickly_and_imports_nothing_heavy() -> None:
    said = subprocess.run(
        [sys.executable, "-X", "importtime", "-m", "kplan", "--help"], capture_output=True, text=True, cwd=ROOT
    )
    imported = {m.split(".")[0] for m in re.findall(r"\|\s+([\w.]+)$", said.stderr, re.M)}
    assert "click" in imported  # the listing is there
    heavy = {"duckdb", "pandas", "numpy", "yaml", "rich", "PIL", "xlsxwriter", "dbt", "pypdfium2", "json", "csv"}
    assert not imported & heavy
    least, bare = (min(_cpu(*a) for _ in range(5)) for a in (("-m", "kplan", "--help"), ("-c", "import click")))
    assert least < max(0.15, 1.8 * bare), f"{least:.2f} CPU seconds; importing click alone: {bare:.2f}"


def _cpu(*arguments: str) -> float:
    process = subprocess.Popen([sys.executable, *arguments], stdout=subprocess.DEVNULL, cwd=ROOT)
    used = os.wait4(process.pid, 0)[2]
    return used.ru_utime + used.ru_stime
