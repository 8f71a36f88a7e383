"""Paragraphs → claims: years lent by headings and the day of publication, quotes, numbering, what stays silent."""

from datetime import date

import pytest

from ingest.claims import phrase_start
from tests.claims.pages import block, claims, mentions


def under(heading, text, **how):
    """Claims of a line under a heading."""
    return claims([block("h", heading, kind="heading"), block("i", text, "h", mark=how.pop("mark", "-"), **how)])


@pytest.mark.parametrize(
    ("heading", "text", "period"),
    [
        ("□ ’26년 예산 반영 내용", "- 양자팹 구축 30억원", (date(2026, 1, 1), date(2026, 12, 31), "heading")),
        ("□ ’26년 예산 반영 내용", "- 양자팹 구축 ’27년 30억원", (date(2027, 1, 1), date(2027, 12, 31), "beside")),
        ("□ 추진계획", "- 양자팹 구축 30억원", (None, None, "none")),
        # a note in the heading is not what the heading says
        ("□ 심사제 운영 ※ ’24년 115건 심사", "- 양자팹 구축 30억원", (None, None, "none")),
    ],
)
def test_period_of_a_heading(heading, text, period):
    money = next(c for c in under(heading, text) if c["family"] == "money")
    assert (money["period_start"], money["period_end"], money["period_origin"]) == period


@pytest.mark.parametrize(
    ("heading", "day"),
    [
        ("□ 2026년 추진일정", date(2026, 8, 1)),
        ("□ 2026년도 본예산 편성", date(2025, 8, 1)),  # a fiscal year is made up the year before
        ("□ 2023회계연도 결산", date(2025, 8, 1)),
        ("□ 2026~2030년 중기재정계획", date(2025, 8, 1)),
        ("□ 추진일정", date(2025, 8, 1)),  # the year of publication
    ],
)
def test_year_of_a_month_without_one(heading, day):
    (event,) = [c for c in under(heading, "- 편성계획 수립(8월)") if c["family"] == "event"]
    assert event["period_start"] == day


def test_a_fiscal_year_in_the_words_lends_no_year():
    (event,) = [
        c for c in claims([block("a", "- ’26년도 기금운용계획 수립(8~11월)", mark="-")]) if c["family"] == "event"
    ]
    assert event["period_start"] == date(2025, 8, 1)


def test_a_day_after_publication_that_is_told_as_done_was_in_the_year_before():
    (event,) = claims([block("a", "- 12.20. 착수회의 개최", mark="-")])
    assert event["period_start"] == date(2024, 12, 20)


def test_next_year_is_counted_from_the_publication():
    (event,) = [c for c in claims([block("a", "- 내년 6월까지 종합계획 수립", mark="-")]) if c["family"] == "event"]
    assert event["period_end"] == date(2026, 6, 30)


def test_a_heading_claims_money_but_neither_counts_nor_dates():
    found = claims([block("h", "3대 분야 ’26년 1,474억원 지원", kind="heading")])
    assert [(c["family"], c["value"]) for c in found] == [("money", 147_400_000_000)]


LABELLED = "➌ (시범마을) 한지 공방 1개소를 지정하고 ’27년까지 강사 20명을 양성"
LONG = "➌ 마을마다 종이 뜨기를 배우는 공방 1개소를 지정하고 ’27년까지 전통 종이 장인 20명을 양성해 교단에 세운다"


@pytest.mark.parametrize("text", [LABELLED, LONG])
def test_a_marked_heading_long_enough_to_tell_something_claims_what_an_item_would(text):
    def said(kind):
        found = claims([block("h", text, kind=kind, mark="➌")])
        return [(c["family"], c["printed"], c["subject"], c["period_end"]) for c in found]

    assert [(family, printed) for family, printed, _, _ in said("heading")] == [
        ("quantity", "1개소"), ("quantity", "20명"), ("event", "’27년까지"),
    ]  # fmt: skip
    assert said("heading") == said("item")


@pytest.mark.parametrize(
    ("text", "mark"),
    [
        ("➌ (시범마을) 공방 1개소 지정", "➌"),
        ("➌ 한지 공방 1개소 지정", "➌"),
        ("□ 한지 공방 3개", "□"),
        (LONG.replace("➌", "1."), "1."),
    ],
)
def test_a_short_heading_and_one_of_a_chapter_only_name(text, mark):
    assert claims([block("h", text, kind="heading", mark=mark)]) == []


def test_a_heading_of_steps_claims_them():
    before, after = claims([block("h", "□ 한지 공방 2개 → 3개", kind="heading", mark="□")])
    assert (before["printed"], after["printed"], after["subject"]) == ("2개", "3개", "한지 공방")
    assert (before["arrow"], after["arrow"]) == ("before", "after")


def test_numbered_steps_set_as_headings_are_events():
    found = claims([block("h", "① 예산안 제출(11.11.까지)", kind="heading", mark="①")])
    assert [(c["subject"], c["period_end"]) for c in found] == [("예산안 제출", date(2025, 11, 11))]


def starred(line, note):
    found = claims([block("a", line, mark="-"), block("n", note, parent="a", kind="note", mark="*")])
    return [c["subject"] for c in found if c["block_id"] == "n" and c["family"] != "event"]


def test_a_notes_nameless_figures_are_of_the_words_before_its_star():
    assert starred("- 공방을 넓히고, 한지 교육과정* 운영", "* (’25) 2개 → (’26) 4개") == [
        "한지 교육과정",
        "한지 교육과정",
    ]
    # a figure before the star has its own words, and so has the note
    assert starred("- 시장은 연 10% 성장*", "* ’24년 3억원") == [None]
    assert starred("- 한지 교육과정* 운영", "* 강사 ’25년 2명") == ["강사"]


@pytest.mark.parametrize("kind", ["page_number", "contents", "cover", "unit", "title"])
def test_silent_kinds_keep_their_mentions_and_claim_nothing(kind):
    b = block("a", "’26년 30억원", kind=kind)
    assert claims([b]) == []
    assert [m["type"] for m in mentions([b])] == ["period", "money"]
    assert all(m["context"] for m in mentions([b]))


def test_a_figure_in_a_bracket_is_quoted_with_its_noun_and_numbers_are_never_cut():
    (total, part) = sorted(
        claims([block("a", "- 운영비 2,884백만원(인건비 737백만원)", mark="-")]), key=lambda c: -c["value"]
    )
    assert (total["quote"], part["quote"]) == ("운영비 2,884백만원", "운영비 2,884백만원(인건비 737백만원)")
    assert part["outer_claim_id"] == total["claim_id"]


@pytest.mark.parametrize(
    ("text", "phrase"),
    [
        ("가, 나 다(", "나 다("), ("1,008억(", "1,008억("), ("가(나), 다(", "다("), ("가 → 나(", "나("),
        ("한다. 나(", "나("),
        ("가 (나, 다(", "다("), ("가(", "가("),
    ],
)  # fmt: skip
def test_phrase_start(text, phrase):
    assert text[phrase_start(text, len(text) - 1) :] == phrase


def test_one_claim_a_member_with_ids_of_their_own():
    found = claims([block("a", "- 백신 펀드 5, 6호 각 1,000억원 조성", mark="-")])
    assert [c["subject"] for c in found] == ["백신 펀드 조성 5호", "백신 펀드 조성 6호"]
    assert len({c["claim_id"] for c in found}) == 2


def test_pairs_point_at_each_other():
    before, after = claims([block("a", "- 실증 3건 → 10건", mark="-")])
    assert (before["pair_claim_id"], after["pair_claim_id"]) == (after["claim_id"], before["claim_id"])
    assert (before["arrow"], after["arrow"]) == ("before", "after")


def test_claim_ids_are_unique_and_mentions_known():
    blocks = [block("a", "- ’26년 법 개정(3월), 펀드 5, 6호 각 10억원(국비 7, 시비 3) → 20억원", mark="-")]
    found, known = claims(blocks), {m["mention_id"] for m in mentions(blocks)}
    assert len({c["claim_id"] for c in found}) == len(found)
    assert all(c["mention_id"] in known for c in found)


@pytest.mark.parametrize(("date_", "events"), [("’29년까지", 1), ("’29년", 0)])
def test_a_term_before_a_figure_dates_what_is_done_and_a_year_only_the_figure(date_, events):
    found = claims([block("a", f"- {date_} 10cm 제지 기술을 확보", mark="-")])
    assert [c["family"] for c in found].count("event") == events
    assert [c["period_end"] for c in found if c["family"] == "quantity"] == [date(2029, 12, 31)]


def test_run_years_of_a_programme():
    year = next(
        c for c in claims([block("a", "- 총 902억원(’24~’28, ’26년 249억원)", mark="-")]) if c["value"] == 24.9e9
    )
    assert (year["run_start_year"], year["run_end_year"]) == (2024, 2028)


def test_a_document_without_a_date_leaves_years_open():
    (event,) = claims([block("a", "- 편성계획 수립(8월)", mark="-")], published=None)
    assert event["period_start"] == date(1, 8, 1)


def test_a_plan_for_next_year_dates_what_prints_no_year():
    said = claims([block("b1", "자문단 구성(3월), 내년 착수(5월)")], plan_year=2026)
    assert [c["period_start"] for c in said if c["family"] == "event"] == [date(2026, 3, 1), date(2026, 5, 1)]


def test_a_boxed_number_with_a_label_tells_what_an_item_would():
    said = claims(
        [block("b1", "4 (규제) 특별법 제정 추진(’26년 내), 사전검토 제도 시행(’27.1월~)", kind="heading", mark="4")]
    )
    assert [c["subject"] for c in said if c["family"] == "event"] == ["특별법 제정 추진", "사전검토 제도 시행"]


def test_the_years_of_a_scheme_are_those_of_its_cost():
    heads = [block("h", "2026년 주요업무계획", kind="heading"), block("p", "□ 사업개요", "h", mark="□")]
    lines = [
        block("a", "○ 기 간 : 2026. 1. ~ 2027. 12.(2년)", "p", mark="○"),
        block("b", "○ 사 업 비 : 14,000백만원", "p", mark="○"),
        block("c", "- 2027년 7,000백만원", "b", mark="-"),
    ]
    found = [c for c in claims([*heads, *lines]) if c["family"] == "money"]
    assert [(c["period_start"].year, c["period_end"].year) for c in found] == [(2026, 2027), (2027, 2027)]
    alone = [c for c in claims([*heads, lines[1]]) if c["family"] == "money"]
    assert [(c["period_start"].year, c["period_end"].year) for c in alone] == [(2026, 2026)]


def test_goals_set_as_a_heading_lend_their_years_to_nothing_below():
    goal = block("g", "◇ 수출: ’25년 136억불 → ’30년 210억불", kind="heading", mark="◇")
    found = claims([goal, block("a", "보증 1.2조원", "g")])
    assert [(c["printed"], c["period_end"] and c["period_end"].year) for c in found] == [
        ("136억불", 2025), ("210억불", 2030), ("1.2조원", None),
    ]  # fmt: skip


def test_a_run_of_years_lends_no_year():
    text = "2021년부터 2030년까지의 계획을 확정하고, 12월 10일(수) 고시"
    (event,) = [c for c in claims([block("a", text)]) if c["family"] == "event"]
    assert event["period_start"] == date(2025, 12, 10)
