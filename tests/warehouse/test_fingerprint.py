"""Fingerprints say whether two warehouses say the same: rows in any order, whenever built."""

import duckdb
import pytest

from warehouse.fingerprint import fingerprint


def warehouse(*rows: tuple, ingested: str = "2026-01-01") -> dict[str, str]:
    with duckdb.connect() as con:
        con.execute("create schema marts; create schema meta; create table meta.build as select now() as built_at")
        con.execute(
            "create table marts.facts (name varchar, amount decimal(20,0), pages integer[], ingested_at timestamp)"
        )
        for row in rows:
            con.execute("insert into marts.facts values (?, ?, ?, ?)", [*row, ingested])
        con.execute("create view marts.seen as select * from marts.facts")
        return fingerprint(con)


ONE, TWO = ("게임", 93, [1, 2]), ("음악", 45, None)


def test_order_and_time_do_not_count():
    assert warehouse(ONE, TWO) == warehouse(TWO, ONE, ingested="2027-05-05")
    assert warehouse(ONE).keys() == {"marts.facts"}


@pytest.mark.parametrize("other", [(ONE,), (ONE, TWO, TWO), (ONE, ("음악", 46, None)), (ONE, ("음악", 45, []))])
def test_any_other_content_counts(other):
    assert warehouse(ONE, TWO) != warehouse(*other)


def test_a_doubled_pair_does_not_cancel_out():
    assert warehouse(ONE, ONE) != warehouse(TWO, TWO)


def test_null_is_not_the_word_null():
    assert warehouse((None, 1, None)) != warehouse(("NULL", 1, None))
