"""What each figure of a sentence is said of: its noun, period, bracket, list, arrow, members."""

import pytest

from ingest.language import AgencyLexicon, read
from ingest.language.clauses import read_clauses


def figures(text, agencies=None):
    return read_clauses(text, read(text, agencies)).figures


def said(text):
    """(figure, subject) in order of print."""
    found = sorted(figures(text), key=lambda f: f.mention.start)
    return [(f.mention.text, f.subject) for f in found]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # the noun before, the noun after, the noun before a bracket
        ("제작비 지원 20개사, 60억원", [("20개사", "제작비 지원"), ("60억원", "제작비 지원")]),
        ("국비 45억, 지방비 20억", [("45억", "국비"), ("20억", "지방비")]),
        ("6개 지역 지원", [("6개", "지역 지원")]),
        ("양자팹 구축(30억원)", [("30억원", "양자팹 구축")]),
        ("실증센터(3개소) 및 장비(12종)", [("3개소", "실증센터"), ("12종", "장비")]),
        ("온실 운영(2.4억원), 급식 지원(78억원)", [("2.4억원", "온실 운영"), ("78억원", "급식 지원")]),
        (
            "수산종자 방류(7종 30만미, 2억원)",
            [("7종", "수산종자 방류"), ("30만미", "수산종자 방류"), ("2억원", "수산종자 방류")],
        ),
        ("① 인력 30명 ② 장비 5대", [("30명", "인력"), ("5대", "장비")]),
        ("전문인력을 30명 양성", [("30명", "전문인력 양성")]),
        ("△기술개발 859억원 △안전기반 120억원", [("859억원", "기술개발"), ("120억원", "안전기반")]),
        # a bracket that a particle goes on from ends no member
        ("센터(30개소)의 기능을 확대하고 5개소 신설", [("30개소", "센터"), ("5개소", "신설")]),
        ("반도체(5.4천억 달러)의 3배", [("5.4천억 달러", "반도체"), ("3배", "반도체")]),
        ("빠르게 성장한(연평균 5%) 콘텐츠", [("5%", "콘텐츠 연평균")]),
        # the topic of a sentence
        ("국내 시장은 3억 달러로 성장", [("3억 달러", "국내 시장")]),
        ("어린이가 참여하는 텃밭학교 운영 5개소", [("5개소", "어린이가 참여하는 텃밭학교 운영")]),
        # degrees and limits are no part of the noun
        ("총사업비 200억원 미만 신규 사업", [("200억원", "총사업비 신규 사업")]),
        ("5명 표창, 20억 이상 80명", [("5명", "표창"), ("20억", "표창"), ("80명", "표창")]),
        # a bare share behind an amount is a neighbour, not another noun
        ("목표액(2,600억원) 대비 649억원", [("2,600억원", "목표액"), ("649억원", "목표액 대비")]),
        (
            "인력 양성(172명/ 0.62억원(국 0.3, 시 0.32))",
            [("172명", "인력 양성"), ("0.62억원", "인력 양성"), ("0.3", "인력 양성"), ("0.32", "인력 양성")],
        ),
        ("환경정비의 날 운영(월 1회)", [("1회", "환경정비의 날 운영")]),
        # what is done to what stands before
        (
            "물레 장인 500명(청년 150명)을 양성하며 총 75억원",
            [("500명", "물레 장인"), ("150명", "물레 장인 청년"), ("75억원", "물레 장인 양성")],
        ),
        # partial lists
        ("온실, 하우스 등(22억원)", [("22억원", "온실, 하우스")]),
        ("온실 3동, 하우스 등(22억원)", [("3동", "온실"), ("22억원", "하우스")]),
    ],
)
def test_subject(text, expected):
    assert said(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("사업비 : 30억원", [("30억원", "사업비")]),
        (
            "사 업 비 : 2,361억원(국비 1,619, 시비 742)",
            [("2,361억원", "사업비"), ("1,619", "사업비"), ("742", "사업비")],
        ),
        ("규모 : 부지 64,247㎡, 연면적 61,971㎡", [("64,247㎡", "규모 부지"), ("61,971㎡", "규모 연면적")]),
        ("2024년 실적 : 물량 329톤, 금액 6억원", [("329톤", "실적 물량"), ("6억원", "실적 금액")]),
        (
            "과제 수: (’23년) 15개 → (’24년) 30개, 예산: 29억원",
            [("15개", "과제 수"), ("30개", "과제 수"), ("29억원", "예산")],
        ),
        (
            "도시텃밭 조성·운영 ▹ 261개소, 4.6억원",
            [("261개소", "도시텃밭 조성·운영"), ("4.6억원", "도시텃밭 조성·운영")],
        ),
        ("시설 유지보수 ▹ 옥상 보수 등 6.8억원", [("6.8억원", "시설 유지보수 옥상 보수")]),
        ("먹거리 지원 ▹ 꾸러미(7천명), 과일(9천명)", [("7천명", "먹거리 지원 꾸러미"), ("9천명", "먹거리 지원 과일")]),
        ("유통센터 1개소 건립 ▹ 스마트 시설 도입, 58억원", [("1개소", "유통센터 건립"), ("58억원", "유통센터 건립")]),
        # labels behind the colon are its members
        (
            "선정 비중 : (공방) 31%, (한지 공방) 41%",
            [("31%", "선정 비중 공방"), ("41%", "선정 비중 한지 공방")],
        ),
        # what stands behind a figure before a colon is the next head
        ("공방 : 500개 → 700개 나루터 : 41개", [("500개", "공방"), ("700개", "공방"), ("41개", "나루터")]),
        # a colon after a date is no head
        ("’24.7. : 센터 3개소 개소", [("3개소", "센터 개소")]),
    ],
)
def test_head_before_a_colon_or_triangle(text, expected):
    assert said(text) == expected


@pytest.mark.parametrize(
    ("text", "figure", "period", "origin"),
    [
        ("’26년 35억원", "35억원", "’26년", "beside"),
        ("’26년 6개 지역, 12억원", "12억원", "’26년", "sentence"),
        ("35억원(’26)", "35억원", "’26", "beside"),
        ("(’25) 120억원 → (’26) 180억원", "180억원", "’26", "beside"),
        ("(’24년) 329억원 → (’25년 목표*) 257억원", "257억원", "’25년", "beside"),
        ("전문인력 양성(연 6명, ~’30)", "6명", "~’30", "beside"),
        ("총 902억원(’24~’28, ’26년 249억원)", "902억원", "’24~’28", "sentence"),
        ("총 902억원(’24~’28, ’26년 249억원)", "249억원", "’26년", "beside"),
        ("인력 30명 양성, 기업 5개사 지원(’26년)", "5개사", "’26년", "sentence"),
        ("1기 펀드(1~7호, ’13~’21년 조성)는 1,310억원", "1,310억원", "’13~’21년", "sentence"),
        ("제작비 지원 60억원", "60억원", None, "none"),
        ("실증 3건. ’26년 개소", "3건", None, "none"),
        ("물레 지원 (’25) 38 → (’26안) 50억원", "50억원", "’26", "beside"),
        ("한지 수출 ’257,971억원", "7,971억원", "’25", "beside"),
        ("한지 수출(`18~`22平) 13억원", "13억원", "`18~`22", "beside"),
        ("900억원 규모의 옻칠펀드를 ’26년 중 조성(민간 자금 포함)", "900억원", "’26년 중", "sentence"),
        # the date at the end is the after's
        ("이용률을 10%에서 20%로 제고(~’30년)", "10%", None, "none"),
        ("이용률을 10%에서 20%로 제고(~’30년)", "20%", "~’30년", "sentence"),
        ("’30년까지 물레 전력 확대(120→220kW)", "120", None, "none"),
        ("’30년까지 물레 전력 확대(120→220kW)", "220kW", "’30년까지", "sentence"),
        ("이용률을 10%(’24)에서 20%(’30)로 제고", "10%", "’24", "beside"),
        ("이용률을 10%(’24)에서 20%(’30)로 제고", "20%", "’30", "sentence"),
        ("거래액은 ’21년 2.7조원에서 ’24년 6천억원으로 감소", "6천억원", "’24년", "beside"),
        ("물레 전력 확대(120→220kW, ’30)", "120", None, "none"),
        ("’26년 예산은 3,742억원으로 전년(3,186억원) 대비 증액", "3,742억원", "’26년", "beside"),
        ("사업기간 : ’18년~계속 / 지원단가 : 곳당 2억원", "2억원", None, "none"),
        ("(’26년 예산/목표) 74억원", "74억원", "’26년", "beside"),
        ("종합자금 2,000억원 공급(5년 거치 20년 상환)", "2,000억원", None, "none"),
        # one year of a chain lost its apostrophe
        ("이용률 : (’22) 19% → (23) 26% → (’24) 24%", "26%", "23", "beside"),
        ("직원 (24) 30명", "30명", None, "none"),
        # a bracket that says as of when
        ("공방 147곳, 한지 188억원 상당 제공(’24년 누계분)", "188억원", "’24년", "sentence"),
        # the year a change is measured against is not the figure's
        ("’24년 대비 3억원 증가", "3억원", None, "none"),
        ("5조 1,288억원(’24년 5조 56억원 대비 2.5% 증가)", "5조 1,288억원", None, "none"),
        ("5조 1,288억원(’24년 5조 56억원 대비 2.5% 증가)", "5조 56억원", "’24년", "beside"),
        # the years a plan covers date the plan
        ("제2차(’26~’30) 관리계획 수립(1억원)", "1억원", None, "none"),
        ("종합계획(’28~’32)에 30억원 반영", "30억원", None, "none"),
    ],
)
def test_period(text, figure, period, origin):
    f = next(f for f in figures(text) if f.mention.text == figure)
    assert (f.period.text if f.period else None, f.period_origin) == (period, origin)


def test_run_of_a_programme_stands_beside_one_year_of_it():
    year = next(f for f in figures("총 902억원(’24~’28, ’26년 249억원)") if f.mention.text == "249억원")
    assert year.run.text == "’24~’28"
    assert year.outer.mention.text == "902억원"


@pytest.mark.parametrize(
    ("text", "pairs"),
    [
        ("실증 3건 → 10건", [("3건", "10건")]),
        ("’25년 1,008억(19개 사업) → ’26년 1,474억(24개 사업)", [("1,008억", "1,474억"), ("19개", "24개")]),
        ("58억불(7위) → 116억불(5위)", [("58억불", "116억불"), ("7위", "5위")]),
        ("인력 3명 → 장비 5대", []),  # different things are no pair
        ("이용률을 10%에서 20%로 제고(~’30년)", [("10%", "20%")]),
        ("공방 3개소에서 강사 20명으로 반을 편성", []),  # of other units
        ("이용률 10%에서 시작, 참여율 20%", []),  # nothing "로"
    ],
)
def test_pairs_over_an_arrow(text, pairs):
    found = figures(text)
    assert {(f.mention.text, f.pair.mention.text) for f in found if f.arrow == "before"} == set(pairs)
    assert all(f.pair.pair is f for f in found if f.pair)


def test_each_member_of_a_numbered_list_has_the_figure():
    (f,) = figures("펀드 5, 6호 각 1,000억원 조성")
    assert f.members == ("5호", "6호")


@pytest.mark.parametrize(
    ("text", "new"),
    [("신규 30억원", True), ("양자팹(신규, 30억원)", True), ("양자팹(계속, 30억원)", False), ("센터 3개소 신설", True)],
)
def test_new_is_what_the_words_beside_the_figure_say(text, new):
    assert figures(text)[0].is_new is new


def test_agency_beside_the_figure():
    lexicon = AgencyLexicon([("과학기술정보통신부", "msit"), ("과기부", "msit")])
    (f,) = figures("양자팹 구축(과기부, 30억원)", lexicon)
    assert f.agency.text == "과기부"


@pytest.mark.parametrize(
    "text",
    [
        "향후 5년간 추진",
        "최근 10년 동안",
        "회의 60일 전 통보",
        "3년 평균 물량",
        "5개년 계획",
        "5년 단위 계획",
        "10년 뒤 완공",
    ],
)
def test_spans_of_time_measure_nothing(text):
    assert figures(text) == []


def test_years_that_money_is_spent_over_measure_nothing():
    assert [f.mention.text for f in figures("공방 조성(5년간 150억원)")] == ["150억원"]


@pytest.mark.parametrize("text", ["전년 대비 △2.7조원 감소된 규모", "전년 대비 556억원(17.5%) 증액"])
def test_what_is_compared_with_something_is_a_change(text):
    assert figures(text)[0].mention.is_delta


def test_the_amount_of_the_year_before_is_that_years():
    found = {f.mention.text: f.period for f in figures("’26년 예산은 3,742억원으로 전년(3,186억원) 대비 증액")}
    assert (found["3,742억원"].period_start.year, found["3,186억원"].period_start.year) == (2026, 2025)


def test_label_at_the_head_holds_for_the_paragraph_and_another_replaces_it():
    found = figures("(기술이전) 2건 추진 (창업) 3개사 육성")
    assert [(f.mention.text, f.label) for f in found] == [("2건", "기술이전"), ("3개사", "창업")]


@pytest.mark.parametrize("text", ["", "추진배경", "((", "3)", "→ →", "▹▹ 3억", ": 3억", "(’26"])
def test_broken_text_is_read_without_complaint(text):
    read_clauses(text, read(text))


def test_counted_parts_take_the_unit_of_their_sum():
    assert said("종사자 : 1,260명(법인 100, 중도매인 880, 하역반 280)")[1:] == [
        ("100", "종사자 법인"), ("880", "종사자 중도매인"), ("280", "종사자 하역반"),
    ]  # fmt: skip


def test_numbers_that_do_not_add_up_stay_unread():
    assert [f for f, _ in said("종사자 : 1,260명(법인 100, 중도매인 880)")] == ["1,260명"]


@pytest.mark.parametrize(
    "text",
    [
        "- 비율 : 19.8% ’22년 결산 → 19.9% ’23년 결산 → 18.8% ’24년 최종",
        "- 비율 : 19.8%(’22년 결산) → 19.9%(’23년 결산) → 18.8%(’24년 최종)",
        "- 비율 : ’22년 19.8% → ’23년 19.9% → ’24년 18.8%",
    ],
)
def test_each_link_of_a_chain_has_its_own_date(text):
    found = sorted(figures(text), key=lambda f: f.mention.start)
    assert [(f.mention.text, f.period.text) for f in found] == [
        ("19.8%", "’22년"),
        ("19.9%", "’23년"),
        ("18.8%", "’24년"),
    ]
