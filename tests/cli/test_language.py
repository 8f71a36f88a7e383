"""Everything the program says stands in the catalogue in both languages, with the same places for values."""

from __future__ import annotations

import ast
import re
import string
from collections.abc import Iterator
from pathlib import Path

import click
import pytest

from kplan import language
from kplan.catalogue import KOREAN, OF_CLICK, OUTCOMES, WORDS
from kplan.catalogue_data import DOUBTS, OF_DATA
from kplan.cli import cli
from kplan.cli_help import EXTRAS, ROAD

ROOT = Path(__file__).resolve().parents[2]
HANGUL = re.compile("[가-힣]")
# Rooms whose errors reach a user of the command line; what a fact or a file says of itself is data.
ROOMS = ["kplan/*.py", "warehouse/*.py", "warehouse/exporting/*.py", "warehouse/pages/*.py", "ingest/plans.py",
         "ingest/fetch/sources.py"]  # fmt: skip
SAYERS = {"say", "complain", "UsageError", "step"}
NOT_SHOWN = {"kplan/bench.py", "warehouse/crops.py", "warehouse/plots.py"}  # their errors reach programmers only


def template(node: ast.expr) -> str | None:
    """The sentence of a string or f-string, {} where values stand."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return node.value
    if isinstance(node, ast.JoinedStr):
        return "".join(v.value if isinstance(v, ast.Constant) else "{}" for v in node.values)
    return None


def sentences(node: ast.AST) -> Iterator[str]:
    """Outermost strings below a node that read as sentences, line by line."""
    said = template(node) if isinstance(node, ast.expr) else None
    if said is None:
        for child in ast.iter_child_nodes(node):
            yield from sentences(child)
    else:
        yield from (line.strip() for line in said.split("\n") if re.search(r"[a-z]+ [a-z]+", line))


def said_in_code() -> Iterator[tuple[str, str]]:
    for path in sorted(p for room in ROOMS for p in ROOT.glob(room)):
        name = path.relative_to(ROOT).as_posix()
        if name in NOT_SHOWN or name == "kplan/catalogue.py":
            continue
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Raise) and isinstance(node.exc, ast.Call):
                if getattr(node.exc.func, "id", "") in ("ValueError", "RuntimeError"):
                    continue  # a bug's words are for programmers
                for argument in node.exc.args:
                    yield from ((f"{name}:{node.lineno}", s) for s in sentences(argument))
            elif isinstance(node, ast.Call):
                called = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
                if called in SAYERS and node.args and (said := template(node.args[0])):
                    yield f"{name}:{node.lineno}", said


def said_in_help() -> Iterator[tuple[str, str]]:
    yield from (("road", heading) for heading, _ in ROAD)
    yield from (("extras", word) for word in EXTRAS)
    for name, command in {"": cli, **cli.commands}.items():
        yield from ((f"kplan {name}", s) for s in command.sentences())
        context = click.Context(command)
        yield from ((f"kplan {name}: {p.name}", p.help) for p in command.get_params(context) if p.help)


ALL = {said: where for where, said in [*said_in_code(), *said_in_help()]}


@pytest.fixture
def korean() -> Iterator[None]:
    language.use("ko")
    yield
    language.use(None)


def test_every_sentence_has_its_korean() -> None:
    missing = [f"{where}: {said!r}" for said, where in ALL.items() if said not in KOREAN]
    assert not missing, "write the Korean into kplan/catalogue.py:\n" + "\n".join(missing)


def test_every_korean_has_its_sentence() -> None:
    """What nobody says any more goes, except words said by a variable and what click says."""
    of_data = {*OF_DATA, *(f"{{}}, page {{}}: {d}" for d in DOUBTS)}  # test_said_of_data.py asks after these
    unsaid = {*KOREAN} - {*ALL, *OF_CLICK, *WORDS, *of_data, "{}, page {}"}
    assert {e for e in unsaid if not any(e.startswith(f"{{}}: {o}") for o in OUTCOMES)} == set()


def test_why_a_file_was_not_read_is_said_in_korean(korean: None) -> None:
    from ingest.pdf.outcome import MENDS, refused
    from ingest.pdf.reading import _SAYS

    assert {*MENDS.values(), *_SAYS.values()} <= {*OUTCOMES}
    for code in MENDS:
        for one in (refused(code, "가.pdf"), refused(code, "가.pdf", "7 pages", 3)):
            said = language.translate(one.reason)
            assert said.startswith("가.pdf") and HANGUL.search(said[5:]) and MENDS[code] not in said
            assert one.page_no is None or said.startswith("가.pdf 3쪽: ")


@pytest.mark.parametrize("english", KOREAN)
def test_a_pair_has_the_same_values(english: str) -> None:
    korean = KOREAN[english]
    places = [field or str(i) for i, (_, field, _, _) in enumerate(
        p for p in string.Formatter().parse(english) if p[1] is not None)]  # fmt: skip
    used = [field for _, field, _, _ in string.Formatter().parse(korean) if field is not None]
    used = [field or str(i) for i, field in enumerate(used)]
    assert HANGUL.search(korean), korean
    left_out = {"1"} if "{} {} not hold" in english else set()  # "rule does", "rules do"
    assert sorted({*used, *left_out}) == sorted(set(places))


def test_there_is_enough_to_test() -> None:
    assert len(ALL) > 120


@pytest.mark.parametrize(
    ("environment", "spoken"),
    [
        ({}, "en"),
        ({"LANG": "ko_KR.UTF-8"}, "ko"),
        ({"LANG": "ko_KR.eucKR"}, "ko"),
        ({"LANG": "ko"}, "ko"),
        ({"LANG": "kok_IN.UTF-8"}, "en"),  # Konkani
        ({"LANG": "ko_KR.UTF-8", "LC_MESSAGES": "en_US.UTF-8"}, "en"),
        ({"LANG": "en_US.UTF-8", "LC_MESSAGES": "ko_KR.UTF-8"}, "ko"),
        ({"LANG": "ko_KR.UTF-8", "LC_MESSAGES": "ko_KR.UTF-8", "LC_ALL": "C"}, "en"),
        ({"LANG": "ko_KR.UTF-8", "LC_ALL": ""}, "ko"),
        ({"LC_ALL": "C", "KPLAN_LANG": "ko"}, "ko"),
        ({"LANG": "ko_KR.UTF-8", "KPLAN_LANG": "en"}, "en"),
    ],
)
def test_the_locale_decides(environment: dict[str, str], spoken: str) -> None:
    assert language.of_locale(environment) == spoken


def test_a_message_of_another_room_is_translated_with_its_values(korean: None) -> None:
    english = "x.duckdb does not exist. Build it: `make warehouse`, or `kplan build FILE --out x.duckdb`."
    said = language.translate(english)
    assert said.startswith("x.duckdb") and HANGUL.search(said) and "does not exist" not in said
    assert said.count("x.duckdb") == 2


def test_lines_are_translated_each_and_facts_stay(korean: None) -> None:
    said = language.translate("No plan could be read; nothing was published.\n  한 줄: as it is printed").split("\n")
    assert HANGUL.search(said[0]) and said[1] == "  한 줄: as it is printed"


def test_english_stays_english() -> None:
    language.use("en")
    assert language.translate("No plan could be read; nothing was published.").startswith("No plan")
    language.use(None)
