"""Noun phrases: connectives, particles, marks and glyphs taken off; nouns that only look like particles kept."""

import pytest

from ingest.language.passage import brackets
from ingest.language.phrases import follow, strip_particle, tidy, unspaced


@pytest.mark.parametrize(
    ("raw", "clean"),
    [
        ("* 및 양자팹 구축을", "양자팹 구축"),
        ("\uf000 세입", "세입"),
        ("․ 축산물", "축산물"),
        ("ㅇ 축산물", "축산물"),
        ("◊ 재원배분", "재원배분"),
        ("특히, 기업 지원 총", "기업 지원"),
        ("최근 「특별법」", "최근 「특별법」"),
        ("( 목표)", "(목표)"),
        ("업체 수 ()", "업체 수"),
        ("사 업 비", "사업비"),
        ("추진하는", "추진하는"),
        ("시장은", "시장"),
        ("+α", "+α"),
        ("", ""),
        ("및", ""),
    ],
)
def test_tidy(raw, clean):
    assert tidy(raw) == clean


@pytest.mark.parametrize(
    ("word", "bare"),
    [
        ("예산을", "예산"), ("회의", "회의"), ("성과", "성과"), ("서울로", "서울"),
        ("부산으로", "부산"), ("도로", "도로"),
        ("기업과", "기업과"), ("높은", "높은"), ("차이", "차이"), ("이", "이"),
    ],
)  # fmt: skip
def test_strip_particle(word, bare):
    assert strip_particle(word) == bare


@pytest.mark.parametrize(
    ("text", "phrase"),
    [
        (" 규모의 펀드를 조성", "규모 펀드"),
        ("규모의 펀드를 조성", "펀드"),
        ("을 지원", ""),
        (" 미만 시 사업", "시 사업"),
        (" 징수 : 목표액 대비", "징수"),
        ("/ 해안경관 개선", ""),
        ("/기관 지원", "기관 지원"),
        (" 대비 2.5% 증가", ""),
        (" 지역 및 기업", "지역"),
    ],
)
def test_follow(text, phrase):
    assert follow(text) == phrase


@pytest.mark.parametrize(
    ("label", "word"),
    [("지 방 세", "지방세"), ("결 산 액 (A)", "결산액 (A)"), ("이 중 3개", "이 중 3개"), ("구분", "구분")],
)
def test_letterspaced_names(label, word):
    assert unspaced(label) == word


def test_brackets_match_their_own_kind_and_ignore_strays():
    text = "가) 나(다[라]마 「바(사)」"
    assert [text[s.start : s.end] for s in brackets(text)] == ["[라]", "「바(사)」", "(사)"]
