"""Dates as plans print them → inclusive bounds, granularity, and what is left to other words to say."""

from datetime import date

import pytest

from ingest.language import read, resolve_year


def periods(text, **kw):
    return [m for m in read(text, **kw) if m.type == "period"]


def day(text):
    return None if text is None else date(*map(int, text.split("-")))


WITH_YEAR = [
    ("’26년", "2026-1-1", "2026-12-31", "year"),
    ("'26", "2026-1-1", "2026-12-31", "year"),
    ("΄26년", "2026-1-1", "2026-12-31", "year"),
    ("ˊ26년", "2026-1-1", "2026-12-31", "year"),
    ("`25년도", "2025-1-1", "2025-12-31", "year"),
    ("2026년", "2026-1-1", "2026-12-31", "year"),
    ("２０２６년", "2026-1-1", "2026-12-31", "year"),
    ("2016", "2016-1-1", "2016-12-31", "year"),
    ("2023 (현재)", "2023-1-1", "2023-12-31", "year"),
    ("2028\n(목표)", "2028-1-1", "2028-12-31", "year"),
    ("’26학년도", "2026-1-1", "2026-12-31", "year"),
    ("’25.4/4", "2025-10-1", "2025-12-31", "quarter"),
    ("’25.4/4~’26.2/4", "2025-10-1", "2026-6-30", "range"),
    ("2024회계연도 결산", "2024-1-1", "2024-12-31", "year"),
    ("26년 249억원", "2026-1-1", "2026-12-31", "year"),
    ("25년", "2025-1-1", "2025-12-31", "year"),
    ("’93.12.", "1993-12-1", "1993-12-31", "month"),
    ("’26임상3상 특화펀드", "2026-1-1", "2026-12-31", "year"),
    ("’27K-바이오", "2027-1-1", "2027-12-31", "year"),
    ("’26년 연중", "2026-1-1", "2026-12-31", "year"),
    ("’27년 내", "2027-1-1", "2027-12-31", "year"),
    ("(’24)30개소", "2024-1-1", "2024-12-31", "year"),
    ("’24. 58억불", "2024-1-1", "2024-12-31", "year"),
    ("’24. 6위", "2024-1-1", "2024-12-31", "year"),
    ("’25. 2.7억", "2025-1-1", "2025-12-31", "year"),
    ("‘26.1분기", "2026-1-1", "2026-3-31", "quarter"),
    ("‘26. 1분기", "2026-1-1", "2026-3-31", "quarter"),
    ("'26.1/4분기", "2026-1-1", "2026-3-31", "quarter"),
    ("’25년 3/4분기", "2025-7-1", "2025-9-30", "quarter"),
    ("26. 1분기", "2026-1-1", "2026-3-31", "quarter"),
    ("’26년 상반기", "2026-1-1", "2026-6-30", "half"),
    ("26년 상반기", "2026-1-1", "2026-6-30", "half"),
    ("2025년도 하반기", "2025-7-1", "2025-12-31", "half"),
    ("’26.上", "2026-1-1", "2026-6-30", "half"),
    ("’25. 下", "2025-7-1", "2025-12-31", "half"),
    ("’25.하.", "2025-7-1", "2025-12-31", "half"),
    ("(’25.상)", "2025-1-1", "2025-6-30", "half"),
    ("’25.12월", "2025-12-1", "2025-12-31", "month"),
    ("'18.12월", "2018-12-1", "2018-12-31", "month"),
    ("’25.12", "2025-12-1", "2025-12-31", "month"),
    ("'26.4", "2026-4-1", "2026-4-30", "month"),
    ("’24.2.", "2024-2-1", "2024-2-29", "month"),
    ("2026년 6월", "2026-6-1", "2026-6-30", "month"),
    ("’25.12 中", "2025-12-1", "2025-12-31", "month"),
    ("‘24.12월말 기준", "2024-12-1", "2024-12-31", "month"),
    ("'24.\n9", "2024-9-1", "2024-9-30", "month"),
    ("26.3월", "2026-3-1", "2026-3-31", "month"),
    ("2026. 6. 30.", "2026-6-30", "2026-6-30", "day"),
    ("2025.02.11.(화) 10:00", "2025-2-11", "2025-2-11", "day"),
    ("’25.9.25일", "2025-9-25", "2025-9-25", "day"),
    ("’25.8.5", "2025-8-5", "2025-8-5", "day"),
    ("2026년 6월 30일", "2026-6-30", "2026-6-30", "day"),
    ("24.11.7", "2024-11-7", "2024-11-7", "day"),
    ("’22~’26", "2022-1-1", "2026-12-31", "range"),
    ("‘22∼’26년", "2022-1-1", "2026-12-31", "range"),
    ("’26년～’29년", "2026-1-1", "2029-12-31", "range"),
    ("2025〜2030", "2025-1-1", "2030-12-31", "range"),
    ("'29~30", "2029-1-1", "2030-12-31", "range"),
    ("(22~26)", "2022-1-1", "2026-12-31", "range"),
    ("종합계획(28~32)", "2028-1-1", "2032-12-31", "range"),
    ("종합계획(28~3\n2)", "2028-1-1", "2032-12-31", "range"),
    ("19~28년", "2019-1-1", "2028-12-31", "range"),
    ("’25~’29)1.8", "2025-1-1", "2029-12-31", "range"),
    ("'24.5～'26.12", "2024-5-1", "2026-12-31", "range"),
    ("'25.1~11월", "2025-1-1", "2025-11-30", "range"),
    ("’24.11.~12.", "2024-11-1", "2024-12-31", "range"),
    ("’25.下~’26.12.", "2025-7-1", "2026-12-31", "range"),
    ("'25. 하~ ‘26. 하", "2025-7-1", "2026-12-31", "range"),
    ("’17년 말∼’18년 초", "2017-1-1", "2018-12-31", "range"),
    ("’25.4.28.~30(벡스코)", "2025-4-28", "2025-4-30", "range"),
    ("2026.1.1~12.31", "2026-1-1", "2026-12-31", "range"),
    ("‘25. 4. 28.(월) ~ 4. 30.(수)", "2025-4-28", "2025-4-30", "range"),
    ("’24. 5. 24. ~ ’25. 5. 23.", "2024-5-24", "2025-5-23", "range"),
    ("’87.~’20. 3,333ha", "1987-1-1", "2020-12-31", "range"),
    ("11월~’26.2월", "2025-11-1", "2026-2-28", "range"),
    ("’26년부터 ’30년까지", "2026-1-1", "2030-12-31", "range"),
    ("'00년대", "2000-1-1", "2009-12-31", "range"),
    ("’30년대 초", "2030-1-1", "2039-12-31", "range"),
    ("'22.11.～", "2022-11-1", None, "range"),
    ("('26.7.~)", "2026-7-1", None, "range"),
    ("(’23년~)", "2023-1-1", None, "range"),
    ("(16~)", "2016-1-1", None, "range"),
    ("’26.上~", "2026-1-1", None, "range"),
    ("’26년부터", "2026-1-1", None, "range"),
    ("’27년 이후", "2027-1-1", None, "range"),
    ("~’26.4월", None, "2026-4-30", "deadline"),
    ("∼'27", None, "2027-12-31", "deadline"),
    ("(~’28년, 연 4.7%)", None, "2028-12-31", "deadline"),
    ("~30년", None, "2030-12-31", "deadline"),
    ("’30년까지", None, "2030-12-31", "deadline"),
    ("27년까지", None, "2027-12-31", "deadline"),
    ("’26년 4분기까지", None, "2026-12-31", "deadline"),
    ("～‘27년까지", None, "2027-12-31", "deadline"),
    ("내년부터 2028년까지", None, "2028-12-31", "range"),
]


@pytest.mark.parametrize(("text", "start", "end", "granularity"), WITH_YEAR)
def test_period_with_its_year(text, start, end, granularity):
    (m,) = periods(text)
    assert (m.period_start, m.period_end, m.granularity) == (day(start), day(end), granularity)
    assert not m.needs_year
    assert text[m.start : m.end] == m.text


WITHOUT_YEAR = [
    ("(1/4분기)", "1-1-1", "1-3-31", "quarter"),
    ("4분기", "1-10-1", "1-12-31", "quarter"),
    ("하반기", "1-7-1", "1-12-31", "half"),
    ("상반기 중", "1-1-1", "1-6-30", "half"),
    ("상·하반기", "1-1-1", "1-12-31", "year"),
    ("12월", "1-12-1", "1-12-31", "month"),
    ("10월 중", "1-10-1", "1-10-31", "month"),
    ("(11월)", "1-11-1", "1-11-30", "month"),
    ("12월말", "1-12-1", "1-12-31", "month"),
    ("3월 15일", "1-3-15", "1-3-15", "day"),
    ("(8.22)", "1-8-22", "1-8-22", "day"),
    ("회의(9.25.)", "1-9-25", "1-9-25", "day"),
    ("10.1(수)", "1-10-1", "1-10-1", "day"),
    ("9.3.(화)~9.5.(목)", "1-9-3", "1-9-5", "range"),
    ("1.17.~21.", "1-1-17", "1-1-21", "range"),
    ("5.2.~ 5.6.(5일간)", "1-5-2", "1-5-6", "range"),
    ("(9~11월, 0.3억원)", "1-9-1", "1-11-30", "range"),
    ("4월~12월", "1-4-1", "1-12-31", "range"),
    ("11월~2월", "1-11-1", "2-2-28", "range"),
    ("2~3분기", "1-4-1", "1-9-30", "range"),
    ("8월말까지", None, "1-8-31", "deadline"),
    ("~5월", None, "1-5-31", "deadline"),
    ("(5월~)", "1-5-1", None, "range"),
]


@pytest.mark.parametrize(("text", "start", "end", "granularity"), WITHOUT_YEAR)
def test_period_whose_year_stands_elsewhere(text, start, end, granularity):
    (m,) = periods(text)
    assert (m.period_start, m.period_end, m.granularity) == (day(start), day(end), granularity)
    assert m.needs_year


RELATIVE = [
    ("내년 6월까지", 1, None, "1-6-30", "deadline"),
    ("익년 1월", 1, "1-1-1", "1-1-31", "month"),
    ("연내", 0, "1-1-1", "1-12-31", "year"),
    ("연말까지", 0, None, "1-12-31", "deadline"),
    ("올해 하반기", 0, "1-7-1", "1-12-31", "half"),
    ("금년 말", 0, "1-1-1", "1-12-31", "year"),
    ("내후년", 2, "1-1-1", "1-12-31", "year"),
    ("작년 12월", -1, "1-12-1", "1-12-31", "month"),
]


@pytest.mark.parametrize(("text", "offset", "start", "end", "granularity"), RELATIVE)
def test_year_told_from_the_day_of_printing(text, offset, start, end, granularity):
    (m,) = periods(text)
    assert (m.year_offset, m.needs_year) == (offset, True)
    assert (m.period_start, m.period_end, m.granularity) == (day(start), day(end), granularity)


SEVERAL = [
    ("Ⅰ*(9.10), Ⅱ**(10.20), Ⅲ***(11.26)", ["9.10", "10.20", "11.26"]),
    ("(9.25, 11.28 2차례)", ["9.25", "11.28"]),
    ("정기심사(3, 6, 9월)", ["3", "6", "9월"]),
    ("(25.12.→28.12.)", ["25.12.", "28.12."]),
    ("(’25.12월 → ’28.12월)", ["’25.12월", "’28.12월"]),
    ("’26년 249억원, ’27년 300억원", ["’26년", "’27년"]),
    ("’22년 68억불 → ‘32년 174억불", ["’22년", "‘32년"]),
]


@pytest.mark.parametrize(("text", "printed"), SEVERAL)
def test_several_periods(text, printed):
    assert [m.text for m in periods(text)] == printed


def test_days_behind_a_dated_day_share_its_year():
    found = periods("발의(’25.7.18김승수/8.25양문석/9.11임오경)")
    assert [m.period_start for m in found] == [date(2025, 7, 18), date(2025, 8, 25), date(2025, 9, 11)]
    assert [m.period_start for m in periods("’24. 8.26. / 8.28. : 회의")] == [date(2024, 8, 26), date(2024, 8, 28)]


NONE = [
    "모델 2024 (신형)",
    "5년마다 수립",
    "5년간",
    "향후 20년",
    "최근 30년",
    "30년 이상",
    "50년이 경과",
    "13.7년",
    "10개월",
    "월 1회",
    "매월",
    "전년 대비",
    "2024 해외 콘텐츠시장 분석",
    "2,024",
    "1,988면",
    "11,101(6.7)",
    "비중 6.7%",
    "증가율은 2.1",
    "722 월드컵대로",
    "18/78",
    "1/20 크기",
    "제4차",
    "0.25",
    "13.12",
    "｢2030 전략｣",
    "’케데헌 챌린지‘",
    "‘뉴딜300’ 26개",
    "분기별 점검",
    "30일 초과",
    "24시간",
]


@pytest.mark.parametrize("text", NONE)
def test_no_period(text):
    assert periods(text) == []


def test_a_decade_is_not_the_beginning_of_another_word():
    (m,) = periods("’25년대상기관")
    assert m.granularity == "year"


@pytest.mark.parametrize(
    ("text", "qualifier"),
    [
        ("12월말", "말"),
        ("’26년 연중", "연중"),
        ("10월 중", "중"),
        ("’17년 말", "말"),
        ("8월 초", "초"),
        ("’27년 내", "내"),
    ],
)
def test_part_of_a_period_is_its_qualifier(text, qualifier):
    assert periods(text)[0].qualifier == qualifier


@pytest.mark.parametrize("text", ["’15.~계속", "’20.∼ 계속 / 22억원", "’26년(계속)", "’26년~(지속)"])
def test_ongoing(text):
    assert periods(text)[0].is_ongoing


def test_a_bracketed_date_inside_a_plan_name_is_read():
    (m,) = periods("｢새정부 경제성장전략(8.22)｣에 따른")
    assert m.text == "8.22"


def test_resolve_year_moves_both_bounds_and_knows_leap_years():
    (winter,) = periods("11월~2월")
    moved = resolve_year(winter, 2027)
    assert (moved.period_start, moved.period_end, moved.needs_year) == (date(2027, 11, 1), date(2028, 2, 29), False)
    (printed,) = periods("’26.4월")
    assert resolve_year(printed, 2030) is printed
    (deadline,) = periods("~2월")
    assert resolve_year(deadline, 2028).period_end == date(2028, 2, 29)


@pytest.mark.parametrize(
    ("text", "months"),
    [("점검(3,6,9,12월)", [3, 6, 9, 12]), ("수립(1,7월)", [1, 7]), ("심사(3, 6, 9월)", [3, 6, 9]), ("1,200월", [])],
)
def test_months_of_a_list_without_blanks(text, months):
    assert [m.period_start.month for m in read(text) if m.type == "period"] == months


def test_quarters_of_a_year_by_their_numbers_are_no_months():
    (m,) = periods("’26.2~3분기 중")
    assert (m.period_start, m.period_end) == (date(2026, 4, 1), date(2026, 9, 30))
    (m,) = periods("’26.2월~3분기")
    assert m.period_start == date(2026, 2, 1)


def test_four_digits_before_a_year_are_one_wherever_they_stand():
    (m,) = periods("예비율은 2024~2028년 20%")
    assert (m.period_start.year, m.period_end.year) == (2024, 2028)


def test_what_the_end_of_the_year_is_of():
    assert periods("연말정산 개선") == []
