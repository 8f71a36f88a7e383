"""Money as plans print it → value in whole units of a currency, each notation once."""

import pytest

from ingest.language import read

억 = 100_000_000
조 = 10_000 * 억


def money(text, **kw):
    return [m for m in read(text, **kw) if m.type == "money"]


SINGLE = [
    ("93억", 93 * 억, "KRW", "억"),
    ("93억원", 93 * 억, "KRW", "억원"),
    ("93 억원", 93 * 억, "KRW", "억원"),
    ("1,474억", 1474 * 억, "KRW", "억"),
    ("1176억원", 1176 * 억, "KRW", "억원"),
    ("17조 5,312억원", 175_312 * 억, "KRW", "조 억원"),
    ("14조 516억원", 140_516 * 억, "KRW", "조 억원"),
    ("2조3,400억 원", 23_400 * 억, "KRW", "조억 원"),
    ("1조 9천억원", 19_000 * 억, "KRW", "조 천억원"),
    ("1조원", 조, "KRW", "조원"),
    ("4.1조 규모", 41_000 * 억, "KRW", "조"),
    ("1조 메가펀드", 조, "KRW", "조"),
    ("1.1조원", 11_000 * 억, "KRW", "조원"),
    ("0.8억", 80_000_000, "KRW", "억"),
    ("0.16억원", 16_000_000, "KRW", "억원"),
    ("5백억", 500 * 억, "KRW", "백억"),
    ("15백억", 1500 * 억, "KRW", "백억"),
    ("3천억원", 3000 * 억, "KRW", "천억원"),
    ("9백만원", 9_000_000, "KRW", "백만원"),
    ("5천만원", 50_000_000, "KRW", "천만원"),
    ("3천5백만원", 35_000_000, "KRW", "천백만원"),
    ("2,550백만원", 2_550_000_000, "KRW", "백만원"),
    ("189,090천원", 189_090_000, "KRW", "천원"),
    ("110만원", 1_100_000, "KRW", "만원"),
    ("3만 5,000원", 35_000, "KRW", "만원"),
    ("1,000원", 1000, "KRW", "원"),
    ("9조 6,300여억원", 96_300 * 억, "KRW", "조 억원"),
    ("１，２３４억원", 1234 * 억, "KRW", "억원"),
    ("58억불", 58 * 억, "USD", "억불"),
    ("33억弗", 33 * 억, "USD", "억弗"),
    ("92.7억 달러", 9_270_000_000, "USD", "억 달러"),
    ("5.4천억 달러", 5400 * 억, "USD", "천억 달러"),
    ("1.75조 달러", 17_500 * 억, "USD", "조 달러"),
    ("10만달러", 100_000, "USD", "만달러"),
    ("4,311만불", 43_110_000, "USD", "만불"),
    ("$58억", 58 * 억, "USD", "억"),
    ("130만 유로", 1_300_000, "EUR", "만 유로"),
    ("50억엔", 50 * 억, "JPY", "억엔"),
    ("1,000만 위안", 10_000_000, "CNY", "만 위안"),
    ("1,\n234억원", 1234 * 억, "KRW", "억원"),
]


@pytest.mark.parametrize(("text", "value", "unit", "printed"), SINGLE)
def test_one_amount(text, value, unit, printed):
    (m,) = money(text)
    assert (m.value, m.unit, m.unit_printed) == (value, unit, printed)
    assert (m.low, m.high, m.is_delta, m.sign) == (None, None, False, 1)
    assert text[m.start : m.end] == m.text


NOT_MONEY = [
    "제3조",
    "과학기술기본법 제7조의2 제3항",
    "시행령 제45조(자회사)",
    "(법 제7조 제4항, 제5항)",
    "같은 법 5조",
    "4조 3교대",
    "1.3억회 돌파",
    "8억립 방류",
    "3억 명",
    "5만명",
    "2천명",
    "(▲20%)",
    "3조직 개편",
    "1억제",
    "120",
    "12개월",
    "신약 3건",
    "수백억원",
]


@pytest.mark.parametrize("text", NOT_MONEY)
def test_not_money(text):
    assert money(text) == []


RANGES = [
    ("2~3억원", 2 * 억, 3 * 억),
    ("500~1,000억", 500 * 억, 1000 * 억),
    ("200∼500억 미만", 200 * 억, 500 * 억),
    ("65～80백만원", 65_000_000, 80_000_000),
    ("3천~5천만원", 30_000_000, 50_000_000),
    ("40억원～300억원", 40 * 억, 300 * 억),
    ("1억 ~ 5억원", 억, 5 * 억),
    ("300백만원~900백만원", 300_000_000, 900_000_000),
    ("900억~1조원", 900 * 억, 조),
]


@pytest.mark.parametrize(("text", "low", "high"), RANGES)
def test_range_is_one_mention_whose_value_is_its_low_end(text, low, high):
    (m,) = money(text)
    assert (m.value, m.low, m.high) == (low, low, high)


UNIT_ONCE = [
    ("(’25) 120 → (’26) 180억원", [120 * 억, 180 * 억]),
    ("비용(2→1조원 수준)", [2 * 조, 조]),
    ("1.8→2.1조원", [18_000 * 억, 21_000 * 억]),
    ("100 → 200 → 300억원", [100 * 억, 200 * 억, 300 * 억]),
    ("(‘24예산) 26.5 → (‘25예산) 29.6조원", [265_000 * 억, 296_000 * 억]),
    ("12,345백만원(’24) → 13,456(’25)", [12_345_000_000, 13_456_000_000]),
    ("8천 → 1.2만원", [8000, 12_000]),
    ("(’25) 38 → (’26안) 50억원", [38 * 억, 50 * 억]),
    ("77억→46억", [77 * 억, 46 * 억]),
]


@pytest.mark.parametrize(("text", "values"), UNIT_ONCE)
def test_unit_printed_once_beside_an_arrow(text, values):
    assert [m.value for m in money(text)] == values


def test_a_numeral_is_taken_whole_or_not_at_all():
    assert [m.value for m in money("5억 → 13,456개")] == [5 * 억]


CONTEXT = [
    ("3,000억원 내외", dict(qualifier="내외")),
    ("150조원 + α", dict(qualifier="+α")),
    ("1조 2,000억원+α", dict(qualifier="+α")),
    ("약 3조원 규모", dict(qualifier="약 규모")),
    ("최대 10억원 이내", dict(qualifier="최대 이내")),
    ("각 5백억", dict(qualifier="각")),
    ("총 902억원", dict(qualifier="총")),
    ("20억원 이상", dict(qualifier="이상")),
    ("1억원 초과", dict(qualifier="초과")),
    ("누적 39억원", dict(qualifier="누적")),
    ("매년 12억원", dict(rate="year")),
    ("연 7천만원", dict(rate="year")),
    ("연13억원", dict(rate="year")),
    ("'24～'26, 년 6.68억원", dict(rate="year")),
    ("연간 30억원", dict(rate="year")),
    ("월 110만원", dict(rate="month")),
    ("80만원/월", dict(rate="month")),
    ("26년 249억원", dict(rate=None)),
    ("(+466억, 24개 사업)", dict(is_delta=True, sign=1, value=466 * 억)),
    ("(+30억원)", dict(is_delta=True, sign=1)),
    ("(+ 2,116억)", dict(is_delta=True, sign=1, value=2116 * 억, text="+ 2,116억")),
    ("30 + 2,116억", dict(is_delta=False, sign=1)),
    ("(△31억)", dict(is_delta=True, sign=-1, value=31 * 억)),
    ("(▲31억원)", dict(is_delta=True, sign=-1)),
    ("(-31억원)", dict(is_delta=True, sign=-1, value=31 * 억)),
    ("220억 삭감", dict(is_delta=True, sign=-1)),
    ("1,410억 감소)", dict(is_delta=True, sign=-1)),
    ("77억원 증액", dict(is_delta=True, sign=1)),
    ("61억원(61억↑)", dict(is_delta=False)),
    ("0.5조원으로 감소", dict(is_delta=False, sign=1)),
    ("▲100억원 규모 펀드", dict(is_delta=False, sign=1)),
    ("△ 100억원 규모 펀드", dict(is_delta=False, sign=1)),
    ("신규, 96억), ▲78억 지원", dict(is_delta=False)),
]


@pytest.mark.parametrize(("text", "expected"), CONTEXT)
def test_what_stands_beside_an_amount(text, expected):
    m = money(text)[0]
    assert {k: getattr(m, k) for k in expected} == expected


def test_reduced_to_is_a_level_and_its_bracket_the_delta():
    level, delta = money("46억으로 감액(△31억)")
    assert (level.value, level.is_delta) == (46 * 억, False)
    assert (delta.value, delta.sign, delta.is_delta, delta.text) == (31 * 억, -1, True, "△31억")


SPLITS = [
    (
        "90.8억원(국57.3, 시26.5, 민7)",
        [(90.8, None), (57.3, "national"), (26.5, "local"), (7, "private")],
    ),
    ("국비 45억, 지방비 20억", [(45, "national"), (20, "local")]),
    ("12.5억원(국비10, 시비2.5)", [(12.5, None), (10, "national"), (2.5, "local")]),
    ("94억원(국 47억, 시 47억)", [(94, None), (47, "national"), (47, "local")]),
    (
        "793억원(국 515, 시 82, 구․군 139, 자부담 등 57)",
        [(793, None), (515, "national"), (82, "local"), (139, "local"), (57, "private")],
    ),
    ("1,911억원(민자)", [(1911, "private")]),
    ("4억원(시비 100%)", [(4, "local")]),
    ("788억원(공사 714, 감리 34, 부대비 등 40)", [(788, None), (714, None), (34, None), (40, None)]),
    ("96억원(시10, 모태펀드60, 민자26)", [(96, None), (10, "local"), (60, None), (26, "private")]),
    ("453억(국270,시100, 민83)", [(453, None), (270, "national"), (100, "local"), (83, "private")]),
    ("국비 총 400억원", [(400, "national")]),
    ("도시 400억원", [(400, None)]),
    ("195억원(국비 50%, 시비 50%)", [(195, None)]),
    (
        "총사업비 140억원: 국비 70, 지방비 56, 민자 14",
        [(140, None), (70, "national"), (56, "local"), (14, "private")],
    ),
    (
        "사업비 140억원: 국비 70, 참여 공방 56",
        [(140, None)],
    ),  # behind a colon only what is labelled throughout is a split
]


@pytest.mark.parametrize(("text", "parts"), SPLITS)
def test_split_by_source_or_part(text, parts):
    assert [(m.value, m.breakdown) for m in money(text)] == [(pytest.approx(v * 억), b) for v, b in parts]


def test_numbers_in_the_bracket_that_are_no_parts_stay_unread():
    assert [m.value for m in money("100억원(팀장 1, 팀원 3)")] == [100 * 억]


def test_run_total_and_one_year():
    total, year = money("총 902억원('24~'28, '26년 249억원)")
    assert (total.value, total.qualifier, year.value) == (902 * 억, "총", 249 * 억)


def test_unit_line_gives_bare_numbers_their_unit():
    assert [m.value for m in money("900 1,400", default_unit="백만원")] == [900_000_000, 1_400_000_000]
    assert money("900 1,400") == []


@pytest.mark.parametrize(
    ("text", "value", "year"),
    [
        ("(’25.13억원)", 1.3e9, 2025),
        ("’25.2.7억원", 2.7e8, 2025),
        ("’26. 1,474억원", 1.474e11, 2026),
        ("25.13억원", 2.513e9, None),
        ("’257,971억원", 7.971e11, 2025),
        ("’2410,194억원", 1.0194e12, 2024),
        ("’24 10,194억원", 1.0194e12, 2024),
        ("257,971억원", 2.57971e13, None),
    ],
)
def test_a_year_glued_to_its_amount(text, value, year):
    found = read(text)
    assert [m.value for m in found if m.type == "money"] == [pytest.approx(value)]
    assert [m.period_start.year for m in found if m.type == "period"] == ([year] if year else [])
