"""The same models in DuckLake: tables as Parquet files, the catalogue in a file, and the same rows in every table."""

import duckdb
import pytest

from ingest import raw
from kplan.reading import read_one
from kplan.transform import FILE, build_models
from kplan.versions import hash_plans
from tests.rounds import small_plans
from warehouse.fingerprint import fingerprint

WANTED = "duckdb-extensions and duckdb-extension-ducklake"


@pytest.fixture
def lake(tmp_path, monkeypatch):
    """A way to open an empty lake."""
    catalogue, files = tmp_path / "plans.ducklake", tmp_path / "files"
    monkeypatch.setenv("KPLAN_LAKE_CATALOG", str(catalogue))
    monkeypatch.setenv("KPLAN_LAKE_FILES", str(files))

    def connect() -> duckdb.DuckDBPyConnection:
        con = duckdb.connect()
        con.load_extension("ducklake")
        con.execute(f"attach 'ducklake:{catalogue}' as lake (data_path '{files}')")
        con.execute("use lake")
        return con

    try:
        import duckdb_extensions

        duckdb_extensions.import_extension("ducklake")
        connect().close()
    except (ImportError, duckdb.Error) as e:
        pytest.skip(f"DuckLake is not here ({str(e).splitlines()[0]}): install {WANTED}")
    return connect


def test_the_lake_says_what_the_file_says(lake, tmp_path, monkeypatch):
    monkeypatch.setenv("KPLAN_CACHE", str(tmp_path / "cache"))
    small_plans.FIRST.write(tmp_path / "one.pdf")
    folders = [read_one(plan).folder for plan in hash_plans([tmp_path / "one.pdf"])]
    for con in (duckdb.connect(str(tmp_path / FILE)), lake()):
        with con:
            raw.create(con)
            raw.load(con, folders)
    build_models(tmp_path)
    build_models(tmp_path, "--target", "lake", target=tmp_path / "target")
    with duckdb.connect(str(tmp_path / FILE), read_only=True) as file, lake() as con:
        here, there = fingerprint(file), fingerprint(con)
        assert {t: (here.get(t), there.get(t)) for t in here | there if here.get(t) != there.get(t)} == {}
        assert "marts.fct_budgets" in here and con.execute("select count(*) > 0 from facts").fetchone() == (True,)
        (said,) = con.execute("select comment from duckdb_tables() where table_name = 'fct_budgets'").fetchone()
        assert said
    assert list((tmp_path / "files").rglob("*.parquet"))
