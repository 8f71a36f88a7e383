"""The shipped plan's export, and one of a warehouse whose texts, figures and dates mean harm."""

from __future__ import annotations

import csv
import shutil
from dataclasses import dataclass
from pathlib import Path

import duckdb
import pytest

from warehouse import open_warehouse
from warehouse.exporting import export

MODELS = Path(__file__).resolve().parents[2] / "dbt_project" / "models" / "marts"

HARM = (  # text → what it is
    '=HYPERLINK("http://example.org","click")',
    "+466억",
    "-2+3",
    "@SUM(A1:A9)",
    "\t=1+1",
    "\r=1+1",
    "  =1+1",
    "＝１＋１",
    "'=1+1",
    'a\nb, "c"; d|e\x0b\x00f ￾\u2028',
    "-5",
    "+3.2%",
    "‘26년 35억원",
)


@dataclass(frozen=True)
class Export:
    """An export's folder and the warehouse it was made of."""

    folder: Path
    warehouse: Path

    def rows(self, name: str) -> list[dict[str, str]]:
        with (self.folder / name).open(encoding="utf-8-sig", newline="") as f:
            return list(csv.DictReader(f))

    def ask(self, sql: str) -> list[tuple]:
        with open_warehouse(self.warehouse) as con:
            return con.execute(sql).fetchall()


def make(warehouse: Path, folder: Path) -> Export:
    with open_warehouse(warehouse) as con:
        export(con, folder, MODELS)
    return Export(folder, warehouse)


@pytest.fixture(scope="session")
def exported(built, tmp_path_factory) -> Export:
    """The export of the shipped plan, by the command line."""
    folder = tmp_path_factory.mktemp("exported") / "export"
    said = built.run("export", "--warehouse", built.out, "--out", folder)
    assert said.returncode == 0, said.stderr
    return Export(folder, built.out)


@pytest.fixture(scope="session")
def harmful(built, tmp_path_factory) -> Export:
    """The same facts with harmful texts, very large and negative figures, and documents that are not restated."""
    folder = tmp_path_factory.mktemp("harmful")
    file = folder / "harmful.duckdb"
    shutil.copyfile(built.out.resolve(), file)
    with duckdb.connect(str(file)) as con:
        keys = [k for (k,) in con.execute("select budget_id from marts.fct_budgets order by 1").fetchall()]
        for key, text in zip(keys, HARM, strict=False):
            con.execute("update marts.fct_budgets set programme = ? where budget_id = ?", [text, key])
        con.execute("update marts.fct_budgets set quote = repeat('가', 40000) where budget_id = ?", [keys[20]])
        con.execute("update marts.fct_budgets set amount_krw = 12345678901234567890 where budget_id = ?", [keys[21]])
        con.execute("update marts.fct_budgets set amount_krw = -4600000000 where budget_id = ?", [keys[22]])
        kpis = [
            k for (k,) in con.execute("select kpi_id from marts.fct_kpis where tier <> 'context' order by 1").fetchall()
        ]
        for key, text in zip(kpis, HARM, strict=False):
            con.execute("update marts.fct_kpis set quote = ?, value = -0.1 where kpi_id = ?", [text, key])
        con.execute("update marts.fct_kpis set period_start = '1899-03-01' where kpi_id = ?", [kpis[0]])
        con.execute("update marts.dim_document set is_restated = false, file_name = '../../=cmd|.pdf'")
    return make(file, folder / "export")
