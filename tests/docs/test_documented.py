"""Nothing a user can call or query is undocumented: make targets, commands, marts, views, and all their columns."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import yaml

from docs import dictionary
from kplan.cli import cli
from warehouse import open_warehouse

ROOT = Path(__file__).resolve().parents[2]
HANGUL = re.compile("[가-힣]")


def read(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


@pytest.mark.parametrize("readme", ["README.md", "README.ko.md"])
def test_make_targets(readme: str) -> None:
    targets = re.findall(r"^([a-z][a-z-]*):", read("Makefile"), re.M)
    missing = [t for t in targets if not re.search(rf"\bmake {t}\b", read(readme))]
    assert "warehouse" in targets and not missing, f"{readme} does not say what `make {missing}` does"


def test_commands() -> None:
    page = read("docs/commands.md")
    missing = [n for n in cli.commands if f"\n## kplan {n}\n\n" not in page]
    assert not missing, "run `python -m docs.refresh`"
    for name, command in cli.commands.items():
        assert (command.help or "").strip(), f"kplan {name} has no help"
        unsaid = [o.name for o in command.params if o.param_type_name == "option" and not o.help and o.name != "dpi"]
        assert not unsaid, f"kplan {name}: options without help: {unsaid}"


def test_every_variable_that_the_program_asks_for_is_documented() -> None:
    asked = set()
    for folder, kind in (("kplan", "*.py"), ("docs", "*.py"), ("dbt_project", "*.yml"), ("warehouse", "*.py")):
        for file in (ROOT / folder).rglob(kind):
            asked |= set(re.findall(r"""(?:environ\S*?|env_var|envvar=)\(?["'](KPLAN_[A-Z_]+)""", file.read_text()))
    assert {"KPLAN_CACHE", "KPLAN_WAREHOUSE", "KPLAN_LAKE_CATALOG"} <= asked
    page = read("docs/commands.md")
    assert not [v for v in sorted(asked) if f"`{v}`" not in page]


def test_every_column_in_the_database_stands_in_the_dictionary(built) -> None:
    page = read("docs/dictionary.md")
    sections = {s.split("\n")[0]: s for s in page.split("\n### ")[1:]}
    with open_warehouse(built.out) as con:
        columns = con.execute(
            "select schema_name, table_name, column_name, data_type, comment from duckdb_columns() "
            "where schema_name in ('main', 'marts', 'raw', 'meta') and database_name = current_database() "
            "and not internal"
        ).fetchall()
    assert {c[0] for c in columns} == {"main", "marts", "raw", "meta"}
    for schema, table, column, kind, comment in columns:
        section = sections.get(f"{schema}.{table}" if schema in ("raw", "meta") else table)
        assert section, f"{schema}.{table} is not in the dictionary"
        line = re.search(rf"^\| (?:\*\*)?`{column}`(?:\*\*)? \| ([^|]*?)(?: ○)? \|", section, re.M)
        assert line, f"{schema}.{table}.{column} is not in the dictionary"
        assert line[1].lower() == kind.lower(), f"{schema}.{table}.{column} is {kind}"
        assert comment and HANGUL.search(comment) and re.search("[A-Za-z]", comment), f"{table}.{column}: {comment!r}"


def test_every_model_and_column_is_described_in_both_languages() -> None:
    for folder in ("marts", "views"):
        models = dictionary.models(folder)
        files = {p.stem for p in (ROOT / "dbt_project" / "models" / folder).glob("*.sql")}
        assert {m["name"] for m in models} == files
        for model in models:
            for said in (model, *model["columns"]):
                text = said.get("description", "")
                assert HANGUL.search(text) and " / " in text, f"{model['name']}.{said['name']}: {text!r}"


def test_seeds_say_when_to_add_a_row() -> None:
    page = read("docs/extending.md")
    missing = [p.name for p in (ROOT / "dbt_project" / "seeds").glob("*.csv") if f"`{p.name}`" not in page]
    assert not missing, f"docs/extending.md does not say what {missing} are for"


def test_views_are_explained_by_example() -> None:
    """Each view is used in the cookbook, so that a reader sees what it is for."""
    cookbook = read("docs/cookbook.md")
    unused = [m["name"] for m in dictionary.models("views") if not re.search(rf"\b{m['name']}\b", cookbook)]
    assert not unused


def test_links_between_pages_lead_somewhere() -> None:
    for page in [*ROOT.glob("*.md"), *(ROOT / "docs").glob("*.md")]:
        for target in re.findall(r"\]\((?!https?:)([^)#]+)", page.read_text(encoding="utf-8")):
            assert (page.parent / target).exists(), f"{page.name}: {target}"


def test_files_named_in_prose_exist() -> None:
    """A path in backquotes that begins with a folder of the repository is a path that is there."""
    named = re.compile(r"`((?:plans|ingest|dbt_project|expectations|warehouse|notebooks|docs|tests|kplan)/[\w./-]*)`")
    for page in [ROOT / "README.md", ROOT / "README.ko.md", *(ROOT / "docs").glob("*.md")]:
        for path in named.findall(page.read_text(encoding="utf-8")):
            built = path in ("warehouse/plans.duckdb",)
            assert built or (ROOT / path).exists(), f"{page.name}: {path}"


def test_citation_agrees_with_the_package() -> None:
    citation = yaml.safe_load(read("CITATION.cff"))
    version = re.search(r'^version = "(.+)"', read("pyproject.toml"), re.M)[1]
    assert (citation["version"], citation["license"]) == (version, "Apache-2.0")
    assert "Apache License" in read("LICENSE") and "Version 2.0, January 2004" in read("LICENSE")


def test_picture_is_small() -> None:
    assert (ROOT / "docs" / "inspect.png").stat().st_size < 300_000
