"""On a terminal: tables that fit, colours unless NO_COLOR, completion in a shell. In a pipe: none of it."""

from __future__ import annotations

import csv
import fcntl
import io
import os
import pty
import re
import shutil
import struct
import subprocess
import sys
import termios
from pathlib import Path

import pytest

from kplan.width import width

ROOT = Path(__file__).resolve().parents[2]
BIN = Path(sys.executable).parent
ESCAPE = re.compile("\x1b")


def on_a_terminal(columns: int, *arguments: str, **environment: str) -> str:
    """What the command line writes to a terminal ``columns`` wide."""
    keep = {k: v for k, v in os.environ.items() if k not in ("COLUMNS", "LINES", "NO_COLOR", "TERM")}
    ours, theirs = pty.openpty()
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 40, columns, 0, 0))
    process = subprocess.Popen(
        [sys.executable, "-m", "kplan", *arguments], stdin=theirs, stdout=theirs, stderr=theirs, cwd=ROOT,
        env={**keep, "TERM": "xterm", "KPLAN_LANG": "en", **environment}, start_new_session=True,
    )  # fmt: skip
    os.close(theirs)
    said = b""
    while True:
        try:
            some = os.read(ours, 65536)
        except OSError:  # the other side is closed
            break
        if not some:
            break
        said += some
    process.wait()
    os.close(ours)
    return said.decode().replace("\r\n", "\n")


@pytest.mark.parametrize("columns", [60, 100, 160])
def test_a_query_fits_the_terminal_and_hides_no_column(built, columns: int) -> None:
    sql = "select * from budgets_by_project order by all limit 3"
    said = re.sub("\x1b\\[[0-9;]*m", "", on_a_terminal(columns, "query", sql, "--warehouse", str(built.out)))
    assert max(map(width, said.splitlines())) <= columns
    piped = built.run("query", sql, "--warehouse", built.out).stdout
    names = next(csv.reader(io.StringIO(piped)))
    bare = "".join(said.split())
    assert all(n in bare or all(p in said for p in n.split("_")) for n in names)
    assert "3 rows" in said and len(names) > 8


def test_a_pipe_gets_every_column_whole_and_nothing_else(built) -> None:
    said = built.run(
        "query", "select *, repeat('가', 3000) as x from budgets_by_project limit 2", "--warehouse", built.out
    )
    rows = list(csv.DictReader(io.StringIO(said.stdout)))
    assert len(rows) == 2 and len(rows[0]["x"]) == 3000 and len(rows[0]) > 8 and said.stderr == ""


@pytest.mark.parametrize("kind", ["table", "csv", "tsv", "json", "md"])
def test_formats_in_a_pipe_have_all_rows_and_no_colour(built, kind: str) -> None:
    said = built.run("query", "select * from range(300) t(n)", "--warehouse", built.out, "--format", kind)
    assert said.returncode == 0 and "299" in said.stdout and not ESCAPE.search(said.stdout)


def test_a_query_from_standard_input_and_a_reader_that_has_seen_enough(built) -> None:
    command = f"echo 'select * from range(200000)' | kplan query - --warehouse {built.out} | head -2"
    said = subprocess.run(
        ["bash", "-c", command], capture_output=True, text=True,
        env={**os.environ, "PATH": f"{BIN}:{os.environ['PATH']}"},
    )  # fmt: skip
    assert (said.returncode, said.stdout, said.stderr) == (0, "range\n0\n", "")


def test_colours_on_a_terminal_only_and_never_with_no_color() -> None:
    assert ESCAPE.search(on_a_terminal(80, "--help"))
    assert not ESCAPE.search(on_a_terminal(80, "--help", NO_COLOR="1"))
    assert ESCAPE.search(on_a_terminal(80, "query"))
    assert not ESCAPE.search(on_a_terminal(80, "query", NO_COLOR="1"))
    said = subprocess.run([sys.executable, "-m", "kplan", "query"], capture_output=True, text=True, cwd=ROOT)
    assert said.stderr and not ESCAPE.search(said.stderr)


def test_progress_shows_on_a_terminal_only_and_not_with_quiet(built, tmp_path) -> None:
    arguments = ["export", "--warehouse", str(built.out), "--out", str(tmp_path / "export")]
    assert "workbook" in on_a_terminal(80, *arguments)
    assert on_a_terminal(80, *arguments, "--quiet") == ""
    said = built.run(*arguments)
    assert said.stderr == "" and "workbook" not in said.stdout
    plain = on_a_terminal(80, *arguments, NO_COLOR="1")
    assert not re.search("\x1b\\[[0-9;]*3[0-9]m", plain)  # moves the cursor, colours nothing


def complete(shell: str, line: str, built) -> str:
    """What ``shell`` offers for ``line`` after sourcing our script."""
    scripts = {
        "bash": 'eval "$(kplan completion bash)"; COMP_WORDS=({words}); COMP_CWORD={n}; '
        '$(complete -p kplan | grep -o "_[a-z_]*") kplan; printf "%s\\n" "${{COMPREPLY[@]}}"',
        "fish": 'kplan completion fish | source; complete -C "{line}"',
        "zsh": 'autoload -U compinit; compinit -u; eval "$(kplan completion zsh)"; print $_comps[kplan]',
    }
    words = line.split(" ")
    script = scripts[shell].format(
        line=line, words=" ".join(f"'{w}'" for w in words), n=len(words) - 1
    )  # fmt: skip
    said = subprocess.run(
        [shell, *(["-f"] if shell == "zsh" else []), "-c", script], capture_output=True, text=True,
        env={**os.environ, "PATH": f"{BIN}:{os.environ['PATH']}", "KPLAN_WAREHOUSE": str(built.out)},
    )  # fmt: skip
    assert said.returncode == 0, said.stderr
    return said.stdout


@pytest.mark.parametrize(
    ("line", "offered"),
    [("kplan qu", "query"), ("kplan export --qu", "--quiet"), ("kplan query --format j", "json"), 
     ("kplan diff 2025", "2025-4"), ("kplan --lang k", "ko"), ("kplan completion z", "zsh")],
)  # fmt: skip
def test_bash_completes(line: str, offered: str, built) -> None:
    assert complete("bash", line, built).split() == [offered]


@pytest.mark.skipif(not shutil.which("fish"), reason="fish is not installed")
def test_fish_completes(built) -> None:
    assert complete("fish", "kplan qu", built).startswith("query\t")


@pytest.mark.skipif(not shutil.which("zsh"), reason="zsh is not installed")
def test_zsh_takes_the_script(built) -> None:
    assert complete("zsh", "kplan", built).strip() == "_kplan_completion"


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_completion_prints_a_script_for(shell: str, built) -> None:
    said = built.run("completion", shell)
    assert said.returncode == 0 and "kplan" in said.stdout and f"{shell}_complete" in said.stdout
