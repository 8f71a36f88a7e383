"""Which edition of a round is current, and which documents are compared: by what they say, not by when they came."""

from __future__ import annotations

import duckdb
import pytest

from .models import make

TABLES = """
create table stg_documents (document_id varchar, sha256 varchar, series varchar, round_no integer, round_id varchar,
    published_on date, issuer varchar, meeting varchar, is_restated boolean, edition_no integer);
create table stg_blocks (document_id varchar, page_no integer, text varchar);
create table stg_pages (document_id varchar, n_characters integer);
"""


def document(name: str, cover: str = "추진계획(Ⅱ)", size: int = 1000, **more) -> dict:
    said = {
        "series": "추진계획",
        "round_no": 2,
        "round_id": "2026-2",
        "published_on": "2026-04-15",
        "is_restated": False,
    }
    return {"document_id": name, "sha256": name, "cover": cover, "size": size} | said | more


def compared(*documents: dict) -> tuple[list[str], set[tuple]]:
    """Documents by their place in their rounds, and the pairs (scope, older, newer), whatever the order of loading."""
    answers = []
    for order in (documents, documents[::-1]):
        with duckdb.connect() as con:
            con.execute(TABLES)
            for d in order:
                row = {k: v for k, v in d.items() if k not in ("cover", "size")}
                con.execute(
                    f"insert into stg_documents ({', '.join(row)}) values ({', '.join('?' * len(row))})",
                    [*row.values()],
                )
                con.execute("insert into stg_blocks values (?, 1, ?)", [d["document_id"], d["cover"]])
                con.execute("insert into stg_pages values (?, ?)", [d["document_id"], d["size"]])
            make(con, "intermediate/int_revision_editions", "intermediate/int_revision_pairs")
            places = con.execute("select document_id from int_revision_editions order by round_id, place").fetchall()
            pairs = con.execute("select scope, from_document_id, to_document_id from int_revision_pairs").fetchall()
            answers.append(([p for (p,) in places], set(pairs)))
    assert all(a == answers[0] for a in answers)
    return answers[0]


@pytest.mark.parametrize(
    ("current", "other"),
    [
        (document("z"), document("a", is_restated=True, published_on="2026-05-01")),
        (document("z", published_on="2026-04-22"), document("a")),
        (document("z", published_on="2026-04-22"), document("a", edition_no=0)),
        (document("z", edition_no=1), document("a", edition_no=0)),
        (document("z", edition_no=0), document("a", size=999999)),  # a copy with the same cover, whatever it holds
        (document("z", cover="추진계획(Ⅱ)(수정본)"), document("a", edition_no=0)),
        (document("z", edition_no=1), document("a", edition_no=0, cover="추진계획(Ⅱ)(정정)")),
        (document("z", size=1001), document("a")),
        (document("a"), document("z")),
    ],
)
def test_the_current_edition(current, other):
    places, pairs = compared(other, current)
    assert places == [current["document_id"], other["document_id"]]
    assert pairs == {("edition", other["document_id"], current["document_id"])}


def test_editions_follow_one_another_and_restated_ones_are_held_to_the_current():
    documents = [document(f"v{n}", edition_no=n) for n in range(3)]
    places, pairs = compared(*documents, document("r", is_restated=True))
    assert places == ["v2", "v1", "v0", "r"]
    assert pairs == {("edition", "v0", "v1"), ("edition", "v1", "v2"), ("edition", "r", "v2")}


def test_rounds_are_compared_by_their_current_editions_in_the_order_of_their_numbers():
    first = document("one", round_no=1, round_id="2026-1", published_on="2026-01-20")
    tenth = document("ten", round_no=10, round_id="2026-10", published_on="2027-01-20")
    _, pairs = compared(tenth, document("two-old", edition_no=0), document("two-new", edition_no=1), first)
    assert pairs == {("edition", "two-old", "two-new"), ("round", "one", "two-new"), ("round", "two-new", "ten")}


def test_yearly_plans_follow_each_other_only_where_the_same_office_brings_them_to_the_same_body():
    def yearly(name: str, year: int, office: str) -> dict:
        day = f"{year}-02-11"
        return document(name, series="주요업무계획", round_no=None, round_id=name, published_on=day, issuer=office)

    _, pairs = compared(yearly("a25", 2025, "해양국"), yearly("a26", 2026, "해양국"), yearly("b26", 2026, "기획실"))
    assert pairs == {("round", "a25", "a26")}
    _, pairs = compared(yearly("a", 2025, "해양국"), yearly("b", 2025, "해양국"))
    assert pairs == set()
