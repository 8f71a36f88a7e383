"""Quantities as plans print them → values scaled out in the contract's units; ordinals and look-alikes are none."""

import pytest

from ingest.language import read


def quantities(text, **kw):
    return [m for m in read(text, **kw) if m.type == "quantity"]


SINGLE = [
    ("130명", 130, "persons", "명"),
    ("11만명", 110_000, "persons", "만명"),
    ("1.7천명", 1700, "persons", "천명"),
    ("7천2백명", 7200, "persons", "천백명"),
    ("77.2만 명", 772_000, "persons", "만 명"),
    ("3,413여명", 3413, "persons", "명"),
    ("5천여명", 5000, "persons", "천명"),
    ("5인 미만", 5, "persons", "인"),
    ("28개社", 28, "companies", "개社"),
    ("380개사", 380, "companies", "개사"),
    ("139개 사", 139, "companies", "개 사"),
    ("19개 기업", 19, "companies", "개 기업"),
    ("통신 3사", 3, "companies", "사"),
    ("43건", 43, "cases", "건"),
    ("19만 3천건", 193_000, "cases", "만 천건"),
    ("1.4만여건", 14_000, "cases", "만건"),
    ("24개 사업", 24, "items", "개"),
    ("30개소", 30, "items", "개소"),
    ("5개국", 5, "items", "개국"),
    ("13종의", 13, "items", "종"),
    ("1동", 1, "items", "동"),
    ("81팀", 81, "items", "팀"),
    ("주차장 120면 조성", 120, "items", "면"),
    ("5만 장", 50_000, "items", "만 장"),
    ("10,670호", 10_670, "other:호", "호"),
    ("저장탱크 4기 등", 4, "items", "기"),
    ("615만 마리", 6_150_000, "items", "만 마리"),
    ("2위", 2, "rank", "위"),
    ("10위권", 10, "rank", "위권"),
    ("5대 강국", 5, "rank", "대 강국"),
    ("AI 3강", 3, "rank", "강"),
    ("G3 도약", 3, "rank", "G"),
    ("19.5%", 19.5, "percent", "%"),
    ("50 %", 50, "percent", "%"),
    ("５０％", 50, "percent", "％"),
    ("30퍼센트", 30, "percent", "퍼센트"),
    ("5%p", 5, "percent_point", "%p"),
    ("2%포인트", 2, "percent_point", "%포인트"),
    ("7년간", 7, "years", "년간"),
    ("향후 5년은", 5, "years", "년"),
    ("13.7년", 13.7, "years", "년"),
    ("5개년 계획", 5, "years", "개년"),
    ("30년 이상", 30, "years", "년"),
    ("4.8배", 4.8, "times", "배"),
    ("(1/20 크기)", 0.05, "times", "크기"),
    ("1/10 무게", 0.1, "times", "무게"),
    ("인재 30 명유치", 30, "persons", "명"),
    ("16T급", 16, "T", "T급"),
    ("30T", 30, "T", "T"),
    ("20ton", 20, "tonnes", "ton"),
    ("272천톤", 272_000, "tonnes", "천톤"),
    ("112.1만 L", 1_121_000, "litres", "만 L"),
    ("10m 직경", 10, "m", "m"),
    ("2.4 m", 2.4, "m", "m"),
    ("1,935.45㎡", 1935.45, "m2", "㎡"),
    ("1,935.45m²", 1935.45, "m2", "m²"),
    ("383만㎡", 3_830_000, "m2", "만㎡"),
    ("207.4㎢", 207_400_000, "m2", "㎢"),
    ("20,000㎥", 20_000, "m3", "㎥"),
    ("-270℃", -270, "celsius", "℃"),
    ("−200℃", -200, "celsius", "℃"),
    ("30㎿", 30_000_000, "W", "㎿"),
    ("1.2GW", 1_200_000_000, "W", "GW"),
    ("100kWh", 100_000, "Wh", "kWh"),
    ("1.0 GHz", 1, "other:GHz", "GHz"),
    ("404km", 404_000, "m", "km"),
    ("30㎝", 0.3, "m", "㎝"),
    ("25mm", 0.025, "m", "mm"),
    ("8인치", 8, "other:인치", "인치"),
    ("12인 선정", 12, "persons", "인"),
    ("2,430만TEU", 24_300_000, "other:TEU", "만TEU"),
    ("1.3억회", 130_000_000, "other:회", "억회"),
    ("10개월", 10, "other:개월", "개월"),
    ("17일간", 17, "other:일", "일간"),
    ("9시간", 9, "other:시간", "시간"),
    ("2차례", 2, "other:차례", "차례"),
    ("1,000큐비트급", 1000, "other:큐비트", "큐비트"),
]


@pytest.mark.parametrize(("text", "value", "unit", "printed"), SINGLE)
def test_one_quantity(text, value, unit, printed):
    (m,) = quantities(text)
    assert (m.value, m.unit, m.unit_printed) == (pytest.approx(value), unit, printed)
    assert text[m.start : m.end] == m.text


RANGES = [
    ("3~4천명", 3000, 4000, "persons"),
    ("8~10%", 8, 10, "percent"),
    ("7∼9개", 7, 9, "items"),
    ("1~1.5T", 1, 1.5, "T"),
    ("5~6T 정도", 5, 6, "T"),
    ("1~10년", 1, 10, "years"),
    ("30-40명", 30, 40, "persons"),
    ("3%~5%", 3, 5, "percent"),
    ("900~1천명", 900, 1000, "persons"),
]


@pytest.mark.parametrize(("text", "low", "high", "unit"), RANGES)
def test_range(text, low, high, unit):
    (m,) = quantities(text)
    assert (m.value, m.low, m.high, m.unit) == (low, low, high, unit)


ARROWS = [
    ("(13.7→6년)", [13.7, 6], "years"),
    ("상향(40 → 60%)", [40, 60], "percent"),
    ("(3개소→5개소)", [3, 5], "items"),
    ("(’24)30개소→(’25)30개소", [30, 30], "items"),
    ("지원규모 282 → 201명으로", [282, 201], "persons"),
    ("529.5 → 1,298건", [529.5, 1298], "cases"),
    ("20T → 30T", [20, 30], "T"),
]


@pytest.mark.parametrize(("text", "values", "unit"), ARROWS)
def test_before_and_after(text, values, unit):
    found = quantities(text)
    assert [m.value for m in found] == values
    assert {m.unit for m in found} == {unit}
    assert sum(m.type == "arrow" for m in read(text)) == 1


NOT_QUANTITIES = [
    "제4차 계획",
    "제1호·제2호",
    "7호 펀드",
    "(1~2호)",
    "(5, 6호)",
    "1기 펀드",
    "2기 투자",
    "2단계 사업",
    "1차 회의",
    "3차·4차 회의",
    "2차년도",
    "3년차",
    "임상3상",
    "임상 3상 추진기업",
    "1급",
    "2등은",
    "제3조",
    "추진한다.11)",
    "확대1)",
    "｢제조 AI 2030 전략｣",
    "CO2 저감",
    "6G 상용화",
    "3D 프린팅",
    "KF-21",
    "Web3.0",
    "RE100",
    "10:30~12:00",
    "02-123-4567",
    "1588-0000",
    "- 12 -",
    "1:1 멘토링",
    "과제 3-4",
    "건물",
    "’26년",
    "26년",
    "12월",
    "93억원",
    "2위원회",
    "3건물",
    "5종합",
    "10주년",
    "4장비",
    "2030 NDC",
    "1인당",
    "1ha당 투자비",
    "10인 미만 사업장",
    "상시 50명 이하 기업",
    "65세 이상 농가",
    "상위 5개국 비중",
    "2주마다 점검",
    "20~30대 청년",
    "2024 대한민국",
    "3면적",
    "2면담",
    "4면의 바다",
]


def test_homes_and_farms_are_counted_in_ho_and_ordinals_are_not():
    assert [q.value for q in quantities("총 146호(행복주택 42호, 스마트농가 50호), 5호 펀드, 제3호 기금")] == [
        146,
        42,
        50,
    ]


@pytest.mark.parametrize("text", NOT_QUANTITIES)
def test_no_quantity(text):
    assert quantities(text) == []


CONTEXT = [
    ("10% 이상", dict(qualifier="이상")),
    ("약 50% 단축", dict(qualifier="약")),
    ("7위 수준", dict(qualifier="수준")),
    ("최소 5만 장", dict(qualifier="최소")),
    ("신약 3건 창출", dict(qualifier=None)),
    ("매년 AI 콘텐츠 전문인력 1.2천명", dict(rate="year")),
    ("매년 점검, 인력 1.2천명", dict(rate=None)),
    ("총 182건", dict(qualifier="총")),
    ("3,413여명", dict(qualifier="여")),
    ("15대 프로젝트", dict(qualifier="대")),
    ("12대국가전략기술", dict(qualifier="대")),
    ("장비 69대)", dict(qualifier=None)),
    ("연 6명", dict(rate="year")),
    ("매년 1.2천명", dict(rate="year")),
    ("월 1회", dict(rate="month")),
    ("연평균 6.0% 수준", dict(rate="year", qualifier="연평균 수준")),
    ("(▲20%)", dict(sign=-1, is_delta=True, value=20)),
    ("4.7%↑", dict(sign=1, is_delta=True)),
    ("38.6% 감소)", dict(sign=-1, is_delta=True)),
    ("(+258% 증가)", dict(sign=1, is_delta=True)),
    ("50% 저감", dict(is_delta=False)),
    ("목표) ▲ 1,000큐비트급", dict(is_delta=False, sign=1)),
    ("-3.5%", dict(value=-3.5, sign=1)),
]


@pytest.mark.parametrize(("text", "expected"), CONTEXT)
def test_what_stands_beside_a_quantity(text, expected):
    m = quantities(text)[0]
    assert {k: getattr(m, k) for k in expected} == expected


def test_unit_of_a_series_in_its_bracket():
    text = "* 전망(한국은행, %): ’25~’29)1.8 → ’30~’34)1.3"
    assert [(m.value, m.unit) for m in quantities(text)] == [(1.8, "percent"), (1.3, "percent")]


def test_a_company_mark_is_no_unit_line():
    assert quantities("(주): 3, 4") == []


def test_counted_parts_in_brackets_have_the_unit_of_the_sum_they_make():
    found = [m for m in read("1,260명(법인 100, 중도매인 880, 하역반 280)") if m.type == "quantity"]
    assert [(m.value, m.unit) for m in found] == [(v, "persons") for v in (1260, 100, 880, 280)]


@pytest.mark.parametrize(
    "text", ["1,260명(법인 100, 중도매인 880)", "9건(완료 9)", "30%(가 10, 나 20)", "3~5명(가 1, 나 2)"]
)
def test_bare_numbers_that_make_no_sum_stay_unread(text):
    assert len([m for m in read(text) if m.type == "quantity"]) == 1


def test_scale_words_apart_from_their_number():
    assert [m.value for m in read("854.67 만명") if m.type == "quantity"] == [8_546_700]


def test_below_zero_and_per_heads():
    assert [(m.value, m.unit) for m in quantities("영하 163℃의 LNG")] == [(-163, "celsius")]
    assert quantities("로봇밀도(근로자 1만명당)") == [] and quantities("상·하위 20% 간 격차") == []
    assert quantities("남방파제(2-2공구)") == []
    assert quantities("가출신고(9~19세)") == [] and quantities("장기연구(5+3+3년)") == []
