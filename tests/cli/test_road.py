"""The real road on the shipped plan: what the build publishes, and every look back at it."""

import json
import re
import shutil
import time

import pytest

from warehouse import open_warehouse

FACTS = (("fct_budgets", "budget_id"), ("fct_kpis", "kpi_id"), ("fct_milestones", "milestone_id"))


@pytest.fixture(scope="module")
def con(built):
    with open_warehouse(built.out) as con:
        yield con


def test_facts_of_every_family_came_out(con):
    for table, key in FACTS:
        rows, keys = con.execute(f"select count(*), count(distinct {key}) from marts.{table}").fetchone()
        assert rows == keys > 0, table


def test_the_build_wrote_down_what_it_did(con, built):
    name, sha256 = con.execute("select file_name, sha256 from meta.inputs").fetchone()
    assert name == built.plan.name and len(sha256) == 64
    outcomes = dict(con.execute("select outcome, count(*) from meta.expectations group by all").fetchall())
    assert outcomes.get("error", 0) == 0 and outcomes["held"] > 80
    counts = dict(con.execute("select table_name, row_count from meta.counts").fetchall())
    assert counts["raw.pages"] == con.execute("select count(*) from raw.pages").fetchone()[0]
    assert (built.out.parent / ".plans.duckdb.releases" / "data_docs" / "index.html").is_file()


def test_views_open_under_any_file_name(con, built, tmp_path):
    copy = tmp_path / "renamed.duckdb"
    shutil.copyfile(built.out, copy)
    views = con.execute("select schema_name, view_name from duckdb_views() where not internal").fetchall()
    assert views
    with open_warehouse(copy) as renamed:
        for schema, view in views:
            renamed.execute(f'select * from "{schema}"."{view}" limit 1')


def test_a_second_build_with_nothing_changed_is_quick_and_imports_nothing_heavy(built):
    start = time.perf_counter()
    said = built.run("build", built.plan, "--out", built.out, "--json", python=("-X", "importtime"))
    seconds = time.perf_counter() - start
    assert said.returncode == 0 and json.loads(said.stdout)["unchanged"]
    imported = {m.split(".")[0] for m in re.findall(r"\|\s+([\w.]+)$", said.stderr, re.M)}
    assert "duckdb" in imported  # the listing is there
    assert not imported & {"dbt", "great_expectations", "pandas", "pypdfium2", "pdfplumber"}
    assert seconds < 1.5


def test_a_build_from_the_cache_says_the_same(built, tmp_path):
    said = built.run("build", built.plan, "--out", tmp_path / "again.duckdb", "--json")
    assert said.returncode == 0, said.stderr
    prints = [built.run("fingerprint", "--warehouse", out).stdout for out in (built.out, tmp_path / "again.duckdb")]
    assert prints[0] == prints[1] and "marts.fct_budgets" in prints[0]
    with open_warehouse(tmp_path / "again.duckdb") as con:
        assert con.execute("select bool_and(from_cache) from meta.inputs").fetchone() == (True,)


@pytest.mark.parametrize(("table", "key"), FACTS)
def test_a_fact_leads_back_to_the_page(built, con, tmp_path, table, key):
    from PIL import Image

    fact, page, quote = con.execute(
        f"select {key}, page_no, quote from marts.{table} order by {key} limit 1"
    ).fetchone()
    said = built.run("explain", fact, "--warehouse", built.out, "--crop", tmp_path / "crop.png")
    assert said.returncode == 0, said.stderr
    for part in (f"marts.{table}", f"models/marts/{table}.sql", "raw.claims", "raw.mentions", quote, str(built.plan)):
        assert part in said.stdout
    assert re.search(rf"^  page +{page}$", said.stdout, re.M)
    with Image.open(tmp_path / "crop.png") as crop:
        assert (214, 39, 40) in {color for _, color in crop.getcolors(1 << 24)}


def test_an_unknown_fact_is_wrong_usage(built):
    said = built.run("explain", "bud_nothing", "--warehouse", built.out)
    assert said.returncode == 2 and "bud_nothing" in said.stderr


def test_a_page_is_drawn_with_what_was_seen(built, con, tmp_path):
    from PIL import Image

    (page,) = con.execute("select min(page_no) from raw.tables where kind = 'data'").fetchone()
    said = built.run("inspect", built.plan, "--page", page, "--out", tmp_path / "page.png")
    assert said.returncode == 0, said.stderr
    assert re.search(r"\d+ lines, \d+ blocks, [1-9]\d* cells", said.stdout)
    with Image.open(tmp_path / "page.png") as image:
        assert (31, 119, 180) in {color for _, color in image.getcolors(1 << 24)}
    assert built.run("inspect", built.plan, "--page", 999, "--out", tmp_path / "no.png").returncode == 2


def test_structure_is_written_as_json(built, tmp_path):
    said = built.run("read", built.plan, "--json", tmp_path / "read.json")
    assert said.returncode == 0, said.stderr
    structure = json.loads((tmp_path / "read.json").read_text(encoding="utf-8"))
    ids = {b["id"] for b in structure["blocks"]}
    assert ids and all(b["parent"] is None or b["parent"] in ids for b in structure["blocks"])
    assert any(c["colspan"] > 1 or c["rowspan"] > 1 for t in structure["tables"] for c in t["cells"])


def test_a_query_prints_rows(built):
    said = built.run("query", "select count(*) as pages from raw.pages", "--warehouse", built.out)
    assert said.returncode == 0 and "pages" in said.stdout
