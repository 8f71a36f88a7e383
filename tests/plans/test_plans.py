"""ingest.plans and ingest.cover: files found once each, rounds.yml checked, covers read by what they look like."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest

from ingest.cover import plan_year, read_cover
from ingest.plans import PlanError, Round, Rounds, find_plans, identify, load_rounds

REPO = Path(__file__).resolve().parents[2]
SERIES = "초혁신경제 15대 선도프로젝트 추진계획"
HASH = "a" * 64


@dataclass
class Block:
    text: str
    size: float
    page_no: int = 1


COVER = [
    Block("초혁신경제 15대", 32),
    Block("선도프로젝트 추진계획(Ⅳ)", 32),
    Block("2025. 12. 16.", 20),
    Block("관 계 부 처 합 동", 20),
    Block("산업경쟁력강화 관계장관회의 겸", 13),
    Block("성장전략 TF", 13),
    Block("25-13-2", 13),
    Block("(공개)", 13),
    Block("Ⅰ 추진배경", 40, page_no=2),
]


def known(*rounds: Round) -> Rounds:
    return Rounds(rounds)


def test_cover_of_the_series():
    got = identify(COVER, HASH)
    assert (got.round_id, got.series, got.round_no, got.title) == ("2025-4", SERIES, 4, f"{SERIES}(Ⅳ)")
    assert (got.published_on, got.document_no) == (date(2025, 12, 16), "25-13-2")
    assert (got.meeting, got.issuer) == ("산업경쟁력강화 관계장관회의 겸 성장전략 TF", "관계부처합동")
    assert (got.is_restated, got.source) == (False, "cover")


@pytest.mark.parametrize(
    "lines",
    [
        ["산업경쟁력강화 관계장관회", "의 겸", "성장전략 TF", "25-13-2", "(공개)", f"{SERIES}(IV)",
         "2025. 12. 16.", "관계부처합동"],
        ["산업경쟁력강화 관계장관회의", "겸", "성장전략 TF 25-13-2 (공개)", SERIES, "( Ⅳ )",
         "’25.12.16.", "관계부처합동"],
        ["산업경쟁력강화 관계장관회의 겸", "    성장전략 TF", "     25-13-2", "", "초혁신경제 15대",
         "  선도프로젝트 추진계획( )            Ⅳ", "2025년 12월 16일", "관계부처합동"],
    ],
)  # fmt: skip
def test_the_same_cover_typeset_otherwise(lines):
    got = identify(lines, HASH)
    assert (got.round_id, got.series, got.published_on) == ("2025-4", SERIES, date(2025, 12, 16))
    assert got.meeting == "산업경쟁력강화 관계장관회의 겸 성장전략 TF"
    assert (got.document_no, got.issuer) == ("25-13-2", "관계부처합동")


def test_yearly_plan_has_a_stable_id_of_its_own():
    lines = ["2025. 2. 11.(화)", "기 획 재 경 위 원 회", "2025년도", "주 요 업 무 계 획", "기획조정실"]
    got = identify(lines, HASH)
    assert got.title == "2025년도 주요업무계획"
    assert (got.issuer, got.meeting, got.round_no) == ("기획조정실", "기획재경위원회", None)
    assert got.round_id.startswith("2025-") and len(got.round_id) == 13
    assert identify(lines, "b" * 64).round_id == got.round_id  # of what it says, not of its bytes
    other = identify([*lines[:-1], "해양농수산국"], HASH)
    assert other.round_id != got.round_id


def test_a_box_joined_into_one_paragraph_is_cut_at_its_parts():
    cover = read_cover(
        [Block("2025.02.11.(화) 10:00 해양도시안전위원회", 14), Block("2025년도 상반기 주요 업무계획", 30)]
    )
    assert (cover.published_on, cover.meeting) == (date(2025, 2, 11), "해양도시안전위원회")
    cover = read_cover([Block("산업경쟁력강화 관계장관회의 겸 성장전략 TF 25-13-2 (공개)", 13), COVER[0], COVER[1]])
    assert (cover.document_no, cover.meeting) == ("25-13-2", "산업경쟁력강화 관계장관회의 겸 성장전략 TF")


def test_month_or_year_only_gives_no_date():
    assert identify(["탄소중립 추진방안(Ⅱ)", "2026년 3월"], HASH).published_on is None
    assert identify(["탄소중립 추진방안(Ⅱ)", "2026년 3월"], HASH).round_id == "2026-2"
    assert identify(["2025년도 주요업무계획"], HASH).published_on is None


def test_ordinals():
    assert read_cover(["제2차 바이오헬스 인재양성방안", "2025. 3. 13."]).round_no == 2
    lines = [
        "의안번호 제 4 호",
        "2025. 3. 13.",
        "(제 68 회)",
        "제5차 기본계획 및 제1차 투자전략",
        "2025년 시행계획(안)",
    ]
    annual = read_cover(lines)
    assert (annual.round_no, annual.document_no) == (None, "제4호")
    assert annual.title == "제5차 기본계획 및 제1차 투자전략 2025년 시행계획(안)"


def test_a_cover_kept_in_a_grid():
    """Cells have no type size; the title is the largest of the blocks all the same."""
    cells = ["의안번호", "제 4 호", "심 의 연 월 일", "2025. 3. 13. (제 68 회)", "제 출 자", "환 경 부 장 관 홍길동"]
    cover = read_cover([Block("제5차 기본계획 2025년 시행계획(안)", 30), *(Block(cell, None) for cell in cells)])
    assert (cover.document_no, cover.published_on, cover.issuer) == ("제4호", date(2025, 3, 13), "환경부")
    assert cover.title == "제5차 기본계획 2025년 시행계획(안)"


def test_submitting_minister_stands_for_the_ministry_and_no_person_is_read():
    cover = read_cover(["2025년 시행계획", "제 출 자", "과학기술정보통신부장관 교 육 부 장 관", "홍길동"])
    assert cover.issuer == "과학기술정보통신부"


def test_who_does_what_in_a_plan_that_begins_on_its_first_page_is_not_its_issuer():
    lines = [
        "2026. 1. 15.",
        "2026년 항만 추진계획",
        "해양수산부",
        "Ⅰ. 개요",
        "□ 공방 신축",
        "추진과제",
        "소관부처",
        "산업통상부",
    ]
    assert read_cover(lines).issuer == "해양수산부"


def test_impossible_date_is_no_date():
    assert read_cover(["어떤 추진계획", "2025. 13. 40."]).published_on is None


def test_unreadable_cover_falls_back_to_the_file_name():
    got = identify([], HASH, file_name="scan-07.pdf")
    assert (got.title, got.published_on) == ("scan-07", None)
    assert got.round_id.startswith("0000-")


def test_next_round_keeps_the_year_of_its_series():
    rounds = known(Round("2025-4", SERIES, 4, sha256="b" * 64))
    got = identify([f"{SERIES}(Ⅴ)", "2026. 1. 20.", "관계부처합동"], HASH, rounds)
    assert got.round_id == "2025-5"
    same = identify([f"{SERIES} (IV)", "2026. 1. 20."], HASH, rounds)
    assert (same.round_id, same.official_sha256, same.source) == ("2025-4", "b" * 64, "cover")


def test_another_series_does_not_take_a_taken_round_id():
    rounds = known(Round("2025-2", SERIES, 2))
    assert identify(["수소경제 추진방안(Ⅱ)", "2025. 5. 1."], HASH, rounds).round_id.startswith("2025-2-")


def test_rounds_yml_overrules_the_cover_by_hash_then_by_name(tmp_path):
    path = tmp_path / "rounds.yml"
    path.write_text(
        f'rounds:\n- {{round_id: "2025-4", series: S, round_no: 4, published_on: 2025-12-16, sha256: {"b" * 64},\n'
        f"   restated_editions: [{{file: ours.pdf, sha256: {HASH}, note: n}}]}}\n",
        encoding="utf-8",
    )
    rounds = load_rounds(path)
    got = identify(["다른 추진계획(Ⅸ)", "2024. 1. 1."], HASH, rounds)
    assert (got.round_id, got.published_on, got.source) == ("2025-4", date(2025, 12, 16), "rounds.yml")
    assert (got.is_restated, got.official_sha256) == (True, "b" * 64)
    assert identify([], "c" * 64, rounds, file_name="ours.pdf").is_restated
    assert not identify([], "b" * 64, rounds, file_name="ours.pdf").is_restated


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("- 1", "'rounds' must hold a list"),
        ("rounds: [{series: S}]", r"rounds\[0\].round_id is missing"),
        ('rounds: [{round_id: "2025-1", series: S, round_no: two}]', r"rounds\[0\].round_no must be a whole number"),
        ('rounds: [{round_id: "2025-1", series: S, published_on: "gestern"}]', r"published_on must be a date"),
        ('rounds: [{round_id: "2025-1", series: S, sha256: abc}]', "sha256 must be 64"),
        ('rounds: [{round_id: "2025-1", series: S, titel: T}]', "titel is not a known key"),
        ('rounds: [{round_id: "eins", series: S}]', "round_id must look like"),
        ('rounds: [{round_id: "2025-1", series: S}, {round_id: "2025-1", series: S}]', "stands twice"),
        ("rounds: [", "not valid YAML"),
        ('rounds: [{round_id: "2025-1", series: S, restated_editions: [{note: n}]}]', r"editions\[0\].file is missing"),
    ],
)  # fmt: skip
def test_a_wrong_rounds_yml_says_file_and_key(tmp_path, text, says):
    path = tmp_path / "rounds.yml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(PlanError, match=says) as caught:
        load_rounds(path)
    assert str(path) in str(caught.value)


def test_find_plans(tmp_path):
    (tmp_path / "b").mkdir()
    for name, content in (("b/two.PDF", b"2"), ("a.pdf", b"1"), ("copy.pdf", b"1"), ("notes.txt", b"n")):
        (tmp_path / name).write_bytes(content)
    assert find_plans([tmp_path, tmp_path / "a.pdf"]) == [tmp_path / "a.pdf", tmp_path / "b/two.PDF"]
    with pytest.raises(PlanError, match="no such file"):
        find_plans([tmp_path / "missing.pdf"])
    with pytest.raises(PlanError, match=r"not a \.pdf"):
        find_plans([tmp_path / "notes.txt"])
    with pytest.raises(PlanError, match="No PDF found"):
        (tmp_path / "empty").mkdir()
        find_plans([tmp_path / "empty"])


def test_a_restated_edition_says_so_on_its_cover():
    ours = identify([*COVER, Block("이 문서는 공식 문서가 아닌 재작성본(restated edition)입니다", 9)], HASH)
    official = identify(COVER, "b" * 64)
    assert ours.is_restated and ours.issuer == "관계부처합동" and ours.title == official.title
    assert not official.is_restated


def test_a_corrected_title_is_of_the_same_round():
    got = identify([f"{SERIES}(Ⅳ)(수정본)", "2025. 12. 23.", "관계부처합동"], HASH)
    assert (got.round_id, got.series, got.published_on) == ("2025-4", SERIES, date(2025, 12, 23))


def test_official_reissues_stand_in_the_order_of_rounds_yml(tmp_path):
    path = tmp_path / "rounds.yml"
    path.write_text(
        f'rounds:\n- {{round_id: "2025-4", series: {SERIES}, round_no: 4, published_on: 2025-12-16,\n'
        f"   sha256: {'b' * 64}, corrected_editions:\n"
        f"   [{{file: two.pdf, sha256: {HASH}, published_on: 2025-12-20}}, {{file: three.pdf}}]}}\n",
        encoding="utf-8",
    )
    rounds = load_rounds(path)
    first, second = identify([], "b" * 64, rounds), identify([], HASH, rounds)
    third = identify([], "c" * 64, rounds, file_name="three.pdf")
    unknown = identify([f"{SERIES}(Ⅳ)", "2025. 12. 16."], "d" * 64, rounds)
    assert [i.edition_no for i in (first, second, third, unknown)] == [0, 1, 2, None]
    assert {i.round_id for i in (first, second, third, unknown)} == {"2025-4"}
    assert [i.published_on.day for i in (first, second, third)] == [16, 20, 16] and not second.is_restated


def test_the_shipped_rounds_yml():
    rounds = load_rounds(REPO / "plans" / "rounds.yml")
    assert [(r.round_id, r.published_on) for r in rounds.rounds] == [
        ("2025-1", date(2025, 9, 10)),
        ("2025-2", date(2025, 10, 20)),
        ("2025-3", date(2025, 11, 26)),
        ("2025-4", date(2025, 12, 16)),
    ]


def test_covers_of_other_plans(shared):
    """Real first pages as PDFium gives them, without type sizes."""
    pdfium = pytest.importorskip("pypdfium2")
    wanted = {
        "round-4.pdf": ("2025-4", date(2025, 12, 16), "관계부처합동"),
        "round-4.chromium.pdf": ("2025-4", date(2025, 12, 16), "관계부처합동"),
        "round-4.typst.pdf": ("2025-4", date(2025, 12, 16), "관계부처합동"),
        "others/busan-ocean-2025.pdf": (None, date(2025, 2, 11), None),
        "others/busan-planning-2025.pdf": (None, date(2025, 2, 11), "기획조정실"),
        "others/science-technology-basic-plan-2025.pdf": (None, date(2025, 3, 13), "과학기술정보통신부"),
    }
    for name, (round_id, published_on, issuer) in wanted.items():
        page = pdfium.PdfDocument(shared / "plans" / name)[0]
        got = identify(page.get_textpage().get_text_range().splitlines(), HASH)
        assert got.published_on == published_on and got.issuer == issuer, name
        assert got.title.endswith(("계획", "계획(안)", "계획(Ⅳ)", "계획(IV)")), got.title
        assert got.round_id == round_id if round_id else got.round_no is None


@pytest.mark.parametrize(
    ("title", "published", "year"),
    [
        ("2026년도 주요업무 추진계획", date(2025, 12, 16), 2026),
        ("2026년 산림 시행계획", date(2025, 11, 1), 2026),
        ("2026년도 주요업무 추진계획", date(2026, 1, 5), None),  # its own year already
        ("2026년도 예산안", date(2025, 9, 2), None),  # a budget's dates are those of its making
        ("노동안전 종합대책", date(2025, 9, 15), None),
        ("2026년도 주요업무 추진계획", None, None),
    ],
)
def test_the_year_a_yearly_plan_is_for(title, published, year):
    assert plan_year(title, published) == year
