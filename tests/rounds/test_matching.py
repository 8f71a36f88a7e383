"""Which fact is which in the next document, and what changed: each rule by its smallest example, and its limits."""

from __future__ import annotations

import duckdb
import pytest

from .models import make, sql_of

FACTS = """
create table int_revision_facts (
    family varchar, fact_id varchar, document_id varchar, project_id varchar, what varchar, value double, unit varchar,
    printed varchar, period_start date, period_end date, class varchar, is_one_year boolean, is_observed boolean,
    is_total boolean, parent_id varchar, sub_area varchar, quote varchar, page_no integer, bare_what varchar,
    wordings varchar[], n_of_name bigint, has_parts boolean);
create table int_revision_pairs (
    scope varchar, series varchar, from_round_id varchar, to_round_id varchar, from_document_id varchar,
    to_document_id varchar, to_published_on date);
create table int_revision_projects (
    scope varchar, from_document_id varchar, to_document_id varchar, old_key varchar, new_key varchar, rule varchar,
    old_name varchar, new_name varchar, old_heading varchar, new_heading varchar, old_page_no integer,
    new_page_no integer);
"""


def money(name: str, eok: float, year: int = 2026, until: int | None = None, **more) -> dict:
    """An appropriation in 억원 for one year, or for the years ``year`` to ``until``."""
    period = {"period_start": f"{year}-01-01", "period_end": f"{until or year}-12-31", "is_one_year": until is None}
    return {
        "family": "budget",
        "what": name,
        "value": eok * 1e8,
        "unit": "KRW",
        "class": "appropriation|",
        **period,
    } | more


def target(name: str, value: float, year: int | None = 2030, unit: str = "cases", **more) -> dict:
    period = {"period_start": f"{year}-01-01", "period_end": f"{year}-12-31"} if year else {}
    return {"family": "kpi", "what": name, "value": value, "unit": unit, "class": f"{unit}|aim", **period} | more


def actual(name: str, value: float, year: int = 2025, **more) -> dict:
    return target(name, value, year, is_observed=True, **{"class": "cases|state"}) | more


def event(name: str, start: str | None, end: str | None, **more) -> dict:
    return {"family": "milestone", "what": name, "period_start": start, "period_end": end, "class": ""} | more


def revisions(old: list[dict], new: list[dict], scope: str = "round", old_project: str = "p", new_project: str = "p"):
    """(change, rule, older name, newer name) of every revision between two documents; the newer of 2026-04-15."""
    with duckdb.connect() as con:
        con.execute(FACTS)
        rounds = ("2026-1", "2026-2") if scope == "round" else ("2026-2", "2026-2")
        con.execute(
            "insert into int_revision_pairs values (?, 's', ?, ?, 'old', 'new', '2026-04-15')", [scope, *rounds]
        )
        rule = "plan_wide" if old_project == "plan" else "same_key"
        project = [scope, "old", "new", old_project, new_project, rule, "가", "가", "1 가", "1 가", 1, 1]
        con.execute(f"insert into int_revision_projects values ({', '.join('?' * len(project))})", project)
        for document, facts, project_id in (("old", old, old_project), ("new", new, new_project)):
            for n, fact in enumerate(facts):
                row = {
                    "fact_id": f"{document}{n}", "document_id": document, "project_id": project_id,
                    "is_one_year": False, "is_observed": False, "is_total": False,
                    "quote": fact["what"], "page_no": 1, "has_parts": False,
                } | fact  # fmt: skip
                row["n_of_name"] = sum((f["what"], f["class"]) == (fact["what"], fact["class"]) for f in facts)
                names = ", ".join(f'"{c}"' for c in row)
                con.execute(
                    f"insert into int_revision_facts ({names}) values ({', '.join('?' * len(row))})", list(row.values())
                )
        bare = sql_of("{{ bare('what') }}")
        con.execute(f"update int_revision_facts set bare_what = {bare}, wordings = coalesce(wordings, [{bare}])")
        make(con, "intermediate/int_revision_matches", "intermediate/int_revision_threads", "marts/fct_revisions")
        return con.execute(
            "select change, rule, old_what, new_what from fct_revisions where family <> 'project' order by all"
        ).fetchall()


def changes(old: list[dict], new: list[dict], **more) -> list[tuple[str, str]]:
    return [(change, rule) for change, rule, *_ in revisions(old, new, **more)]


SAME = "same_name_and_period"
TWO_THINGS = [("added", "only_in_newer"), ("dropped", "only_in_older")]
MOVED = [("rescheduled", "same_name_other_period")]


SAME_WORDS = "{{ same_words('a', 'b') }}"


@pytest.mark.parametrize(
    ("old", "new", "found"),
    [
        # figures
        (money("소재은행 구축", 80), money("소재 은행 구축", 80), []),
        (money("소재은행 구축", 80), money("소재은행 구축", 100), [("raised", SAME)]),
        (money("소재은행 구축", 80), money("소재은행 구축", 60), [("lowered", SAME)]),
        (money("총괄", 160, is_total=True), money("총괄", 180, is_total=True), [("restated", SAME)]),
        (money("투자 실적", 70, is_observed=True), money("투자 실적", 75, is_observed=True), [("restated", SAME)]),
        (money("실증단지 조성", 55.4), money("실증단지 조성", 55), [("restated", SAME)]),
        (target("기술이전", 40), target("기술이전", 60), [("raised", SAME)]),
        (actual("기술이전", 12), actual("기술이전", 13), [("restated", SAME)]),
        # periods
        (event("기본설계 착수", "2026-01-01", "2026-06-30"), event("기본설계 착수", "2026-07-01", "2026-12-31"),
         MOVED),
        (target("기술이전", 40), target("기술이전", 40, 2032), MOVED),
        (target("기술이전", 40), target("기술이전", 60, 2032),
         [("raised", "same_name_other_period"), ("rescheduled", "same_name_other_period")]),
        (target("기술이전", 40, None), target("기술이전", 40), []),
        (money("실증단지 조성", 400, 2026, 2029), money("실증단지 조성", 400, 2026, 2031),
         MOVED),
        (money("실증단지 조성", 50, 2027), money("실증단지 조성", 50, 2028), MOVED),
        # the next year's instalment is other money, and so is the run's total
        (money("실증단지 조성", 50, 2026), money("실증단지 조성", 60, 2027),
         TWO_THINGS),
        (money("실증단지 조성", 50, 2026), money("실증단지 조성", 90, 2026, 2027),
         TWO_THINGS),
        # names
        (money("AI자료분석과정 운영", 15), money("인공지능자료분석과정 운영", 15),
         [("renamed", "alike_name_same_figure")]),
        (money("고온초전도마그네틱기술개발", 93), money("고온초전도마그넷기술개발", 95),
         [("raised", "alike_name_and_period"), ("renamed", "alike_name_and_period")]),
        (money("콘텐츠 제작 지원", 30), money("범장르 콘텐츠 제작 지원", 30), []),
        (event("소재 보급", "2027-01-01", "2027-12-31"), event("소재 보급 확대", "2027-01-01", "2027-12-31"), []),
        (event("인력 200명 양성", "2027-01-01", "2027-12-31"), event("인력 150명 양성", "2027-01-01", "2027-12-31"),
         [("restated", "alike_name_and_period")]),
        # not the same: the figure alone, the end of the name, the number in the name, the kind of money, the unit
        (money("해조류가공센터 건립", 93), money("수중로봇 시험", 93), TWO_THINGS),
        (event("임상시험 착수", "2026-07-01", "2026-12-31"), event("임상시험 완료", "2026-07-01", "2026-12-31"),
         TWO_THINGS),
        (event("5호 펀드 결성", "2026-07-01", "2026-12-31"), event("6호 펀드 결성", "2026-07-01", "2026-12-31"),
         TWO_THINGS),
        (money("제1공장 증설", 40), money("제2공장 증설", 50), TWO_THINGS),
        (money("펀드 조성", 40), money("펀드 조성", 50, **{"class": "fund_size|"}),
         TWO_THINGS),
        (target("수출", 40), target("수출", 50, unit="percent"), TWO_THINGS),
        (money("펀드 조성", 40), money("펀드 조성", 40, **{"class": "fund_size|"}), []),
        # what is over did not go
        (event("협의체 출범", "2026-01-01", "2026-03-31"), None, []),
        (money("실증단지 조성", 50, 2025), None, []),
        (actual("기술이전", 12), None, []),
        (event("협의체 출범", "2026-04-01", "2026-06-30"), None, [("dropped", "only_in_older")]),
        (event("협의체 출범", None, "2026-06-30"), None, [("dropped", "only_in_older")]),
        (target("기술이전", 40, None), None, [("dropped", "only_in_older")]),
    ],
)  # fmt: skip
def test_one_fact(old, new, found):
    assert changes([old], [new] if new else []) == found


def test_each_fact_matches_once_and_the_best_first():
    old = [money("소재개발", 10), money("소재개발 지원", 20)]
    new = [money("소재개발 지원", 25), money("소재개발", 10)]
    assert revisions(old, new) == [("raised", SAME, "소재개발 지원", "소재개발 지원")]


def test_years_of_one_programme_match_year_by_year():
    old = [money("소재개발", 10, 2026), money("소재개발", 10, 2027)]
    new = [money("소재개발", 10, 2027), money("소재개발", 10, 2028)]
    assert changes(old, new) == [("added", "only_in_newer"), ("dropped", "only_in_older")]


def test_a_programme_split_into_parts_is_restated_not_lowered():
    parts = [money("실증단지 조성 부지공사", 70), money("실증단지 조성 설비구축", 50)]
    found = changes([money("실증단지 조성", 120)], parts)
    assert found == [("restated", "split_into_parts")] * 2
    assert changes(parts, [money("실증단지 조성", 120)]) == [("restated", "merged_from_parts")] * 2


def test_parts_that_do_not_add_up_are_no_split():
    parts = [money("실증단지 조성 부지공사", 70), money("실증단지 조성 설비구축", 10)]
    assert ("restated", "split_into_parts") not in changes([money("실증단지 조성", 120)], parts)


def test_parts_under_a_total_that_stayed_are_a_split():
    new = [money("원천기술", 160, is_total=True, has_parts=True)]
    new += [money(name, eok, parent_id="new0") for name, eok in (("효소탐색", 90), ("유전자분석", 70))]
    assert changes([money("원천기술", 160)], new) == [("restated", "split_into_parts")] * 2
    # a new part under a total that had parts before is new
    old = [money("원천기술", 90, is_total=True, has_parts=True), money("효소탐색", 90, parent_id="old0")]
    assert changes(old, new) == [("added", "only_in_newer"), ("restated", SAME)]


def test_projects_that_only_one_round_has_yield_nothing():
    facts = [money("소재개발", 10), event("시제품 공개", "2027-01-01", "2027-12-31")]
    with_other = [dict(f, project_id="q") for f in facts]
    assert changes(with_other, []) == [] and changes([], with_other) == []


def test_what_stands_under_no_project_comes_and_goes_only_between_editions():
    facts = [money("소재개발", 10)]
    plan = {"old_project": "plan", "new_project": "plan"}
    assert changes(facts, [], **plan) == []
    assert changes(facts, [], scope="edition", **plan) == [("dropped", "only_in_older")]
    assert changes(facts, [money("소재개발", 12)], **plan) == [("raised", SAME)]


def test_in_a_corrected_edition_what_is_left_out_was_dropped_though_its_day_is_over():
    past = event("협의체 출범", "2026-01-01", "2026-03-31")
    assert changes([past], [], scope="edition") == [("dropped", "only_in_older")]


def test_another_wording_of_the_same_fact_in_its_document_names_it_too():
    old = [money("해외전시관 개설", 9, wordings=["해외전시관개설", "수출거점마련"])]
    assert changes(old, [money("수출거점 마련", 12)]) == [("raised", SAME)]


@pytest.mark.parametrize(
    ("a", "b", "likeness"),
    [
        ("시험착수", "시험완료", 0.33),  # a common beginning counts no more than other letters
        ("가나", "가나", 1),
        ("콘텐츠제작지원", "범장르콘텐츠제작지원확대", 0.92),
        ("고온초전도마그네틱기술개발", "고온초전도마그넷기술개발", 0.78),  # a slip of the eye
        ("고온초전도마그넷기술개발", "고온초전도자석실용화기술개발", 0.58),  # two programmes
        ("a", "ab", 0),
    ],
)
def test_how_far_names_are_the_same_words(a, b, likeness):
    with duckdb.connect() as con:
        words = sql_of("select {{ word('x') }} as a, {{ word('y') }} as b from (values (?, ?)) t(x, y)")
        said = con.execute(f"select {sql_of(SAME_WORDS)} from ({words})", [a, b]).fetchone()
    assert round(said[0], 2) == likeness


@pytest.mark.parametrize(
    ("a", "b", "letters"),
    [
        ("가나다", "가라다", 1),  # 라 and 나 differ in two bytes of three
        ("시험착수", "시험완료", 2),
        ("kbio", "k바이오", 3),
        ("가나가나", "나가나", 1),
        ("", "가나", 2),
        ("가나다라마" * 9, "가나다라바" * 9, 9),
    ],
)
def test_edits_are_counted_in_letters(a, b, letters):
    with duckdb.connect() as con:
        sql = sql_of("select {{ edits('a', 'b') }}, {{ edits('b', 'a') }} from (values (?, ?)) t(a, b)")
        assert con.execute(sql, [a, b]).fetchone() == (letters, letters)
