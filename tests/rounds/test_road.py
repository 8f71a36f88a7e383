"""Two rounds and a corrected edition on the whole road: every revision they hold is found, and nothing else."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from warehouse import open_warehouse
from warehouse.fingerprint import fingerprint

from .small_warehouse import kplan, small_warehouse

pytestmark = pytest.mark.timeout(900)  # two whole builds on a machine that may be busy
BETWEEN_ROUNDS = {
    ("budget", "raised", "해양미생물활용사업", 80e8, 100e8, "same_name_and_period"),
    ("budget", "restated", "해양소재 원천기술 확보", 160e8, 180e8, "same_name_and_period"),
    ("budget", "dropped", "극지생물 국제공동연구", 12e8, None, "only_in_older"),
    ("budget", "added", "해양소재 해외전시관 개설", None, 9e8, "only_in_newer"),
    ("budget", "renamed", "인공지능해양자료분석과정 운영", 15e8, 15e8, "alike_name_and_period"),
    ("budget", "restated", "양식실증단지 조성 부지공사", 120e8, 70e8, "split_into_parts"),
    ("budget", "restated", "양식실증단지 조성 설비구축", 120e8, 50e8, "split_into_parts"),
    ("kpi", "raised", "해양소재 기술이전 확대", 40, 60, "same_name_and_period"),
    ("kpi", "lowered", "해양소재 전문인력 양성", 200, 150, "same_name_and_period"),
    ("milestone", "rescheduled", "해양소재은행 기본설계 착수", None, None, "same_name_other_period"),
    ("milestone", "restated", "해양소재 전문인력 150명 양성", None, None, "alike_name_and_period"),
    ("project", "renamed", "지능형 수산양식", None, None, "stated_rename"),
}
BETWEEN_EDITIONS = {
    ("budget", "lowered", "해저냉각장치 실증", 71e8, 17e8, "same_name_and_period"),
    ("milestone", "rescheduled", "해저 실증해역 선정", None, None, "same_name_other_period"),
}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The three plans and their warehouse, built once a test run."""
    return small_warehouse(tmp_path_factory.getbasetemp())


@pytest.fixture(scope="module")
def con(folder):
    with open_warehouse(folder / "plans.duckdb") as con:
        yield con


@pytest.mark.parametrize(("scope", "wanted"), [("round", BETWEEN_ROUNDS), ("edition", BETWEEN_EDITIONS)])
def test_every_revision_is_found_and_nothing_else(con, scope, wanted):
    found = con.execute(
        "select family, change, what, old_value, new_value, rule from marts.fct_revisions where scope = ?", [scope]
    ).fetchall()
    assert len(found) == len(wanted) and set(found) == wanted


def test_a_revision_leads_to_both_facts_and_their_words(con):
    rows = con.execute(
        "select r.old_quote, r.old_page_no, r.new_quote, r.new_page_no, a.quote, a.page_no, b.quote, b.page_no "
        "from marts.fct_revisions r join marts.fct_budgets a on a.budget_id = old_key "
        "join marts.fct_budgets b on b.budget_id = new_key where r.family = 'budget'"
    ).fetchall()
    assert len(rows) == 6 and all(r[:4] == r[4:] for r in rows)


def test_a_renamed_project_keeps_its_id_and_each_name_its_rounds(con):
    ids = con.execute(
        "select distinct project_id from marts.fct_budgets join marts.dim_project using (project_id) "
        "where project_name = '지능형 수산양식' and round_id in ('2026-1', '2026-2') "
        "group by project_id having count(distinct round_id) = 2"
    ).fetchall()
    assert len(ids) == 1
    names = con.execute(
        "select name, valid_from_round_id, valid_to_round_id from marts.dim_project_name "
        "where kind = 'chapter' and project_id = ? order by valid_from_round_id",
        ids[0],
    ).fetchall()
    assert names == [("스마트 양식", "2026-1", "2026-1"), ("지능형 수산양식", "2026-2", None)]
    assert con.execute("select count(*) from marts.dim_project where project_name = '스마트 양식'").fetchone() == (0,)
    assert con.execute(
        "select project_id, old_key, new_key, thread_key from marts.fct_revisions where family = 'project'"
    ).fetchall() == [ids[0] * 4]


def test_a_thread_bears_the_key_of_its_first_fact(con):
    rows = con.execute(
        "select r.scope, r.change, r.what, b.round_id, b.amount_krw from marts.fct_revisions r "
        "join marts.fct_budgets b on b.budget_id = r.thread_key where r.change in ('raised', 'restated', 'lowered')"
    ).fetchall()
    assert set(rows) == {
        ("round", "raised", "해양미생물활용사업", "2026-1", 80e8),
        ("round", "restated", "해양소재 원천기술 확보", "2026-1", 160e8),
        ("round", "restated", "양식실증단지 조성 부지공사", "2026-1", 120e8),
        ("round", "restated", "양식실증단지 조성 설비구축", "2026-1", 120e8),
        ("edition", "lowered", "해저냉각장치 실증", "2026-2", 17e8),
    }


def test_both_editions_stay_and_only_the_current_one_counts(con):
    documents = con.execute(
        "select file_name, round_id, is_current from marts.dim_document order by file_name"
    ).fetchall()
    assert documents == [
        ("one.pdf", "2026-1", True), ("two-corrected.pdf", "2026-2", True), ("two.pdf", "2026-2", False)
    ]  # fmt: skip
    for table in ("fct_budgets", "fct_kpis", "fct_milestones"):
        said = con.execute(
            f"select d.file_name, bool_and(f.is_current = d.is_current), count(*) > 0 from marts.{table} f "
            "join marts.dim_document d using (document_id) group by all order by all"
        ).fetchall()
        assert said == [(name, True, True) for name in ("one.pdf", "two-corrected.pdf", "two.pdf")]
    (added,) = con.execute("select count(*) from marts.fct_budgets where is_additive and not is_current").fetchone()
    assert added == 0
    (file,) = con.execute(
        "select file_name from marts.dim_plan_round join marts.dim_document using (document_id) "
        "where dim_plan_round.round_id = '2026-2'"
    ).fetchone()
    assert file == "two-corrected.pdf"


def test_diff_prints_signs_figures_quotes_and_pages_by_project(folder):
    said = kplan("diff", "2026-1", "2026-2", "--warehouse", folder / "plans.duckdb")
    lines = said.splitlines()
    assert lines[0] == (
        "2026-1 → 2026-2: 1 added, 1 dropped, 2 raised, 1 lowered, 1 rescheduled, 2 renamed, 4 restated"
    )
    at = lines.index("  ↑ raised budget: 해양미생물활용사업: 80억원 → 100억원, +20억원, +25% (2026)")
    assert lines[at + 1].startswith("      old p.2 “해양미생물활용사업(’25~’29, ’26년 80억원)")
    assert lines[at + 2].startswith("      new p.2 “해양미생물활용사업(’25~’29, ’26년 100억원)")
    assert "지능형 수산양식" in lines and "  ~ renamed project: 스마트 양식 → 지능형 수산양식" in lines
    assert "  - dropped budget: 극지생물 국제공동연구: 12억원 (2026)" in lines
    assert "  → rescheduled milestone: 해저 실증해역 선정: 2026-07-01~2026-12-31 → 2027" in kplan(
        "diff", "2026-2", "2026-2", "--warehouse", folder / "plans.duckdb"
    )


def test_diff_as_json(folder):
    said = json.loads(kplan("diff", "2026-1", "2026-2", "--json", "--warehouse", folder / "plans.duckdb"))
    assert {(r["family"], r["change"], r["what"], r["old_value"], r["new_value"], r["rule"]) for r in said} == (
        BETWEEN_ROUNDS
    )


@pytest.mark.parametrize(
    ("rounds", "says"),
    [
        (("2026-2", "2026-1"), "older round first"),
        (("2026-1", "2026-9"), "No document of round 2026-9 was read. Rounds read: 2026-1, 2026-2."),
    ],
)
def test_diff_of_rounds_that_were_not_compared_is_wrong_usage(folder, rounds, says):
    from kplan.diff import diff
    from kplan.errors import WrongUsage

    with pytest.raises(WrongUsage, match=says):
        diff(*rounds, folder / "plans.duckdb")


def test_nothing_of_a_document_steers_the_terminal():
    from kplan.diff import _plain

    assert _plain("예산\x1b[31m 93억원\n\u202e") == "예산[31m 93억원"


def test_the_same_plans_say_the_same_on_another_day_in_another_place(folder, con, tmp_path):
    """Other folder and order, time zone, locale, hash seed, number of processes and threads, and no cache."""
    for name in ("two.pdf", "one.pdf", "two-corrected.pdf"):
        (tmp_path / name).write_bytes((folder / "plans" / name).read_bytes())
    out = tmp_path / "out" / "plans.duckdb"
    files = [tmp_path / name for name in ("two.pdf", "two-corrected.pdf", "one.pdf")]
    kplan(
        "build", *files, "--out", out, "--jobs", 3, KPLAN_CACHE=str(tmp_path / "b"), KPLAN_DUCKDB_THREADS="4",
        TZ="America/Los_Angeles", LC_ALL="tr_TR.UTF-8", LANG="tr_TR.UTF-8", PYTHONHASHSEED="4242",
    )  # fmt: skip
    with open_warehouse(out) as other:
        here, there = fingerprint(con), fingerprint(other)
    assert {t: (here.get(t), there.get(t)) for t in here | there if here.get(t) != there.get(t)} == {}
    assert "marts.fct_revisions" in here and "raw.claims" in here
    assert kplan("fingerprint", "--warehouse", out) == kplan("fingerprint", "--warehouse", folder / "plans.duckdb")
