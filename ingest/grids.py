"""A table's cells → what each one is told by its row and column: labels, periods, units, whether it is an event.

In: one Table (cells with spans). Out: ``View`` with a ``Place`` per cell. Periods in row heads and column heads are
found by reading them, units by ``(단위: …)`` or a head's brackets; merged heads hold for all they cover, merged data
for nothing but itself.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from ingest.language import SAID_BY_LABEL, parse_unit, read, read_cell, resolve_year
from ingest.language.mention import Mention
from ingest.language.phrases import fold, tidy, unspaced
from ingest.language.units import PER_UNIT
from ingest.layout.model import Cell, Table

_UNIT_IN_HEAD = re.compile(r"[(（\[]\s*(?:단위\s*[:：]\s*)?([^()（）\[\]]{1,14})\s*[)）\]]\s*$")
_BARE_NUMBER = re.compile(r"[\s\d.,△▲\-–+()≤≥]*\d[\s\d.,%)]*")
_DATED_NUMBER = re.compile(r"(\s*[\d,.]+)\s*[(（]\s*['’‘`~]{1,2}\d\d[^()（）]{0,8}[)）]\s*")
_GROUP_HEAD = re.compile(r"부처|구분|분야|부문|연번|번호|순번|지역|소관|단계|유형|전략|과제번호")
_CHANGE_HEAD = re.compile(r"증\s?감|증가액|감소액")
_CHANGE = re.compile(r"증감|증가|감소|률|율|비중|대비")
_SHARE_BRACKET = re.compile(r"[(（][^()（）]*[)）]")
_NOT_LETTERS = re.compile(r"[^가-힣A-Za-z]")
LONGEST_LABEL = 40  # characters of a row's name
SHORT_HEAD = 24  # a column head this short is dated by a period among its words
LONGEST_LEAD = 24  # characters of a cell's first phrase that its small print is about
WORDY = 12  # letters from which a cell is running text
_CORNER_UNIT = re.compile(r"(?:구\s?분)?\s*[(（]\s*(?:단위\s*[:：]\s*)?(?P<unit>[^()（）]{1,14})\s*[)）]")
_HALF_HEAD = re.compile(r"\s*([上下상하])\s*")
_QUARTER_HEAD = re.compile(r"\s*([1-4])\s?/\s?4\s*")
_NO_EVENTS = re.compile(r"소관|부처|기관|담당|주관|협조|비고|예산|장소|대상|근거|방법|재원|사업비|구분|인원|부서")
_NAMES_HEAD = re.compile(r"(?:사업|과제|예산|내역|항목|분야|구분|내용)(?:\s?명)?\s*$")
_HEAD_OF_HEADS = re.compile(r"구\s?분|항목|내용|연도|년도|분야|사업명|과제명|지표명?|단계|기관명?|부처명?")
_DRAWN = re.compile(r"\s*[●○◎■□◆★▶►━─—–→⇒⇨➡✓√∨]+\s*")
_UNIT_HEAD = re.compile(r"\s*단\s?위\s*")
_NAMELESS_HEAD = re.compile(
    r"(?:주요|세부|핵심)?(?:추진|사업)?(?:내용|과제|사항|항목)(?:명)?|(?:세부|단위)?사업(?:명)?|비고"
)
_REFERENCE = re.compile(r"기준|발표|대상|설치|설립|조성|시행|제정|연도|년도|개통|지정일?$")
_AS_OF = re.compile(r"기준|발표|대상|최근")
_NAMES_EVENT = re.compile(r"(?:설립|통합|존속|만료|준공|착공|개소|개관|개장|제정|개통|공고|완공|설치|발족|출범)")
_DAYS = re.compile(r"(?:초순|중순|하순|[초중말]$|\d+일간)")  # part of the month that the row's head names
_NO_TASK = re.compile(r"\(?\s*(?:좌\s?동|상\s?동|미\s?정|없\s?음|해당\s?없음|신\s?규|계\s?속|비\s?고)\s*\)?")
_DUE = re.compile(r"추진|일정|시기|기한|예정|계획|완료|마감|목표")
_COUNTED_HEAD = re.compile(
    r"면적|규모|물량|인원|개소수?$|건수|대수|수량|연장|호수|농가|(?:사업|과제|시설|기관|단체|업체|기업)\s?수$"
)
_ROW_NUMBER_HEAD = re.compile(r"(?:no|연\s?번|번\s?호|순\s?번)\.?", re.IGNORECASE)
_RUN_HEAD = re.compile(r"(?:총|전체)?\s?(?:사업|추진|연구|공사|개발)\s?기간")
_COST_HEAD = re.compile(r"(?:사업비|공사비|투자비|투자액|소요액|소요예산)(?:\s?\(.*\))?$")
_WHOLE_COST_HEAD = re.compile(r"총\s?(?:사업비|공사비|연구비|연구개발비|투자비|투자액|예산|소요액|소요예산)")
_COUNT_CELL = re.compile(r"\s*(?:\d{1,4}|[-–—])\s*")
MOST_COUNT_CELLS = 4  # bare whole numbers from which a table of years that prints no unit counts things
_PAID_HEAD = re.compile(r"사업비|예산|투자|금액|비용|국비|지방비|시비|도비|민자|융자|보조|출자|집행")
_PERCENT_HEAD = re.compile(r"\s*[(（]?\s*[%％]\s*[)）]?\s*")
_AMOUNT_OF_CHANGE = re.compile(r"(?:증\s?감|증가|감소)\s?액")
_SHARE_ROW = re.compile(r"(?:비\s?중|구\s?성\s?비|비\s?율|점유율|증감률|증가율)")
_RATIO = re.compile(r"%|률|율|비중|구성비|대비|비율|점유")
_MARKS = re.compile(r"^[\s①-⑮➊-➓❶-❿ㅇ○◦∘●•□■◇◆◈❖·･․▪▸▹‣◊￭◾▶►\uE000-\uF8FF\-*]+")


_COUNTED_BY = {  # what is counted in a unit, where a table's line names several units and its rows none
    "percent": re.compile(r"률|율|비중|점유|구성비"),
    "other:‱": re.compile(r"률|율"),
    "persons": re.compile(
        r"자\s?수$|명\s?수$|인원|인력|근로자|노동자|종사자|사망자|이용객|관광객|방문객|수혜자|참여자|교육생|감독관|졸업생|취업자"
    ),
    "companies": re.compile(r"기업|업체|회사|제약사|스타트업"),
    "cases": re.compile(r"건\s?수|특허|논문|계약|사고|출원|기술이전|인증"),
    "items": re.compile(r"개소|센터|시설|기관|사업장|거점|병원|학교|마을|지구|(?:업체|기업|과제|사업|단지|품목)\s?수$"),
    "KRW": re.compile(r"액$|예산|사업비|매출|수출|투자|시장"),
}


def is_narrower(p: Mention, label: Mention) -> bool:
    """True where a printed period lies inside its row's label and says more than it (a month inside a half year)."""
    if None in (p.period_end, label.period_start, label.period_end):
        return False
    if p.period_start is None:  # "(~6월)" in the row of its year
        return p.granularity == "deadline" and label.period_start <= p.period_end < label.period_end
    inside = label.period_start <= p.period_start and p.period_end <= label.period_end
    return inside and (p.period_end - p.period_start) < (label.period_end - label.period_start)


class Place(NamedTuple):
    is_head: bool = False
    role: str = "text"  # text | figure | event | date | label
    row_label: str | None = None
    column_label: str | None = None
    row_period: Mention | None = None
    column_period: Mention | None = None
    tasks: tuple[str, ...] = ()  # words of the rows a date covers
    wordy: bool = False  # a cell of running text: its own words say what its figures are
    lead: str | None = None  # first words of a wordy cell, for its small print
    column_ratio: str | None = None  # "증감률(%)": what a dated column says of its figures besides the year
    gantt: bool = False  # words under a period's column: the row's task in that period
    due: bool = False  # words that a date of their row falls due: the row's period is that date
    caption_period: Mention | None = None  # "< 국가별 점유율(’24년) >"

    def subject(self, own: str) -> str:
        """Row head, column head where it is no period, and the cell's own words."""
        if self.wordy and len(own.replace(" ", "")) >= 8:
            return own
        parts = [self.row_label] if not self.wordy or not self.lead else [self.lead]
        if self.column_period is not None and self.column_ratio:
            parts.append(self.column_ratio)
        if (
            self.column_label
            and self.column_period is None
            and not _NAMELESS_HEAD.fullmatch(_UNIT_IN_HEAD.sub("", self.column_label).replace(" ", ""))
        ):
            parts.insert(0 if self.wordy else 1, self.column_label)
        parts.append(own)
        out: list[str] = []
        for p in parts:
            if p and p not in out and not any(p in o for o in out):
                out.append(p)
        return " ".join(out).strip()


def _whole_period(text: str) -> Mention | None:
    """The period a cell consists of, or None."""
    text = text.strip()
    if not text or len(text) > LONGEST_LABEL:
        return None
    found = [m for m in read(text) if m.type == "period"]
    if not found:
        return None
    rest = text
    for m in found:
        rest = rest.replace(m.text, "", 1)
    rest = re.sub(r"계속|지속|연례반복", "", rest)
    rest = re.sub(r"[\s()\[\]<>~∼.,년월/·중말초까지경현재기준계획목표예정실적내안(잠정)전망추]+", "", rest)
    return found[0] if not rest else None


def _combine(outer: Mention | None, inner: Mention | None) -> Mention | None:
    """A year over a half, quarter or month gives that half of that year."""
    if inner is None or outer is None or not inner.needs_year:
        return inner or outer
    bound = outer.period_start or outer.period_end
    return resolve_year(inner, bound.year) if bound and not outer.needs_year else inner


class View:
    """``unit``: a unit printed above the table that its own "(단위: …)" line does not give, e.g. "(명)"."""

    def __init__(self, table: Table, agencies: object = None, unit: str | None = None):
        self.table, self.agencies = table, agencies
        self.cells = table.cells
        self.grid: dict[tuple[int, int], Cell] = {}
        for c in table.cells:
            for r in range(c.row, c.row + c.rowspan):
                for k in range(c.col, c.col + c.colspan):
                    self.grid[(r, k)] = c
        self.heads = table.header_rows or int(self._first_row_heads())
        self.n_rows, self.n_cols = table.n_rows, table.n_cols
        self.is_layout = table.kind == "layout"
        self._mentions: dict[str, list[Mention]] = {}
        self._period: dict[str, Mention | None] = {}
        self.period_cols = self._period_columns() if not self.is_layout else []
        self.date_cols = self._date_columns() if not self.is_layout else set()
        self.table_unit = table.unit or unit or self._corner_unit() or self._caption_unit()
        self.unit_col = next((c.col for c in table.cells if c.row < self.heads and _UNIT_HEAD.fullmatch(c.text)), None)
        self._col_period: dict[tuple[int, int], Mention | None] = {}
        self._label_cache: dict[tuple[int, int], str | None] = {}
        self.names_period = self._period_over_names()
        self.event_table = self._is_event_table()
        self._counts: bool | None = None

    def _period_over_names(self) -> Mention | None:
        """The year in the head of the names' column, which is the whole table's: "’26년 사업 | 정부안 | 확정"."""
        head = self.grid.get((0, 0)) if self.heads else None
        if head is None or head.rowspan < self.heads or head.colspan > 1 or self.period_of(head) is not None:
            return None
        if not _NAMES_HEAD.search(head.text) or any(self._period_at(head, k, head) for k in range(1, self.n_cols)):
            return None
        return next((m for m in self._read(head) if m.type == "period"), None)

    def _corner_unit(self) -> str | None:
        """The unit in the corner where rows' and columns' names meet: "(억원)", "구분(백만원)"."""
        first = self.grid.get((0, 0))
        m = _CORNER_UNIT.fullmatch(unspaced(fold(first.text))) if first is not None and self.heads else None
        return m["unit"] if m and parse_unit(m["unit"]) else None

    def _caption_unit(self) -> str | None:
        """The unit a caption ends with: "< 주요국 설비 현황(GW) >"."""
        m = _UNIT_IN_HEAD.search((self.table.caption or "").strip(" <>〈〉《》‹›【】[]"))
        return m.group(1) if m and parse_unit(m.group(1)) else None

    def _first_row_heads(self) -> bool:
        """True for a first row of names where the rules set no head apart: "구 분 | 2024년"."""
        first = self.grid.get((0, 0))
        if first is None or self.table.n_rows < 2 or not _HEAD_OF_HEADS.fullmatch(unspaced(fold(first.text))):
            return False
        row = (c for k in range(1, self.table.n_cols) if (c := self.grid.get((0, k))) is not None)
        return all(c.rowspan == first.rowspan and not _BARE_NUMBER.fullmatch(c.text) for c in row)

    def period_of(self, c: Cell | None) -> Mention | None:
        if c is None:
            return None
        if c.cell_id not in self._period:
            self._period[c.cell_id] = _whole_period(_part_of_year(c.text) if c.row < self.heads else c.text)
        return self._period[c.cell_id]

    def _column(self, col: int) -> list[Cell]:
        seen: list[Cell] = []
        for r in range(self.heads, self.n_rows):
            c = self.grid.get((r, col))
            if c is not None and c not in seen:
                seen.append(c)
        return seen

    def _period_columns(self) -> list[int]:
        """Leading columns whose cells are periods; the finest of them dates two rows at least."""
        out: list[int] = []
        finest = 0
        for col in range(self.n_cols - 1):
            cells = [c for c in self._column(col) if c.text.strip()]
            if not cells or sum(self.period_of(c) is not None for c in cells) < max(1, 0.7 * len(cells)):
                break
            out.append(col)
            finest = len(cells)
        return out if finest >= 2 else []

    def _date_columns(self) -> set[int]:
        out = set()
        for col in range(1, self.n_cols):
            if col in self.period_cols:
                continue
            cells = [c for c in self._column(col) if c.text.strip(" -–·") and c.col == col]
            dated = sum(self.period_of(c) is not None for c in cells)
            if len(cells) >= 2 and dated >= 0.6 * len(cells):
                out.add(col)
        return out

    def _has_money(self, cell: Cell) -> bool:
        return any(m.type == "money" for m in self._read(cell))

    def _read(self, cell: Cell) -> list[Mention]:
        """Mentions of a cell's words, agencies left out; read once."""
        if cell.cell_id not in self._mentions:
            self._mentions[cell.cell_id] = read(cell.text)
        return self._mentions[cell.cell_id]

    def _is_event_table(self) -> bool:
        """Rows dated by their heads whose other cells are words, not figures."""
        if not self.period_cols:
            return False
        told = [k for k in range(self.period_cols[-1] + 1, self.n_cols) if not _NO_EVENTS.search(self._heading_of(k))]
        body = [c for c in self.cells if c.row >= self.heads and c.col in told and c.text.strip()]
        wordy = [c for c in body if len(_NOT_LETTERS.sub("", c.text)) >= 5]
        return bool(body) and len(wordy) >= 0.6 * len(body)

    def _is_label(self, c: Cell) -> bool:
        return bool(c.text.strip()) and not _BARE_NUMBER.fullmatch(c.text) and bool(re.search(r"[가-힣A-Za-z]", c.text))

    def _is_data(self, c: Cell) -> bool:
        """True for a cell of figures: "30위(’22)", "3,320명"; not for a name that holds one ("사업소 (6개소)")."""
        found = [m for m in self._read(c) if m.type in ("money", "quantity", "period")]
        if not any(m.type in ("money", "quantity") for m in found):
            return False
        rest = c.text
        for m in found:
            rest = rest.replace(m.text, "", 1)
        return len(_NOT_LETTERS.sub("", rest)) < 2

    def _half(self, col: int) -> int:
        """First column of the part a column belongs to: "구분 | 예산 | 구분 | 예산" has two parts side by side."""
        first = self.grid.get((0, 0))
        if first is None or not self.heads or not first.text.strip():
            return 0
        parts = [k for k in range(col + 1) if (c := self.grid.get((0, k))) is not None and c.text == first.text]
        return max((k for k in parts if self.grid[(0, k)] is not first), default=0)

    def row_label(self, cell: Cell) -> str | None:
        """The name of a cell's row with the group it stands in, notes of their source left out."""
        key = (cell.row, cell.col)
        if key not in self._label_cache:
            self._label_cache[key] = " ".join(self._names(cell)[-2:]) or None
        return self._label_cache[key]

    def _heads_groups(self, col: int) -> bool:
        """True for a column that says what a row belongs to, not what it is: 구분, 부처, 분야."""
        heads = (self.grid.get((r, col)) for r in range(self.heads))
        return any(c is not None and _GROUP_HEAD.search(unspaced(fold(c.text))) for c in heads)

    def _names(self, cell: Cell) -> list[str]:
        """Names left of a cell in its row: groups first, and no cell after the row's own name.

        A cell that covers no more rows than this one is the row's name; what follows (a person, a place) tells of it.
        Where one head covers several columns ("구분"), all of them name the row.
        """
        names: list[str] = []
        first = self._half(cell.col)
        head = self.grid.get((0, first)) if self.heads else None
        shared = head.col + head.colspan if head is not None else 0
        for col in range(first, cell.col):
            c = self.grid.get((cell.row, col))
            if c is None or c is cell or col in (*self.period_cols, self.unit_col) or self.period_of(c):
                continue
            if self.column_period(c) is not None:
                break
            name = _label(c.text)
            named = self._is_label(c) and not self._has_money(c) and not self._is_data(c)
            if named and name and len(name) <= LONGEST_LABEL and name not in names:
                names.append(name)
                if c.rowspan <= cell.rowspan and col + 1 >= shared and not self._heads_groups(col):
                    break
        return names

    def column_label(self, cell: Cell) -> str | None:
        parts: list[str] = []
        for r in range(self.heads):
            c = self.grid.get((r, cell.col))
            if c is not None and c.text.strip() and c is not cell:
                text = unspaced(fold(c.text).strip(" *"))
                if text not in parts:
                    parts.append(text)
        return " ".join(parts) or None

    def _column_ratio(self, cell: Cell) -> str | None:
        heads = [c for r in range(self.heads) if (c := self.grid.get((r, cell.col))) is not None]
        texts = dict.fromkeys(unspaced(fold(c.text)) for c in heads if self.period_of(c) is None)
        return " ".join(t for t in texts if _CHANGE.search(t)) or None

    def column_period(self, cell: Cell) -> Mention | None:
        over = cell.col, cell.colspan
        if over not in self._col_period:
            self._col_period[over] = self._read_column_period(cell)
        return self._col_period[over]

    def _read_column_period(self, cell: Cell) -> Mention | None:
        first = self._period_at(cell, cell.col)
        last = self._period_at(cell, cell.col + cell.colspan - 1) if cell.colspan > 1 else first
        if first is not None and last is not None and first is not last and last.period_end:
            text = f"{first.text}~{last.text}"
            return first._replace(text=text, period_end=last.period_end, granularity="range")
        return first or (self._latest_year(cell.col) if self._is_change(cell.col) else None)

    def _period_at(self, cell: Cell, col: int, names: Cell | None = None) -> Mention | None:
        """The period that the heads over one of a cell's columns say; ``names``: a head that is none of them."""
        found = None
        if names is None and col == 0 and self.names_period is not None:
            return None
        for r in range(self.heads):
            c = self.grid.get((r, col))
            if c is not None and c is not cell and c is not names:
                found = _combine(found, self.period_of(c) or self._period_in_short_head(c))
        return found

    def _is_change(self, col: int) -> bool:
        """True for a column of changes from one year's column to another's: "증감액"."""
        heads = (self.grid.get((r, col)) for r in range(self.heads))
        return any(c is not None and _CHANGE_HEAD.match(unspaced(fold(c.text))) for c in heads)

    def _latest_year(self, col: int) -> Mention | None:
        """The latest year that heads a column left of a change, else any other: "’25년(A) | ’26년(B) | B-A | ’27년"."""
        for near in (range(col), range(self.n_cols)):
            others = (self.grid.get((self.heads, k)) for k in near if k != col and not self._is_change(k))
            years = [p for c in others if c is not None and (p := self.column_period(c)) and p.period_end]
            if years:
                return max(years, key=lambda p: p.period_end)
        return None

    def _period_in_short_head(self, head: Cell) -> Mention | None:
        """ "’26년 예산(안)": a head of few words that names a period."""
        if len(head.text) >= SHORT_HEAD or "대비" in head.text:
            return None
        return next((m for m in self._read(head) if m.type == "period"), None)

    def row_period(self, cell: Cell) -> Mention | None:
        found = None
        for col in self.period_cols:
            if col < cell.col:
                found = _combine(found, self.period_of(self.grid.get((cell.row, col))))
        return found

    def unit_of(self, cell: Cell) -> str | None:
        """Unit of a bare number: its column head's, its row head's, the table's, else that of its row's first figure.

        Of several units in the table's line, a share's is the column's that speaks of one; else the n-th is the n-th
        row's, where there are as many rows; else the first.
        """
        heads = [self.grid.get((r, cell.col)) for r in reversed(range(self.heads))]
        for label in (*(c.text for c in heads if c is not None), self.row_label(cell)):
            if label and _PERCENT_HEAD.fullmatch(label):
                return "%"
            m = _UNIT_IN_HEAD.search(label or "")
            if m and parse_unit(m.group(1)):
                return self._scaled(m.group(1))
        own = self.grid.get((cell.row, self.unit_col)) if self.unit_col is not None else None
        if own is not None and own is not cell and parse_unit(own.text):
            return fold(own.text)
        if not self.table_unit:
            in_row = self._unit_in_row(cell) if self.column_period(cell) is not None else None
            labels = ((self.row_label(cell) or "").split(), (self.column_label(cell) or "").split())
            said = (SAID_BY_LABEL.get(words[-1]) for words in labels if words)
            return in_row or next((u for u in said if u), None) or ("개" if self._counts_things(cell) else None)
        parts = [p.strip() for p in re.split(rf"[,，、]|{PER_UNIT}", self.table_unit) if parse_unit(p.strip())]
        if len(parts) < 2:
            return self.table_unit
        shares = [p for p in parts if "%" in p]
        if len(shares) == 1 and len(parts) == 2:
            return shares[0] if self._speaks_of_share(cell) else next(p for p in parts if p not in shares)
        at = cell.row - self.heads
        if len(parts) == self.n_rows - self.heads and 0 <= at < len(parts):
            return parts[at]
        if len(parts) == 2 and self._is_named_in_rows(parts[1]):
            return parts[0]
        if len(parts) > 2:
            by_row = self._counted_in(parts, _SHARE_BRACKET.sub("", self.row_label(cell) or ""))
            return by_row or self._measured_in_column(parts, cell)
        kinds = [parse_unit(p)[0].kind for p in parts]
        if sorted(kinds) == ["money", "quantity"]:
            counted = _COUNTED_HEAD.search(self.column_label(cell) or "") is not None
            paid = self.column_period(cell) is not None or _PAID_HEAD.search(self.column_label(cell) or "") is not None
            return parts[kinds.index("quantity")] if counted else parts[kinds.index("money")] if paid else None
        return None

    def _measured_in_column(self, units: list[str], cell: Cell) -> str | None:
        """The one of several units that a column is measured in: its share, its count, its money."""
        label = self.column_label(cell) or ""
        if self._speaks_of_share(cell):
            return next((u for u in units if "%" in u), None)
        kinds = {u: parse_unit(u)[0] for u in units if "%" not in u}
        counts = [u for u, spec in kinds.items() if spec.kind == "quantity"]
        if _COUNTED_HEAD.search(label):
            return counts[0] if len(counts) == 1 else self._counted_in(counts, label)
        money = [u for u, spec in kinds.items() if spec.kind == "money"]
        paid = self.column_period(cell) is not None or _PAID_HEAD.search(label) or self._is_change(cell.col)
        return money[0] if len(money) == 1 and paid else None

    def _scaled(self, unit: str) -> str:
        """A label's unit as the table's line has it: "컨테이너(톤)" under "(단위: 천톤, 천TEU)" is in 천톤."""
        own = parse_unit(unit)[0]
        parts = re.split(r"[,，、]", self.table_unit or "")
        larger = (p.strip() for p in parts if (s := parse_unit(p.strip())) and s[0].unit == own.unit != "KRW")
        return next((p for p in larger if own.scale == 1 < parse_unit(p)[0].scale), unit)

    def _is_named_in_rows(self, unit: str) -> bool:
        """True where a row's name says that it is the one counted in the table's second unit: "컨테이너(천TEU)"."""
        labels = (_UNIT_IN_HEAD.search(c.text) for c in self.cells if c.row >= self.heads and c.col == 0)
        return any(m is not None and m.group(1).strip() == unit for m in labels)

    def _speaks_of_share(self, cell: Cell) -> bool:
        """True for a column or row of shares; where a head is a "%" alone, for its column only: "증감 | %"."""
        column = self.column_label(cell) or ""
        last = next(
            (c.text for r in reversed(range(self.heads)) if (c := self.grid.get((r, cell.col))) is not None), ""
        )
        if any(_PERCENT_HEAD.fullmatch(c.text) for c in self.cells if c.row < self.heads):
            return _PERCENT_HEAD.fullmatch(last) is not None
        if _AMOUNT_OF_CHANGE.fullmatch(unspaced(fold(last))):  # "전년대비 | 증감액"
            return False
        row = _SHARE_BRACKET.sub("", self.row_label(cell) or "").strip()
        return _RATIO.search(_SHARE_BRACKET.sub("", column)) is not None or _SHARE_ROW.fullmatch(row) is not None

    def _counts_things(self, cell: Cell) -> bool:
        """True in a table without any unit whose figures are small whole numbers under years: it counts things."""
        if self._counts is None:
            under = [
                c for c in self.cells if c.row >= self.heads and c.text.strip() and self.column_period(c) is not None
            ]
            numbers = sum(c.text.strip().isdigit() for c in under)
            self._counts = numbers >= MOST_COUNT_CELLS and all(_COUNT_CELL.fullmatch(c.text) for c in under)
        return self._counts and self.column_period(cell) is not None

    @staticmethod
    def _counted_in(units: list[str], label: str) -> str | None:
        """The one of several units that a row's name is counted in; None where none or more than one would do."""
        fits = [u for u in units if (c := _COUNTED_BY.get(parse_unit(u)[0].unit)) and c.search(label.strip())]
        return fits[0] if len(fits) == 1 else None

    def _unit_in_row(self, cell: Cell) -> str | None:
        """The unit said once, with the row's first figure: "3,320명 | 3,688 | 4,056"."""
        for k in range(cell.col):
            c = self.grid.get((cell.row, k))
            if c is not None and self._is_data(c):
                units = [m.unit_printed for m in self._read(c) if m.type in ("money", "quantity")]
                return units[0] if len(units) == 1 and units[0] and parse_unit(units[0]) else None
        return None

    @staticmethod
    def text(cell: Cell) -> str:
        """A cell's words; a bracket on a line of its own belongs to the line before it."""
        return cell.text.replace("\n(", " (")

    def mentions(self, cell: Cell) -> list[Mention]:
        """Mentions of a cell; a bare number has its column's unit, a share in brackets after it the table's "%"."""
        text = self.text(cell)
        if cell.row >= self.heads and (dated := _DATED_NUMBER.fullmatch(text)) and (unit := self.unit_of(cell)):
            at = dated.end(1)  # "45(’23)" in a column of %
            return read_cell(dated[1], unit) + [m for m in read(text, self.agencies) if m.start >= at]
        if cell.row < self.heads or not _BARE_NUMBER.fullmatch(text) or self._numbers_rows(cell.col):
            return read(text, self.agencies)
        if not (unit := self.unit_of(cell)):
            return read(text, self.agencies)
        found = read_cell(text, unit)
        if self._is_change(cell.col):
            found = [m._replace(is_delta=True) if m.type == "money" else m for m in found]
        if "%" not in (self.table_unit or ""):
            return found
        return [
            m._replace(unit="percent", unit_printed="%") if m.type == "quantity" and m.unit is None else m
            for m in found
        ]

    def _tells_units(self, cell: Cell) -> bool:
        """True for a cell of the column of units: "인구 10만 명당"."""
        return self.unit_col is not None and cell.col == self.unit_col

    def _numbers_rows(self, col: int) -> bool:
        """True for a column of running numbers: No, 연번."""
        return _ROW_NUMBER_HEAD.fullmatch(self._heading_of(col)) is not None

    def _run_of_row(self, cell: Cell) -> Mention | None:
        """The years a row's works take, from a column headed 사업기간: what a whole cost is for."""
        label = self.column_label(cell) or ""
        by_year = any(self._period_at(cell, k) is not None for k in range(self.n_cols))
        if not (_WHOLE_COST_HEAD.match(label) or (_COST_HEAD.fullmatch(label) and not by_year)):
            return None
        row = (self.grid.get((cell.row, k)) for k in range(self.n_cols) if _RUN_HEAD.match(self._heading_of(k)))
        return next((p for c in row if c is not None and (p := self.period_of(c)) is not None), None)

    def place(self, cell: Cell) -> Place:
        """What the cell's row and column tell it. A drawing's cells are told nothing."""
        if self.is_layout:
            return Place()
        if cell.row < self.heads or cell.col in self.period_cols or self._tells_units(cell):
            return Place(is_head=True, role="label")
        told = Place(
            caption_period=self.names_period,
            row_label=self.row_label(cell),
            column_label=self.column_label(cell),
            row_period=self.row_period(cell),
            column_period=self.column_period(cell),
            column_ratio=self._column_ratio(cell),
        )
        if self.event_table and told.row_period is not None and cell.col in self._event_columns(cell.row):
            return told._replace(role="event") if self._dated_beside(cell) is None else told._replace(due=True)
        if cell.col in self.date_cols and (self.period_of(cell) or (told.row_period and _DAYS.search(cell.text))):
            return (
                Place(is_head=True, role="label")
                if self._is_reference(cell)
                else told._replace(role="date", tasks=self._tasks(cell))
            )
        if told.column_period is None and told.row_period is None:
            due = self._due_date(cell)
            said = due or self._run_of_row(cell) or self._reference_period(cell)
            told = told._replace(row_period=said, due=due is not None)
        if self._heads_dated_row(cell):
            return Place(is_head=True, role="label")
        letters = len(_NOT_LETTERS.sub("", cell.text))
        wordy = letters >= WORDY
        gantt = (
            not _NO_TASK.fullmatch(cell.text.strip())
            and told.column_period is not None
            and not self._is_data(cell)
            and letters >= 2
        )
        return told._replace(wordy=wordy, lead=_first_words_of(cell.text) if wordy else None, gantt=gantt)

    def _dated_beside(self, cell: Cell) -> Cell | None:
        """The date of a row in a dates' column beside its words: "1/4분기 | 자문단 구성 | 1월"."""
        row = (self.grid.get((cell.row, k)) for k in self.date_cols)
        return next((c for c in row if c is not None and self.period_of(c) and not self._is_reference(c)), None)

    def _is_reference(self, cell: Cell) -> bool:
        """True for a column of years that say since or as of when, not when something falls due: 기준연도, 설치연도."""
        label = self.column_label(cell) or ""
        days = self._names_event(cell) and (p := self.period_of(cell)) is not None and p.granularity == "day"
        return bool(_REFERENCE.search(label)) and not _DUE.search(label) and not days

    def _names_event(self, cell: Cell) -> bool:
        """True for a dates' column whose head says what happened or ends: 설립일자, 존속기한."""
        return bool(_NAMES_EVENT.search(self.column_label(cell) or ""))

    def _reference_period(self, cell: Cell) -> Mention | None:
        """The year left of a figure that says as of when it is: "발표연도 | 최근값"."""
        left = self.grid.get((cell.row, cell.col - 1))
        if left is None or left.col not in self.date_cols or not _AS_OF.search(self.column_label(left) or ""):
            return None
        return self.period_of(left)

    def _due_date(self, cell: Cell) -> Mention | None:
        """The one date of a row whose task the cell is."""
        if not self.date_cols or self._is_data(cell) or not self._is_label(cell):
            return None
        row = (self.grid.get((cell.row, k)) for k in self.date_cols)
        dates = [c for c in row if c is not None and c is not cell and self.period_of(c) and not self._is_reference(c)]
        own = _MARKS.sub("", fold(cell.text)).strip()
        return self.period_of(dates[0]) if len(dates) == 1 and own in self._tasks(dates[0]) else None

    def drawn_tasks(self) -> list[tuple[Cell, str, Mention]]:
        """Rows of a chart whose works are marks under the periods (●, ━): first marked cell, the row's name, its time.

        Marks in columns side by side are one work.
        """
        found: list[tuple[Cell, str, Mention]] = []
        for row in range(self.heads, self.n_rows):
            last: int | None = None
            for col in range(1, self.n_cols):
                c = self.grid.get((row, col))
                if c is None or c.row != row or c.col != col or not _DRAWN.fullmatch(c.text):
                    continue
                period, name = self.column_period(c), self.row_label(c)
                if period is None or period.period_end is None or not name:
                    continue
                if last == c.col and found:
                    first, named, begun = found[-1]
                    text = f"{begun.text}~{period.text}"
                    found[-1] = (
                        first, named, begun._replace(text=text, period_end=period.period_end, granularity="range")
                    )  # fmt: skip
                else:
                    found.append((c, name, period))
                last = c.col + c.colspan
        return found

    def _heads_dated_row(self, cell: Cell) -> bool:
        """True for a short cell without money left of the columns that periods head: the name of a row of figures."""
        if (
            self.column_period(cell) is not None
            or len(cell.text) > LONGEST_LABEL
            or self._has_money(cell)
            or self._is_data(cell)
            or (cell.col and _BARE_NUMBER.fullmatch(cell.text))
        ):
            return False
        row = (self.grid.get((cell.row, k)) for k in range(cell.col + 1, self.n_cols))
        return any(c is not None and self.column_period(c) is not None for c in row)

    def _event_columns(self, row: int) -> tuple[int, ...]:
        """Columns whose words happen in a row's period: the first, and others that a head of their own names.

        "연도 | 플랫폼 | 선도지구" has two; of "시기 | 내용 | 소관" the last tells who does it.
        """
        first = self._first_words(row)
        if first is None:
            return ()
        told = {k: self._heading_of(k) for k in range(first, self.n_cols)}
        more = [k for k in range(first + 1, self.n_cols) if told[k] and not _NO_EVENTS.search(told[k])]
        said = [k for k in more if k not in self.date_cols and told[k] != told[first] and self._is_wordy(k)]
        named = told[first] and not _NO_EVENTS.search(told[first]) and not _NAMELESS_HEAD.fullmatch(told[first])
        return (first, *(said if named else ()))

    def _heading_of(self, col: int) -> str:
        heads = (self.grid.get((r, col)) for r in range(self.heads))
        return " ".join(dict.fromkeys(unspaced(fold(c.text)) for c in heads if c is not None))

    def _is_wordy(self, col: int) -> bool:
        """True where most cells of a column are phrases, not names or figures."""
        cells = [c for c in self._column(col) if c.text.strip()]
        return bool(cells) and sum(len(_NOT_LETTERS.sub("", c.text)) >= 5 for c in cells) >= 0.6 * len(cells)

    def _first_words(self, row: int) -> int | None:
        """First column after the periods' that says anything in a row."""
        columns = range(self.period_cols[-1] + 1, self.n_cols)
        return next((k for k in columns if (c := self.grid.get((row, k))) is not None and c.text.strip()), None)

    def _tasks(self, cell: Cell) -> tuple[str, ...]:
        """What falls due: the longest words beside a date, of each row that its cell covers."""
        if self._names_event(cell) and (names := self._names(cell)):
            return (f"{names[-1]} {self.column_label(cell)}",)
        others = [k for k in range(self.n_cols) if k not in self.date_cols and k not in self.period_cols]
        found = []
        for r in range(cell.row, cell.row + cell.rowspan):
            row = [
                c for k in others if (c := self.grid.get((r, k))) is not None and c is not cell and self._is_label(c)
            ]
            own = [c for c in row if c.rowspan <= cell.rowspan]  # a cell beside several dates is the task of none
            texts = [c.text for c in own or row]
            best = max(dict.fromkeys(texts), key=len, default="")
            found.append(_MARKS.sub("", fold(best)).strip())
        return tuple(dict.fromkeys(x for x in found if x))


def _part_of_year(head: str) -> str:
    """A head's quarter or half in the words that running text has for it: "1/4" → "1/4분기", "上" → "상반기"."""
    if quarter := _QUARTER_HEAD.fullmatch(head):
        return f"{quarter[1]}/4분기"
    half = _HALF_HEAD.fullmatch(head)
    return ("상반기" if half[1] in "上상" else "하반기") if half else head


def _label(text: str) -> str:
    """A row's name without marks and the note of its source: "① 기술수준 ※통계청" → "기술수준"."""
    name = fold(text.split("※")[0]) or fold(text)
    return unspaced(_MARKS.sub("", name).strip(" *"))


def _first_words_of(text: str) -> str | None:
    """What the small print of a cell is about: the last words of its first phrase, where a * points at a note."""
    lines = [tidy(re.split(r"[,(]|\d", line)[0]) for line in text.split("\n") if line.strip()]
    if len(lines) < 2 or "*" not in text or len(lines[0]) < 2:
        return None
    words = lines[0].split()
    while len(words) > 1 and len(" ".join(words)) > LONGEST_LEAD:
        words = words[1:]
    return " ".join(words)
