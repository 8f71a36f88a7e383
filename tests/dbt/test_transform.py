"""Building the models: again on the same file, from what dbt parsed before, with every comment in place."""

import pickle
import shutil

import dbt.cli.main
import duckdb
import pytest
import yaml

from ingest import raw
from kplan import transform
from kplan.errors import TransformFailed
from kplan.transform import FILE, MANIFEST, PROJECT, build_models
from warehouse.fingerprint import fingerprint


@pytest.fixture
def parsing(monkeypatch):
    """Commands dbt was asked for, in order."""
    asked: list[str] = []
    original = dbt.cli.main.dbtRunner.invoke

    def noted(self, arguments, **more):
        asked.append(arguments[0])
        return original(self, arguments, **more)

    monkeypatch.setattr(dbt.cli.main.dbtRunner, "invoke", noted)
    return asked


def test_a_second_build_parses_nothing_and_says_the_same(empty, tmp_path, parsing):
    shutil.copy(empty.folder / FILE, tmp_path / FILE)
    build_models(tmp_path, target=empty.target)
    assert parsing == ["build"]
    with duckdb.connect(str(tmp_path / FILE), read_only=True) as con, empty.connect() as first:
        assert fingerprint(con) == fingerprint(first)


def test_what_cannot_be_taken_from_the_cache_is_parsed_anew(empty, tmp_path, parsing, monkeypatch):
    (kept,) = empty.target.glob(f"{MANIFEST}*")
    sound = kept.read_bytes()
    (tmp_path / kept.name).write_bytes(sound[: len(sound) // 2])
    assert transform._parsed(tmp_path).nodes.keys() == pickle.loads(sound)["nodes"].keys()
    assert parsing == ["parse"] and len((tmp_path / kept.name).read_bytes()) > len(sound) // 2
    transform._parsed(tmp_path)
    assert parsing == ["parse"]
    monkeypatch.setattr(transform, "hash_files", lambda roots: "another state of the project")
    assert transform._project_version() not in kept.name


def test_described_columns_carry_their_descriptions(empty):
    told = {}
    for path in sorted((PROJECT / "models").rglob("*.yml")):
        for model in (yaml.safe_load(path.read_text(encoding="utf-8")) or {}).get("models", []):
            told[model["name"], None] = model.get("description")
            told |= {(model["name"], c["name"]): c.get("description") for c in model.get("columns") or []}
    with empty.connect() as con:
        found = con.execute(
            "select table_name, column_name, comment from duckdb_columns() where not internal union all "
            "select table_name, null, comment from duckdb_tables() union all "
            "select view_name, null, comment from duckdb_views() where not internal"
        ).fetchall()
    written = {(table, column): comment for table, column, comment in found}
    assert not {k: (v, written.get(k)) for k, v in told.items() if v and (written.get(k) or "").strip() != v.strip()}


def test_a_description_of_a_column_that_is_not_there_stops_the_build(tmp_path, monkeypatch):
    project = tmp_path / "dbt_project"
    shutil.copytree(PROJECT, project, ignore=shutil.ignore_patterns("target", "logs"))
    shutil.copytree(PROJECT.parent / "plans" / "corrections", tmp_path / "plans" / "corrections")
    views = project / "models" / "views" / "views.yml"
    words = views.read_text(encoding="utf-8").replace("- name: fact_id", "- name: no_such_column", 1)
    views.write_text(words, encoding="utf-8")
    monkeypatch.setattr(transform, "PROJECT", project)
    with duckdb.connect(str(tmp_path / FILE)) as con:
        raw.create(con)
    with pytest.raises(TransformFailed, match="no_such_column"):
        build_models(tmp_path, target=tmp_path / "target")
    assert not list((tmp_path / "target").glob(f"{MANIFEST}*"))
