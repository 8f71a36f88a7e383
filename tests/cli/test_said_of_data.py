"""What checks and marts say of data has its Korean in one place, and the command line says it."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

from kplan import language
from kplan.catalogue_data import DOUBTS, REASONS, REVISIONS, RULES
from tests.cli.test_language import HANGUL, ROOT, template

MODELS = ROOT / "dbt_project" / "models"


def calls(path: Path) -> list[ast.Call]:
    return [n for n in ast.walk(ast.parse(path.read_text(encoding="utf-8"))) if isinstance(n, ast.Call)]


def meanings() -> set[str]:
    """Every meaning a rule of the gate is given: the third argument of ``holds``, the second of ``Rule``."""
    place = {"holds": 2, "Rule": 1}
    said = {
        template(call.args[place[call.func.id]])
        for path in sorted((ROOT / "expectations").glob("*.py"))
        for call in calls(path)
        if isinstance(call.func, ast.Name) and call.func.id in place
    }
    return said - {None}


def reasons() -> set[str]:
    """What the model of the mentions' fate says as a reason, {} where columns stand."""
    sql = (MODELS / "intermediate" / "int_mention_fate.sql").read_text(encoding="utf-8")
    block = sql[: sql.index("end as reason")].rpartition(" case\n")[2]
    branches = re.findall(r"(?:then|else) (.+)", block)
    parts = (re.findall(r"'((?:[^']|'')*)'|([a-z_]+\.[a-z_]+)", b) for b in branches)
    return {"".join(text.replace("''", "'") or "{}" for text, _ in p) for p in parts} - {"{}"}


def revision_rules() -> set[str]:
    """The rules that the description of fct_revisions names."""
    yml = (MODELS / "marts" / "revisions.yml").read_text(encoding="utf-8")
    return set(re.findall(r"\b[a-z]+(?:_[a-z]+)+\b", yml[yml.index("rule that matched the two:") :].split("\n")[0]))


def test_rules_of_the_gate_and_their_korean_are_the_same_set() -> None:
    assert len(meanings()) > 40
    assert meanings() == {*RULES}


def test_reasons_and_their_korean_are_the_same_set() -> None:
    assert len(reasons()) > 8
    assert reasons() == {*REASONS}


def test_rules_of_revisions_and_their_korean_are_the_same_set() -> None:
    assert len(revision_rules()) > 10
    assert revision_rules() == {*REVISIONS}


def doubts() -> set[str]:
    """Sentences that the readers append to a page's doubts or give a disagreement, {} where values stand."""
    found = set()
    for name in ("pdf/page.py", "pdf/second.py", "layout/tables.py"):
        for node in ast.walk(ast.parse((ROOT / "ingest" / name).read_text(encoding="utf-8"))):
            if isinstance(node, ast.JoinedStr) and len(template(node).replace("{}", "")) > 20:
                found.add(template(node))
    return found


def test_every_doubt_of_a_reader_is_said_in_korean() -> None:
    assert len(doubts()) > 10
    for sentence in doubts():
        values = ["text boxes" if "laid over" in sentence and i == 1 else "at 3.0,4.0" for i in range(9)]
        said = f"가.pdf, page 3: {sentence.format(*values)}"
        korean = language.in_korean(said)
        assert korean.startswith("가.pdf 3쪽: ") and HANGUL.search(korean[10:]), said


@pytest.mark.parametrize(
    ("english", "korean"),
    [
        ("kind is one of lead, support", "kind 값은 다음 가운데 하나다: lead, support"),
        ("its period lies between 1900 and 2100", "기간이 1900년에서 2100년 사이다"),
        ("the rule a.b was right in 40 of 60 samples", "규칙 a.b: 표본 60건 가운데 40건만 맞음"),
        (
            "marts.fct_kpis: it has a figure [value_given]: 2 of 9 rows fail\n  kpi_id=kpi_1\n  and 3 more",
            "marts.fct_kpis: 수치가 있다 [value_given]: 9행 가운데 2행이 어긋남\n  kpi_id=kpi_1\n  그 밖에 3건",
        ),
        ("marts.fct_kpis: it has a date: 2 rows do not", "marts.fct_kpis: 날짜가 있다: 2행이 어긋남"),
        (
            "a.pdf, page 21: two readings at 1.0,2.0: '3' and '8'",
            "a.pdf 21쪽: 1.0,2.0 자리에서 두 판독이 다르다: '3', '8'",
        ),
        ("words of no catalogue", "words of no catalogue"),
    ],
)
def test_finished_sentences_become_korean(english: str, korean: str) -> None:
    assert language.in_korean(english) == korean


def test_every_doubt_has_an_entry_of_its_own() -> None:
    assert all(HANGUL.search(k) for k in DOUBTS.values())


def test_the_review_list_says_its_reasons_in_korean(monkeypatch, capsys) -> None:
    from kplan.cli_ask import _list

    row = {"review_id": "rev_1", "file_name": "a.pdf", "page_no": 3, "figure_printed": "5억", "quote": "말",
           "reason": "no rule says what this figure is"}  # fmt: skip
    monkeypatch.setattr(language, "_chosen", "ko")
    _list([row])
    assert "(이 수치가 무엇인지 말하는 규칙이 없음)" in capsys.readouterr().out
