"""A text with its mentions → its brackets and its items: the stretches that commas, arrows, ①② and full stops part.

Offsets are into the text. A *flat* bracket holds a period and nothing else ("(’26.4월)"): it dates what stands before
it, while any other bracket is a level of its own.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from ingest.language.mention import Mention
from ingest.language.phrases import ARROWS, ENUMERATORS, tidy

OPEN, CLOSE = "([（〔｢「『【", ")]）〕｣」』】"
_PAIR = dict(zip(CLOSE, OPEN, strict=True))
_BRACKETS = re.compile("[" + re.escape(OPEN + CLOSE) + "]")
HEADS_ON = "▹‣▻"  # between a programme and its particulars
_SEPARATORS = re.compile(
    "["
    + re.escape(OPEN + ARROWS + ENUMERATORS + HEADS_ON + "△\n,，、;/.:：")
    + "]|(?<=[원%만명건개소\\d)] )[+=](?= (?!α))"
)
_LABEL = re.compile(r"\s*[(（〔【\[<‹]\s*([^()（）〔〕【】\[\]<>]{1,40}?)\s*[)）〕】\]>›]\s*:?")
_PERIOD_BRACKET_REST = re.compile(
    r"(?:[\s,./말초중경내까지부터기준현재년월일예정누계()~∼'’‘잠정中內*]|목표|실적|계획|추정|전망|최종|당초|예산|정부|결산|추경|안|平|평균|계속|지속)*$"
)
_PLAN_BEFORE = re.compile(r"(?:계획|로드맵|대책|전략|비전|제\s?\d{1,2}차)\s?\(\s?$")
_PLAN_NEXT = re.compile(r"\s?\)\s?[가-힣·\s]{0,14}(?:계획|로드맵|대책|전략|비전)")
_JOINED_BEFORE = re.compile(r"(?:및|등|의|과|와)\s*$")
_THOUSANDS = re.compile(r",\d{3}(?!\d)")
_LETTER = re.compile(r"[가-힣A-Za-z]")
_NUMBERED_NEXT = re.compile(r"\s*\d+(?:\s*,\s*\d+)*\s*(?:호|기|차)\s")
_DURATION_BEFORE = re.compile(r"(향후|최근|지난|앞으로|이후)\s*$")
_RUN_BEFORE = re.compile(
    r"~\s?['’‘]?\d{2,4}(?:\s?년|\.\s?\d{1,2}\.?(?:\s?\d{1,2}\.?)?|\.?\s?\d{1,2}월)?\s?\(\s?$"
)  # 2024~2028년(5년)
_WITHIN_AFTER = re.compile(r"\s?이내|\s내(?=\s)")
_MONEY_AFTER = re.compile(r"\s?\(['’‘]?\d\d\s?[~∼]|\s(?:총|약|연)?\s?[\d,.]+\s?(?:천|백)?[조억]")  # "5년간 150억원"
_LATER_AFTER = re.compile(r"\s?(?:뒤|후|단위)(?=[\s(,]|$)")  # "10년 뒤", "5년 단위 계획"
_AHEAD_AFTER = re.compile(r"\s?전(?=[\s,)]|까지|$)")
_MEAN_AFTER = re.compile(r"(?:간|\s?동안)?\s?평균")
_AFTER_FIGURE = re.compile(r"^\s*(?:으로|로|의|에 이어|이며|이고|이자|인|에서|에|를|을|은|는|이|가|와|과)(?=\s|$)")
_COMPARED = re.compile(r"\s*대비(?=\s)")
_CONNECTED = re.compile(r"\s*(및|또는|와|과|,|$)")
_NO_WORDS = re.compile(r"신규|신설|총|약|연간|[^가-힣]")
IS_BASE = re.compile(  # what follows a period that others are compared with: "’24년 대비 3%", "’24년(12억원)보다"
    r"\s?(?:도|말|실적|예산|당초|최종)?\s?(?:예산)?(?:[\s\d,.조억만천백원명건개%]{0,24}|\s?\([^()]{1,24}\)\s?)"
    r"(?:대비|보다|에\s?비해|(?:불변|경상)\s?가격)"
)
LONGEST_LABEL = 22  # characters of a label in the middle of a paragraph, brackets included


class Span(NamedTuple):
    start: int
    end: int

    def holds(self, m: Mention) -> bool:
        """True where a mention stands inside this bracket."""
        return self.start < m.start and m.end <= self.end


class Item(NamedTuple):
    """A stretch between two separators, with what stands in it at its own level."""

    start: int
    end: int
    lead: str  # what parts it from the item before: "" , → ① . : ▹ label or a line feed
    label: str | None  # "(기술이전) 최근 10년 …": the bracket that opened it
    brackets: tuple[Span, ...]
    wordy: tuple[Span, ...]  # brackets that hold more than a period
    flats: dict[int, Span]  # brackets that hold a period alone, by start
    periods: tuple[Mention, ...]  # outside wordy brackets
    figures: tuple[Mention, ...]  # outside all brackets

    def flat_of(self, period: Mention) -> Span | None:
        """The bracket that holds this period alone."""
        at = self.flats.get(period.start - 1)
        return at or next((s for s in self.flats.values() if s.start < period.start < s.end), None)


def joined_to_figure(text: str) -> re.Match[str] | None:
    """The particle that ties ``text`` to the figure before it: "…의 3배", "…에 이어 2위"."""
    return _AFTER_FIGURE.match(text)


def is_duration(m: Mention, text: str) -> bool:
    """True for a span of time that measures nothing: "향후 5년간", "최근 10년", "3년 평균", "60일 전"."""
    if m.type != "quantity":
        return False
    if m.unit != "years":
        return m.unit_printed in ("일", "개월", "주") and _AHEAD_AFTER.match(text, m.end) is not None
    if _WITHIN_AFTER.match(text, m.end) or (m.text.endswith("간") and _MONEY_AFTER.match(text, m.end)):
        return True
    return (
        "개년" in m.text
        or _RUN_BEFORE.search(text[: m.start]) is not None
        or bool(
            _LATER_AFTER.match(text, m.end)
            or _DURATION_BEFORE.search(text[: m.start])
            or _MEAN_AFTER.match(text, m.end)
        )
    )


def covers_a_plan(m: Mention, text: str) -> bool:
    """True for the years a plan covers: "제2차(’26~’30) 관리계획", "종합계획(’28~’32)". They date nothing else."""
    if m.granularity != "range":
        return False
    before = _PLAN_BEFORE.search(text[max(0, m.start - 12) : m.start])
    return before is not None and (
        before.group().lstrip().startswith(("계획", "로드맵", "대책", "전략", "비전"))
        or bool(_PLAN_NEXT.match(text, m.end))
    )


def is_bare_period(text: str, period: Mention) -> bool:
    """True where ``text`` says nothing but ``period``: "’26.4월까지", "~’30년 잠정"."""
    return _PERIOD_BRACKET_REST.fullmatch(text.replace(period.text, "", 1)) is not None


def brackets(text: str) -> list[Span]:
    """Matched brackets, outer before inner, by start; an unmatched bracket is ignored."""
    stack: list[tuple[str, int]] = []
    found: list[Span] = []
    for m in _BRACKETS.finditer(text):
        ch, i = m.group(), m.start()
        if ch in OPEN:
            stack.append((ch, i))
            continue
        if any(o == _PAIR[ch] for o, _ in stack):
            while stack:
                o, at = stack.pop()
                if o == _PAIR[ch]:
                    found.append(Span(at, i + 1))
                    break
    return sorted(found, key=lambda s: (s.start, -s.end))


class Passage:
    """One paragraph or cell: its text, its mentions by type, its brackets, the label it opens with.

    ``start`` is the offset after the bullet; it moves past a label: "(양자컴퓨팅) ’26년 …".
    """

    def __init__(self, text: str, mentions: list[Mention], start: int):
        self.text = text
        self.spans = brackets(text)
        self.figures = [m for m in mentions if m.type in ("money", "quantity") and not is_duration(m, text)]
        self.periods = [m for m in mentions if m.type == "period" and not covers_a_plan(m, text)]
        self.agencies = [m for m in mentions if m.type == "agency"]
        self._covered = bytearray(len(text) + 1)  # 1 where a mention covers the character
        for m in mentions:
            if m.type != "arrow":
                self._covered[m.start : m.end] = b"\x01" * (m.end - m.start)
        self.flat = {s.start: p for s in self.spans if (p := self._flat_period(s))}
        self.label, self.start = self._opening_label(start)

    def _opening_label(self, start: int) -> tuple[str | None, int]:
        m = _LABEL.match(self.text, start)
        if m is None or not self.text[m.end() :].strip():
            return None, start
        if any(m.start(1) <= x.start < m.end(1) for x in (*self.figures, *self.periods)):
            return None, start
        return m.group(1), m.end()

    def _flat_period(self, s: Span) -> Mention | None:
        """The period of a bracket that holds nothing else."""
        inside = [m for m in self.periods if s.holds(m)]
        if len(inside) != 1 or self.has_figure(s):
            return None
        return inside[0] if is_bare_period(self.text[s.start + 1 : s.end - 1], inside[0]) else None

    def has_figure(self, s: Span) -> bool:
        return any(s.start < f.start < s.end for f in self.figures)

    def has_period(self, s: Span) -> bool:
        return any(s.start < p.start < s.end for p in self.periods)

    def children(self, start: int, end: int) -> list[Span]:
        """Brackets of the level that ``start`` and ``end`` bound."""
        out, at = [], start
        for s in self.spans:
            if s.start >= at and s.end <= end:
                out.append(s)
                at = s.end
        return out

    def figures_at(self, start: int, end: int) -> list[Mention]:
        """Figures between ``start`` and ``end`` outside brackets."""
        return _outside(self.figures, start, end, self.children(start, end))

    # -- items -----------------------------------------------------------------------------------------------------

    def items(self, start: int, end: int) -> list[Item]:
        """Cut a level at its separators: "A 3명, B 2명 → C 5명" has three items."""
        cuts: list[tuple[int, int, str, str | None]] = [(start, start, "", None)]
        kids = {s.start: s for s in self.children(start, end)}
        at = start
        for m in _SEPARATORS.finditer(self.text, start, end):
            i = m.start()
            if i < at:  # inside a bracket
                continue
            bracket = kids.get(i)
            if bracket is not None:
                at = bracket.end
                if self._is_inner_label(bracket, cuts[-1][1], start, end):
                    cuts.append((i, bracket.end, "label", self.text[i + 1 : bracket.end - 1].strip()))
            elif lead := self._lead_at(i, start):
                cuts.append((i, i + 1, lead, None))
        stops = [c[0] for c in cuts[1:]] + [end]
        found: list[Item] = []
        kept = ""  # what parts a label from the words before it: "비중 : (가) 31%, (나) 41%"
        for (_, begin, lead, label), stop in zip(cuts, stops, strict=True):
            if label or self.text[begin:stop].strip():
                found.append(self._item(begin, stop, kept if label and kept else lead, label))
                kept = ""
            else:
                kept = lead if lead in (":", ",") and found else ""
        return found

    def _lead_at(self, i: int, start: int) -> str:
        """What the character at ``i`` parts, "" where it parts nothing (3,000, 4.5, R&D/AI at the top level)."""
        ch, before = self.text[i], self.text[i - 1 : i]
        if ch in ARROWS:
            return "→"
        if ch in ENUMERATORS and (i == start or before in " ,\n(" or before in CLOSE):
            return "①"
        if self._covered[i]:
            return ""
        if ch == "△":  # a bullet, unless it is a minus before a figure
            return "," if before.isspace() and self.text[i + 1 : i + 2].isalpha() else ""
        if ch == "\n":
            return "\n"
        if ch in "+=":  # "2,900억원 = 국비 1,400억원 + 민간 1,500억원"
            return ","
        if ch in HEADS_ON or ch in ":：":
            return "" if start > self.start else self._head_lead(i)
        if ch in ",，、;":
            within = before.isdigit() and (
                _THOUSANDS.match(self.text, i) or _NUMBERED_NEXT.match(self.text, i + 1, i + 16)
            )
            return "" if within else ","
        if ch == "/":
            closes = bool(i and self._covered[i - 1]) and self.text[i + 1 : i + 2].isspace()  # "100억원/ 기본계획 수립"
            return "," if start > self.start or closes or self.text[i - 1 : i + 2] == " / " else ""
        if ch == "." and i > start and "가" <= before <= "힣" and self.text[i + 1 : i + 2].isspace():
            return "."
        return ""

    def _head_lead(self, i: int) -> str:
        """A mark between a head and its particulars: "사업비 : 30억", "텃밭 조성 ▹ 3개소".

        Not between a date and what happens then, nor between digits.
        """
        if not _LETTER.search(self.text, self.start, i):
            return ""
        if self.text[i] in HEADS_ON:
            return "▹"
        before = self.text[:i].rstrip()
        dated = any(p.end == len(before) for p in self.periods)
        return "" if dated or (before[-1:].isdigit() and self.text[i + 1 : i + 2].isdigit()) else ":"

    def _is_inner_label(self, s: Span, item_start: int, start: int, end: int) -> bool:
        """True for a label in the middle of a paragraph: "… 2위(19종) (기술이전) 최근 10년 …"."""
        before = self.text[s.start - 1 : s.start]
        return (
            s.start > start
            and (before.isspace() or before in CLOSE)
            and s.end < end
            and self.text[s.end].isspace()
            and s.end - s.start <= LONGEST_LABEL
            and not self.has_figure(s)
            and not self.has_period(s)
            and not _JOINED_BEFORE.search(self.text[item_start : s.start])
        )

    def _item(self, start: int, end: int, lead: str, label: str | None) -> Item:
        kids = self.children(start, end)
        wordy = [s for s in kids if s.start not in self.flat]
        return Item(
            start, end, lead, label, tuple(kids), tuple(wordy), {s.start: s for s in kids if s.start in self.flat},
            tuple(_outside(self.periods, start, end, wordy)), tuple(_outside(self.figures, start, end, kids)),
        )  # fmt: skip

    # -- words -----------------------------------------------------------------------------------------------------

    def phrase(self, start: int, end: int) -> str:
        """Noun phrase of a stretch: periods, period brackets and figure brackets left out."""
        if start >= end:
            return ""
        drop = [(m.start, m.end) for m in self.periods if start <= m.start and m.end <= end]
        for s in self.children(start, end):
            if s.start in self.flat or self.has_figure(s):
                drop.append((s.start, s.end))
        out, at = [], start
        for a, b in sorted(drop):
            if a > at:
                out.append(self.text[at:a])
            at = max(at, b)
        out.append(self.text[at:end])
        return tidy("".join(out))

    def ends_member(self, s: Span) -> bool:
        """True where a bracket ends a member of a list: "A(30억) B(20억)", not "센터(30개소)의 기능을 …".

        It holds figures with no words of their own, and what follows does not go on with a particle.
        """
        inside = [g for g in self.figures if s.start < g.start < s.end]
        if not inside:
            return False
        after = self.text[s.end :]
        if joined_to_figure(after) or _COMPARED.match(after):
            return False
        if _CONNECTED.match(after):
            return True
        rest = self.text[s.start + 1 : s.end - 1]
        for m in (*inside, *(p for p in self.periods if s.start < p.start < s.end)):
            rest = rest.replace(m.text, "", 1)
        return len(_NO_WORDS.sub("", rest)) < 4


def _outside(pool: list[Mention], start: int, end: int, kids: list[Span]) -> list[Mention]:
    return [m for m in pool if start <= m.start and m.end <= end and not any(s.holds(m) for s in kids)]
