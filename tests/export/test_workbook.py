"""The workbook opens with the right types, its descriptions in both languages, and no text that calculates."""

from __future__ import annotations

import re
from datetime import datetime

import openpyxl
import pytest

HANGUL = re.compile("[가-힣]")


@pytest.fixture(scope="module")
def book(exported):
    return openpyxl.load_workbook(exported.folder / "kplan.xlsx")


@pytest.fixture(scope="module")
def harmful_book(harmful):
    return openpyxl.load_workbook(harmful.folder / "kplan.xlsx")


def data(sheet) -> list[dict]:
    names = [c.value for c in sheet[3]]
    return [dict(zip(names, row, strict=True)) for row in sheet.iter_rows(min_row=4, values_only=True)]


def test_a_sheet_per_mart_with_all_its_rows(book, exported) -> None:
    marts = dict(exported.ask("select table_name, estimated_size from duckdb_tables() where schema_name = 'marts'"))
    assert set(book.sheetnames) == {"about", "columns", *marts}
    for name in marts:
        (n,) = exported.ask(f"select count(*) from marts.{name}")[0]
        assert book[name].max_row == n + 3, name


def test_names_stand_under_their_descriptions_and_stay_in_sight(book, exported) -> None:
    told = dict(exported.ask("select column_name, comment from duckdb_columns() where table_name = 'fct_kpis'"))
    sheet = book["fct_kpis"]
    for ko, en, name in zip(sheet[1], sheet[2], sheet[3], strict=True):
        assert HANGUL.search(ko.value) and told[name.value].startswith(re.sub(r" \[.*\]$", "", ko.value))
        assert re.sub(r" \[.*\]$", "", en.value) in told[name.value]
    assert sheet.freeze_panes == "B4" and sheet.auto_filter.ref.startswith("A3:")
    widths = [d.width for d in sheet.column_dimensions.values()]
    assert min(widths) > 8 and max(widths) > 40


def test_figures_dates_and_truths_are_what_they_are(book, exported) -> None:
    rows = {r["budget_id"]: r for r in data(book["fct_budgets"])}
    facts = exported.ask("select budget_id, amount_krw, fiscal_year, is_new from marts.fct_budgets")
    for key, amount, year, is_new in facts:
        assert rows[key]["amount_krw"] == int(amount) and rows[key]["fiscal_year"] == year
        assert rows[key]["is_new"] is is_new
    assert book["fct_budgets"]["M4"].number_format == "#,##0"
    milestones = {r["milestone_id"]: r for r in data(book["fct_milestones"])}
    ends = exported.ask("select milestone_id, period_end from marts.fct_milestones where period_end is not null")
    for key, end in ends:
        assert milestones[key]["period_end"] == datetime(end.year, end.month, end.day)
    kpis = {r["kpi_id"]: r for r in data(book["fct_kpis"])}
    assert all(kpis[k]["value"] == v for k, v in exported.ask("select kpi_id, value from marts.fct_kpis"))


def test_no_text_is_a_formula_or_a_link(harmful_book) -> None:
    cells = [c for sheet in harmful_book for row in sheet.iter_rows() for c in row if c.value is not None]
    assert {c.data_type for c in cells} == {"s", "n", "d", "b"}
    assert not any(sheet._hyperlinks for sheet in harmful_book)
    assert '=HYPERLINK("http://example.org","click")' in {c.value for c in cells}


def test_what_a_cell_cannot_hold_is_told(harmful_book) -> None:
    rows = data(harmful_book["fct_budgets"])
    (long,) = [r["quote"] for r in rows if r["quote"].startswith("가가가")]
    assert len(long) == 32_767 and long.endswith("[줄임 cut]")
    amounts = [r["amount_krw"] for r in rows]
    assert "12345678901234567890" in amounts  # fifteen digits are all that a number of Excel keeps
    assert -4_600_000_000 in amounts
    starts = [r["period_start"] for r in data(harmful_book["fct_kpis"])]
    assert "1899-03-01" in starts  # before Excel's calendar


def test_it_names_its_rounds_sources_and_fingerprint(book, exported) -> None:
    said = {str(c) for row in book["about"].iter_rows(values_only=True) for c in row if c is not None}
    ((sha256,),) = exported.ask("select sha256 from marts.dim_document")
    assert {sha256, *(r for (r,) in exported.ask("select round_id from marts.dim_plan_round"))} <= said
    assert any(re.fullmatch("sha256:[0-9a-f]{64}", s) for s in said)


def test_more_rows_than_a_sheet_holds_go_on_on_another(exported, tmp_path, monkeypatch) -> None:
    from warehouse import open_warehouse
    from warehouse.exporting import workbook
    from warehouse.exporting.release import read_release
    from warehouse.exporting.tables import read_tables, rows

    monkeypatch.setattr(workbook, "MOST_ROWS", 53)
    with open_warehouse(exported.warehouse) as con:
        tables = [t for t in read_tables(con, tmp_path) if t.name in ("fct_kpis", "fct_revisions")]
        workbook.write_workbook(tables, lambda t: rows(con, t), read_release(con), tmp_path / "book.xlsx")
    book = openpyxl.load_workbook(tmp_path / "book.xlsx")
    parts = [s for s in book.sheetnames if s.startswith("fct_kpis")]
    keys = [r["kpi_id"] for s in parts for r in data(book[s])]
    assert parts[:2] == ["fct_kpis", "fct_kpis_2"] and max(book[s].max_row for s in parts) == 53
    assert keys == [k for (k,) in exported.ask("select kpi_id from marts.fct_kpis order by 1")]
