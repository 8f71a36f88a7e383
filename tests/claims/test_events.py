"""What each date of a sentence dates, and which dates are no event."""

import pytest

from ingest.language import read
from ingest.language.clauses import read_clauses


def events(text):
    return [e for e in read_clauses(text, read(text)).events if e.shape != "figure_date"]


def dated(text):
    return [(e.period.text, e.description) for e in events(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("법 개정(’26.上)", [("’26.上", "법 개정")]),
        ("(’26.4월) 법 개정", [("’26.4월", "법 개정")]),
        ("’26년부터 세액공제를 확대", [("’26년부터", "세액공제를 확대")]),
        ("’26년 6월까지 종합계획 수립", [("’26년 6월까지", "종합계획 수립")]),
        (
            "종합계획을 수립(’26.4월)하고 센터를 개소(’26.9월)",
            [("’26.4월", "종합계획을 수립"), ("’26.9월", "하고 센터를 개소")],
        ),
        ("착수회의(3월), 중간보고(9월)", [("3월", "착수회의"), ("9월", "중간보고")]),
        ("’24. 7. ~ 9. : 철거 공사 및 업체 선정", [("’24. 7. ~ 9.", "철거 공사 및 업체 선정")]),
        ("’21. 8. : 시장 개설 병행, 사업 재개 합의", [("’21. 8.", "시장 개설 병행, 사업 재개 합의")]),
        ("관계기관 협의 후 2월 중 확정 예정", [("2월 중", "관계기관 협의 후 확정 예정")]),
        ("업무검사(6월, 12월) 실시", [("6월", "업무검사 실시"), ("12월", "업무검사 실시")]),
        ("상황 점검(3,6,9,12월)", [("3", "상황 점검"), ("6", "상황 점검"), ("9", "상황 점검"), ("12월", "상황 점검")]),
        ("봄꽃 전시회 ▹ 5.1.~5.17.(시민공원), 4억원", [("5.1.~5.17.", "봄꽃 전시회")]),
        (
            "테스트베드 구축: 완공(’24.12.), 인증 취득(’25.3.)",
            [("’24.12.", "테스트베드 구축 완공"), ("’25.3.", "테스트베드 구축 인증 취득")],
        ),
        ("용역비 ’25년 추경 반영", [("’25년", "용역비 추경 반영")]),
        ("이안제 설치(L=500m) 추진(’27.12. 준공)", [("’27.12.", "이안제 설치 추진 준공")]),
        ("센터 건립 100억원/ 기본계획 수립 완료(’24.11.)", [("’24.11.", "기본계획 수립 완료")]),
        ("포럼(’24.4.) 교류회(’24.11.) 개최", [("’24.4.", "포럼"), ("’24.11.", "교류회 개최")]),
        (
            "펀드(’13.9) 시작으로 백신 펀드 조성(’23.11)",
            [("’13.9", "펀드 시작"), ("’23.11", "시작으로 백신 펀드 조성")],
        ),
        ("추진일정 : 수립(2월), 시행(11월)", [("2월", "수립"), ("11월", "시행")]),
        # a date with a colon heads its line: a plain year among the words is part of them, another head is not
        ("’25.2.~7. : ’26년 양봉 과제 발굴", [("’25.2.~7.", "’26년 양봉 과제 발굴")]),
        ("’25.2. : 설계, ’25.5. : 착공", [("’25.2.", "설계"), ("’25.5.", "착공")]),
        ("’25.2. : 공방 개소(’25.5.) 준비", [("’25.2.", "공방 개소"), ("’25.5.", "공방 개소 준비")]),
        # a note behind the event is not of it
        ("우수 양봉인 선정(’26.5월) ※ 부상 100만원", [("’26.5월", "우수 양봉인 선정")]),
        ("(’26.5월) 우수 양봉인 선정 ※ 부상 100만원", [("’26.5월", "우수 양봉인 선정")]),
        ("’26.5월 우수 양봉인 선정(표창) ※ 부상 100만원", [("’26.5월", "우수 양봉인 선정(표창)")]),
        # an arrow between two dates: the latter is the date
        ("운용사 선정(’25.12월 → ’26.3월)", [("’26.3월", "운용사 선정")]),
        # the bracket at the end supersedes a plain year in the words
        ("’27년 예산사업 발굴 및 로드맵 보완(~’26.4월)", [("~’26.4월", "예산사업 발굴 및 로드맵 보완")]),
        # what came before "후" is not what is dated
        ("’26년 공동연구 사업 종료 후 후속 사업 기획", [("’26년", "공동연구 사업 종료")]),
        # what is done to the object before the date
        ("900억원 규모의 옻칠펀드를 ’26년 중 조성(민간 자금 포함)", [("’26년 중", "옻칠펀드를 조성")]),
        ("900억원 규모의 옻칠펀드를 ’26년 중 조성하고", [("’26년 중", "옻칠펀드를 조성")]),
        # what comes after a date is not what it dates
        ("1차 공모(9.10) 다음의 2차 공모", [("9.10", "1차 공모")]),
        # a grade is no figure of the date
        ("’29년까지 10cm급 제지 기술을 확보", [("’29년까지", "10cm급 제지 기술을 확보")]),
    ],
)
def test_dated_phrase(text, expected):
    assert dated(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "’26년 35억원",
        "’29년까지 10cm 제지 기술을 확보",
        "82.9%(’23)",
        "200조원 (’22)",
        "’25년 1,008억 → ’26년 1,474억",
        "예산 : ’25년 30억원",
        "’25년 선정목표 : 20명",
        "양자팹(’26년 30억원, 국비)",
        "제2차(’26~’30) 관리계획",
        "제1차 종합계획(’21-’25)",
        "2024년도 시행계획에서 제시한 지표 점검",
        "종합계획(’28~’32)",
    ],
)
def test_no_event(text):
    assert dated(text) == []


def test_a_date_in_a_money_bracket_is_the_moneys():
    assert dated("양자팹 구축(신규, ’26~’30, 30억원)") == []


def test_last_year_before_a_month_lends_its_year():
    e = events("’26년 3월 착수, 9월 개소")[1]
    assert (e.period.text, e.carried.text) == ("9월", "’26년 3월")


def test_event_with_a_figure_in_its_words_says_so():
    assert [e.has_figure for e in events("센터 3개소 개소(’26.3월), 법 개정(’26.9월)")] == [True, False]


def test_quote_holds_the_words_and_the_date():
    (e,) = events("기존 사업 정비, 법 개정(’26.上)")
    assert "기존 사업 정비, 법 개정(’26.上)"[e.quote.start : e.quote.end].strip() == "법 개정(’26.上)"


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        ("꿀 품평회(’26.5월) 추진", "꿀 품평회(’26.5월) 추진"),
        ("차년도(’26년) 방제계획에 반영", "차년도(’26년) 방제계획에"),
        ("벌통 소독(’26.5월) 및 농가 교육을 실시", "벌통 소독(’26.5월) 및 농가 교육을"),
        ("우수 양봉인 선정(’26.5월) ※ 부상 100만원", "우수 양봉인 선정(’26.5월)"),
        ("’26.5월 우수 양봉인 선정(표창) ※ 부상 100만원", "’26.5월 우수 양봉인 선정(표창)"),
        ("’25.2.~7. : ’26년 양봉 과제 발굴", "’25.2.~7. : ’26년 양봉 과제 발굴"),
        ("’25.2.~7. : 벌통 점검, 응애 방제", "’25.2.~7. : 벌통 점검, 응애 방제"),
    ],
)
def test_a_quote_ends_with_a_word_of_its_event(text, quote):
    e = events(text)[0]
    assert text[e.quote.start : e.quote.end].strip() == quote
