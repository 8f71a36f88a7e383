"""The shipped restated edition: the committed PDF is what its text gives, and carries the official plan's facts."""

from __future__ import annotations

import re
import sys
from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from ingest.plans import identify, load_rounds, sha256_of

pdfium = pytest.importorskip("pypdfium2")

PLANS = Path(__file__).resolve().parents[2] / "plans"
EDITION = PLANS / "chohyeoksin-2025-4-restated.pdf"
TAGS = ("초전도체", "글로벌 상업화 지원", "K-디지털헬스케어", "K-콘텐츠")


def pages(path: Path) -> list[str]:
    document = pdfium.PdfDocument(path)
    return [document[i].get_textpage().get_text_range().replace("\r", "") for i in range(len(document))]


def folded(text: str) -> str:
    """Without white space; apostrophes, middle dots and hyphens of one form each; page numbers left out."""
    text = re.sub(r"^\s*- \d+ -\s*$", "", text, flags=re.MULTILINE)
    text = re.sub(r"[’‘'`]", "'", re.sub(r"\s+", "", text))
    return re.sub(r"[․‧･ㆍᐧ]", "·", text).replace("\ufffe", "-").replace("\x02", "-")


@pytest.fixture(scope="module")
def text() -> list[str]:
    return pages(EDITION)


def test_typesetting_gives_the_committed_pdf(tmp_path):
    pytest.importorskip("typst")
    sys.path.insert(0, str(PLANS / "edition"))
    try:
        import typeset
    finally:
        sys.path.pop(0)
    made = typeset.typeset(tmp_path / "made.pdf")
    assert pages(made) == pages(EDITION), "run plans/edition/typeset.py and commit the PDF with its hash in rounds.yml"


def test_rounds_yml_names_it_by_its_hash(text):
    got = identify(text[0].splitlines(), sha256_of(EDITION), load_rounds(PLANS / "rounds.yml"))
    assert (got.round_id, got.is_restated, got.source) == ("2025-4", True, "rounds.yml")


def test_size_and_length(text):
    assert EDITION.stat().st_size < 2_000_000
    assert len(text) == 32


def test_cover(text):
    got = identify(text[0].splitlines(), "0" * 64)
    assert got.title == "초혁신경제 15대 선도프로젝트 추진계획(Ⅳ)"
    assert (got.published_on, got.document_no, got.issuer) == (date(2025, 12, 16), "25-13-2", "관계부처합동")
    assert got.meeting == "산업경쟁력강화 관계장관회의 겸 성장전략 TF"
    assert got.is_restated, "the cover must say that this is not the official document"


def test_page_numbers(text):
    printed = [re.findall(r"^\s*- (\d+) -\s*$", page, re.MULTILINE) for page in text]
    assert printed[:5] == [[], ["1"], ["2"], ["3"], []]
    assert printed[5:] == [[str(n)] for n in range(1, len(text) - 4)]


def test_schedule_has_51_rows_over_three_pages(text):
    rows = [len(re.findall(rf"\[(?:{'|'.join(TAGS)})\]", page)) for page in text]
    assert sum(rows) == 51
    assert [n for n in rows if n] == rows[-3:]
    assert all("시기" in page and "세부 일정" in page for page in text[-3:])


def test_table_by_year_adds_up(text):
    whole = re.sub(r"\s+", " ", "".join(text))
    budget = re.search(r"예산 ((?:[\d,]+ ){11})대상 ((?:\d+ ){10}\d+)", whole)
    *years, total = (int(n.replace(",", "")) for n in budget.group(1).split())
    assert sum(years) == total == 22363
    *years, total = map(int, budget.group(2).split())
    assert sum(years) == total == 67


def test_every_figure_of_the_official_plan_is_carried_over(shared, text):
    """Each number with its unit in the official text layer stands here as often (pictures have no text in either)."""
    units = "억|조|천|백|만|명|개|건|위|배|년|월|분기|반기|종|호|차|팀|회|동|세|%|p|℃|㎡|㎥|↑|T|L|m|ton"
    figure = re.compile(rf"'?\d[\d,.]*(?:{units}){{1,3}}")
    ours = Counter(found for page in text for found in figure.findall(folded(page)))
    theirs = Counter(
        found for page in pages(shared / "plans" / "round-4.pdf") for found in figure.findall(folded(page))
    )
    assert sum(theirs.values()) > 400
    assert theirs - ours == Counter()


def test_every_schedule_row_of_the_official_plan_is_carried_over(shared, text):
    tags = "|".join(tag.replace(" ", "") for tag in TAGS)
    row = re.compile(rf"\[(?:{tags})\].+?(?=\[|시기|하반기|\d\d년(?:\[|상반기)|$)")
    official = row.findall(folded("\n".join(pages(shared / "plans" / "round-4.pdf")[-3:])))
    ours = folded("\n".join(text[-3:]))
    assert len(official) == 51
    assert [wording for wording in official if wording not in ours] == []
