"""Korean plan text → typed mentions with offsets: money, periods, quantities, arrows, agencies. No layout is
known here.
"""

from ingest.language.agencies import AgencyLexicon
from ingest.language.mention import Mention
from ingest.language.periods import resolve_year
from ingest.language.reading import numbers_left, read, read_cell
from ingest.language.units import SAID_BY_LABEL, UnitSpec, parse_unit

__all__ = [
    "SAID_BY_LABEL",
    "AgencyLexicon",
    "Mention",
    "UnitSpec",
    "numbers_left",
    "parse_unit",
    "read",
    "read_cell",
    "resolve_year",
]
