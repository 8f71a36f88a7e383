"""Every page that is made from something says what that thing says now."""

from __future__ import annotations

from pathlib import Path

import pytest

from docs import answers
from docs.picture import is_like, picture
from docs.refresh import ANSWERED, PICTURE, refreshed
from warehouse import open_warehouse

ROOT = Path(__file__).resolve().parents[2]
MADE = ("docs/dictionary.md", "docs/commands.md", *ANSWERED)
MEND = "run `python -m docs.refresh` after `make warehouse`, and read the difference"


@pytest.fixture(scope="module")
def pages(built) -> dict[str, str]:
    return refreshed(built.out)


@pytest.mark.parametrize("name", MADE)
def test_fresh(name: str, pages: dict[str, str]) -> None:
    written, made = (ROOT / name).read_text(encoding="utf-8"), pages[name]
    if written != made:
        there, new = written.splitlines(), made.splitlines()
        differ = [f"- {a}" for a in there if a not in new] + [f"+ {b}" for b in new if b not in there]
        pytest.fail(f"{name} is stale: {MEND}\n" + "\n".join(differ[:20]), pytrace=False)


def test_picture_is_fresh(built, monkeypatch) -> None:
    monkeypatch.setenv("KPLAN_CACHE", str(built.cache))
    with open_warehouse(built.out) as con:
        made = picture(con)
    assert is_like((ROOT / PICTURE).read_bytes(), made), f"{PICTURE} is stale: {MEND}"


def test_a_picture_with_a_box_more_is_not_like() -> None:
    from io import BytesIO

    from PIL import Image, ImageDraw

    with Image.open(ROOT / PICTURE) as image:
        other = image.convert("RGB")
    ImageDraw.Draw(other).rectangle((100, 100, 400, 140), fill=(214, 39, 40))
    png = BytesIO()
    other.save(png, format="PNG")
    written = (ROOT / PICTURE).read_bytes()
    assert is_like(written, written) and not is_like(written, png.getvalue())


def test_check_writes_nothing_and_names_what_is_stale(monkeypatch, capsys) -> None:
    from docs import refresh

    before = (ROOT / "docs" / "commands.md").read_bytes()
    monkeypatch.setattr(refresh, "stale", lambda _: {"docs/commands.md": b"other"})
    monkeypatch.setattr("sys.argv", ["refresh", "--check"])
    with pytest.raises(SystemExit) as ended:
        refresh.main()
    assert ended.value.code == 1 and capsys.readouterr().out == "docs/commands.md: stale\n"
    assert (ROOT / "docs" / "commands.md").read_bytes() == before


def test_cookbook_has_twenty_questions_each_with_an_answer() -> None:
    text = (ROOT / "docs" / "cookbook.md").read_text(encoding="utf-8")
    questions = [part for part in text.split("\n### ")[1:]]
    assert [q.split(".")[0] for q in questions] == [str(n) for n in range(1, 21)]
    for question in questions:
        assert answers.SQL.search(question), f"no query with an answer under: {question.splitlines()[0]}"
    assert text.count("```sql") == len(answers.SQL.findall(text)), "a query without a place for its answer"


def test_queries_say_their_order(pages: dict[str, str]) -> None:
    """An answer of several rows must come in one order only, or it is fresh by chance."""
    for name in ANSWERED:
        for found in answers.SQL.finditer(pages[name]):
            rows = [line for line in found[0].splitlines() if line.startswith("|")][2:]
            assert len(rows) < 2 or "order by" in found["sql"].lower(), f"{name}: {found['sql']}"


def test_a_query_that_cannot_run_is_named(built) -> None:
    text = "```sql\nSELECT nothing FROM nowhere\n```\n\n<!-- answer -->\n<!-- /answer -->"
    with open_warehouse(built.out) as con, pytest.raises(answers.NoAnswer, match="nowhere"):
        answers.with_answers(text, con, built.out)


def test_only_answers_change(built) -> None:
    text = (
        "before\n```sql\nSELECT 1.5 AS a, 'x|y' AS b, NULL AS c\n```\n\n<!-- answer -->\nold\n<!-- /answer -->\nafter"
    )
    with open_warehouse(built.out) as con:
        made = answers.with_answers(text, con, built.out)
    assert made == text.replace("old", "\n| a | b | c |\n| ---: | --- | ---: |\n| 1.5 | x\\|y |  |\n")
