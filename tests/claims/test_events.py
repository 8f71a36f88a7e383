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
        # an arrow between two dates: the latter is the date
        ("운용사 선정(’25.12월 → ’26.3월)", [("’26.3월", "운용사 선정")]),
        # the bracket at the end supersedes a plain year in the words
        ("’27년 예산사업 발굴 및 로드맵 보완(~’26.4월)", [("~’26.4월", "예산사업 발굴 및 로드맵 보완")]),
        # what came before "후" is not what is dated
        ("’26년 공동연구 사업 종료 후 후속 사업 기획", [("’26년", "공동연구 사업 종료")]),
    ],
)
def test_dated_phrase(text, expected):
    assert dated(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "’26년 35억원",
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
