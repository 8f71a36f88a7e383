"""What only two figures of a text together say: from what to what, since when, of which sum."""

import pytest

from tests.claims.test_figures import figures, said


def dated(text):
    """(figure, period, side of an arrow) in order of print."""
    found = sorted(figures(text), key=lambda f: f.mention.start)
    return [(f.mention.text, f.period.text if f.period else None, f.arrow) for f in found]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # what a year is compared with dates nothing but its own bracket
        (
            "2026년 예산은 2025년(12억원) 대비 6억원(5.5%) 증액된 18억원으로 확정",
            [
                ("12억원", "2025년", None), ("6억원", "2026년", None),
                ("5.5%", "2026년", None), ("18억원", "2026년", None),
            ],
        ),
        (
            "2026년 예산안을 2025년보다 1억원 증가한 20억원으로 편성",
            [("1억원", "2026년", None), ("20억원", "2026년", None)],
        ),
        # from … to, said with 현재, with limits, with 인
        ("국산화율은 현재 27%에서 2030년 36%까지 제고", [("27%", None, "before"), ("36%", "2030년", "after")]),
        (
            "2028년까지 개발하고, 국산화율은 현재 27%에서 2030년 36%까지 제고",
            [("27%", None, "before"), ("36%", "2030년", "after")],
        ),
        # a blank lost at a line's end
        ("기간을 현행 1년에서 3년으로강화", [("1년", None, "before"), ("3년", None, "after")]),
        ("접종 연령을 13세 이하에서 14세 이하로 확대", [("13세", None, "before"), ("14세", None, "after")]),
        (
            "현재 43개소인 정원을 2028년까지 약 450개소로 확충",
            [("43개소", None, "before"), ("450개소", "2028년까지", "after")],
        ),
        # a bracket with an earlier figure is what it was, not when it will be
        (
            "(’30년 목표) ① 수출 150억달러(’24년 99억달러), ② 품목 12개(’24년 7개), ③ 시장 20억달러",
            [
                ("150억달러", "’30년", "after"), ("99억달러", "’24년", "before"), ("12개", "’30년", "after"),
                ("7개", "’24년", "before"), ("20억달러", "’30년", None),
            ],
        ),
        ("총 902억원(’26년 249억원)", [("902억원", None, None), ("249억원", "’26년", None)]),  # a part of it
        # the bracket right before a figure dates it
        ("국비 225억원 / (’26년 국비) 285억원", [("225억원", None, None), ("285억원", "’26년", None)]),
        # a sum behind an arrow is no second state
        (
            "(’25) 정부 350억원, (’26) 정부 300억원 → 누적 650억원",
            [("350억원", "’25", None), ("300억원", "’26", None), ("650억원", "’26", None)],
        ),
    ],
)  # fmt: skip
def test_two_figures_of_a_text(text, expected):
    assert dated(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("국산화율은 현재 27%에서 36%까지 제고", [("27%", "국산화율"), ("36%", "국산화율")]),
        ("현재 43개소인 정원을 450개소로 확충", [("43개소", "정원"), ("450개소", "정원")]),
        (
            "전문기관 17개소 → 19개소 확대, 등록 5만 명",
            [("17개소", "전문기관"), ("19개소", "전문기관"), ("5만 명", "등록")],
        ),
        (
            "찾아가는 검진 20만 명, 발생률 (’24) 35명 → (’26) 32명/10만 명",
            [("20만 명", "찾아가는 검진"), ("35명", "발생률"), ("32명", "발생률")],
        ),
        (
            "총사업비 29억원 = 국비 14억원 + 민간 15억원",
            [("29억원", "총사업비"), ("14억원", "국비"), ("15억원", "민간")],
        ),
        ("R&D 예산을 전년 대비 47% 늘린 693억원 편성", [("47%", "R&D 예산"), ("693억원", "R&D 예산")]),
        ("화장품 수출은 39억불로 전년 동기 대비 19% 증가", [("39억불", "화장품 수출"), ("19%", "화장품 수출 증가")]),
        (
            "8개 대학을 중심으로 전문인력 양성(’25~’29, 총 250억원)",
            [("8개", "대학"), ("250억원", "전문인력 양성")],
        ),
        ("(생산단가) 현재 2만원/kg → ’30년 1만원/kg", [("2만원/kg", ""), ("1만원/kg", "")]),  # its label names it
        ("농가의 65세 이상 비중은 55%", [("55%", "농가의 65세 이상 비중")]),
        # the figure in the bracket is of what stands before it
        (
            "의약품 시장은 반도체(5천억 달러)의 3배",
            [("5천억 달러", "반도체"), ("3배", "의약품 시장은 반도체")],
        ),
        ("상위 5개국 비중은 57%", [("57%", "상위 5개국 비중")]),
        ("스마트팜 1ha당 투자비가 30억원", [("30억원", "스마트팜 1ha당 투자비")]),
    ],
)  # fmt: skip
def test_names_of_two_figures(text, expected):
    assert said(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # an amount right behind a count is that of what is counted; a term of years counts nothing
        ("등 신규사업 86건 1,548억원 반영", [("86건", "신규사업"), ("1,548억원", "신규사업")]),
        # numbers behind a total that make it, or print their shares of it
        ("선박 : 90척 ▹ 입항 45, 출항 45", [("90척", "선박"), ("45", "선박 입항"), ("45", "선박 출항")]),
        (
            "업체 30,044개소 : 해운 3,869(12.9%), 수산 6,935(23.1%) 등",
            [
                ("30,044개소", "업체"), ("3,869", "업체 해운"), ("12.9%", "업체 해운"), ("6,935", "업체 수산"),
                ("23.1%", "업체 수산"),
            ],
        ),
        ("가축 49천두(소 1,389, 돼지 47,900)", [("49천두", "가축"), ("1,389", "가축 소"), ("47,900", "가축 돼지")]),
        ("선박 : 90척 ▹ 입항 45, 출항 40", [("90척", "선박")]),
    ],
)  # fmt: skip
def test_counts_with_their_money_and_parts_of_a_total(text, expected):
    assert said(text) == expected


def test_whole_parts_of_a_rounded_total_are_not_in_its_thousands():
    assert [f.mention.value for f in figures("가축 49천두(소 1,389, 돼지 47,900)")] == [49_000, 1389, 47_900]


def test_a_yearly_mean_is_not_of_the_year_it_starts_from():
    assert dated("시장은 ’24년 381억불에서 연평균 17.4% 성장하여 ’30년 998억불") == [
        ("381억불", "’24년", None), ("17.4%", None, None), ("998억불", "’30년", None),
    ]  # fmt: skip


def test_a_date_behind_other_words_is_not_what_was_before():
    assert dated("본사업 전환(’22.下), 참여 의원 2,600개소 → 5,000개소(’25)") == [
        ("2,600개소", None, "before"), ("5,000개소", "’25", "after"),
    ]  # fmt: skip
    assert dated("가 10개소 → 20개소(’30), 나 30개소 → 40개소(’32)")[2] == ("30개소", None, "before")


def test_how_many_it_was_in_a_bracket_dates_not_how_many_it_shall_be():
    assert dated("바우처 2,200개사 지원(’25년 1,750개사)") == [("2,200개사", None, None), ("1,750개사", "’25년", None)]
    assert dated("석학 30명 유치 추진(연 6명, ~’30)")[0] == ("30명", "~’30", None)


def test_a_head_names_the_labelled_figures_of_its_list():
    assert said("’26년 성장률 전망(%) : (가) 2.1 (나) 1.8 (다) 1.7") == [
        ("2.1", "성장률 전망(%) 가"), ("1.8", "성장률 전망(%) 나"), ("1.7", "성장률 전망(%) 다"),
    ]  # fmt: skip


def test_a_price_goes_with_what_it_is_for():
    assert dated("보조금을 3,600원/kg에서 5,000원/kg으로 인상") == [
        ("3,600원/kg", None, "before"), ("5,000원/kg", None, "after"),
    ]  # fmt: skip
    assert [f.mention.rate for f in figures("보조금을 3,600원/kg에서 5,000원/kg으로 인상")] == ["kg", "kg"]
