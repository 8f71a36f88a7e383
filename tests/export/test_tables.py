"""CSV and Parquet say what the marts say, and a spreadsheet finds no formula in them."""

from __future__ import annotations

import json
from datetime import date
from decimal import Decimal

import duckdb
import pytest

from warehouse.exporting.csvs import BOM, guarded, said, unguarded


def marts(con: duckdb.DuckDBPyConnection) -> list[str]:
    return [t for (t,) in con.execute("select table_name from duckdb_tables() where schema_name = 'marts'").fetchall()]


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("=1+1", "'=1+1"),
        ("+466억", "'+466억"),
        ("-200℃", "'-200℃"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("\t=1", "'\t=1"),
        ("\r=1", "'\r=1"),
        ("\ntext", "'\ntext"),
        ("  =1+1", "'  =1+1"),
        ("\ufeff=1", "'\ufeff=1"),
        ("＝1", "'＝1"),
        ("'=1", "''=1"),
        ("-5", "-5"),
        ("+3.2%", "+3.2%"),
        ("-", "'-"),
        ("-1+2", "'-1+2"),
        ("‘26년 35억원", "‘26년 35억원"),
        ("'26년", "'26년"),
        ("1,474억", "1,474억"),
        ("", ""),
    ],
)
def test_a_text_is_no_formula_and_can_be_had_back(text: str, written: str) -> None:
    assert guarded(text) == written
    assert unguarded(written) == text


@pytest.mark.parametrize(
    ("value", "written"),
    [
        (None, ""), (True, "true"), (-5, "-5"), (-0.1, "-0.1"), (5.8e9, "5800000000"), (1e300, "1e+300"),
        (2.5e17, "250000000000000000"), (0.00001, "0.00001"), (0.0, "0"), (float("inf"), "INF"),
        (0.1 + 0.2, "0.30000000000000004"),
        (Decimal("-4600000000"), "-4600000000"), (Decimal("12345678901234567890"), "12345678901234567890"),
        (date(2026, 1, 31), "2026-01-31"), (["억 원", "-"], '["억 원", "-"]'),
    ],
)  # fmt: skip
def test_figures_stand_bare(value: object, written: str) -> None:
    assert said(value) == written


@pytest.mark.parametrize("which", ["exported", "harmful"])
def test_csv_reads_back_as_the_mart(which: str, request: pytest.FixtureRequest) -> None:
    made = request.getfixturevalue(which)
    with duckdb.connect(str(made.warehouse.resolve()), read_only=True) as con:
        for table in marts(con):
            there = con.execute(f'select * from marts."{table}"')
            names = [c[0] for c in there.description]
            kinds = [str(c[1]) for c in there.description]
            rows = made.rows(f"csv/{table}.csv")
            back = [tuple(_read(r[n], k) for n, k in zip(names, kinds, strict=True)) for r in rows]
            mart = [tuple(None if v == "" else _plain(v) for v in row) for row in there.fetchall()]
            assert sorted(back, key=repr) == sorted(mart, key=repr), table
            assert (made.folder / f"csv/{table}.csv").read_bytes().startswith(BOM)


def _read(cell: str, kind: str) -> object:
    if cell == "":
        return None
    if kind == "VARCHAR":
        return unguarded(cell)
    if kind.endswith("[]"):
        return json.dumps(json.loads(cell))
    if kind == "DOUBLE":
        return float(cell)
    if kind == "BOOLEAN":
        return {"true": True, "false": False}[cell]
    return int(cell) if kind.startswith(("INT", "BIG", "DEC")) else cell


def _plain(value: object) -> object:
    if isinstance(value, list):
        return json.dumps(value)
    if isinstance(value, Decimal):
        return int(value)
    return value if value is None or isinstance(value, str | bool | int | float) else said(value)


def test_no_cell_of_a_csv_begins_a_formula(harmful) -> None:
    seen = set()
    for path in sorted(harmful.folder.rglob("*.csv")):
        for row in harmful.rows(path.relative_to(harmful.folder).as_posix()):
            for cell in row.values():
                bare = cell.strip(" \ufeff\u200b")
                if bare[:1] in ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠"):
                    float(bare.rstrip("%"))  # a figure, or this raises
                seen.add(cell)
    assert '\'=HYPERLINK("http://example.org","click")' in seen and "-4600000000" in seen and "-0.1" in seen


@pytest.mark.parametrize("which", ["exported", "harmful"])
def test_parquet_is_the_mart_with_its_descriptions(which: str, request: pytest.FixtureRequest) -> None:
    made = request.getfixturevalue(which)
    with duckdb.connect(str(made.warehouse.resolve()), read_only=True) as con:
        for table in marts(con):
            file = made.folder / f"parquet/{table}.parquet"
            mart, parquet = f'marts."{table}"', f"read_parquet('{file}')"
            assert con.sql(f"select * from {mart}").types == con.sql(f"select * from {parquet}").types
            for one, other in ((mart, parquet), (parquet, mart)):
                lost = con.execute(f"select * from {one} except all select * from {other}").fetchall()
                assert not lost, table
            told = dict(con.execute(f"select decode(key), decode(value) from parquet_kv_metadata('{file}')").fetchall())
            comments = con.execute(
                "select column_name, comment from duckdb_columns() where schema_name = 'marts' and table_name = ?",
                [table],
            ).fetchall()
            assert all(told[f"column:{name}"].startswith(comment) for name, comment in comments)
