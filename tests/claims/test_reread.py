"""A figure's digits looked up again in its characters' boxes."""

import pytest

from ingest.layout.model import Segment
from ingest.pdf.second import Glyph
from ingest.reread import SecondReading, digits
from tests.claims.pages import segment


def glyphs(text: str, top: float = 100.0) -> list[Glyph]:
    """The same line as ``segment`` as another reader might see it."""
    return [Glyph(c, 50.0 + 5 * i, 55.0 + 5 * i, top + 9, 10.0) for i, c in enumerate(text)]


LINE = "예산 1,474억원"


@pytest.mark.parametrize(
    ("other", "found"),
    [(LINE, True), ("예산 1,414억원", False), ("예산 1,47 억원", False), ("예산 １,４７４억원", True)],
)
def test_a_changed_or_lost_digit_is_not_found(other, found):
    second = SecondReading([glyphs(other)])
    assert second.finds([segment(LINE)], 3, 9, "1,474억") is found


def test_a_page_the_other_reader_has_not_says_nothing():
    assert SecondReading([[]]).finds([segment(LINE)], 3, 9, "1,474억") is None


def test_text_without_a_drawn_character_says_nothing():
    assert SecondReading([glyphs(LINE)]).finds([], 3, 9, "1,474억") is None


def test_a_figure_broken_over_two_lines_is_found_in_both():
    first, last = segment("’24.", top=100.0), segment("9월", top=120.0)
    later = Segment(5, 1, last.baseline, last.size, last.top, last.bottom, last.x0s, last.x1s)
    second = SecondReading([glyphs("’24.", 100.0) + glyphs("9월", 120.0)])
    assert second.finds([first, later], 0, 7, "’24.\n9월") is True


def test_digits_of_any_shape():
    assert digits("１2③ 4.5억") == "12345"
