"""Dates and spans of time in flattened text → period mentions with inclusive bounds.

Years ('26년, 2026, 26년, 00년대), halves (상반기, 上), quarters (1/4분기), months and days, ranges over a tilde or
부터 … 까지, open ranges ('22.11.~, '26년부터), deadlines (~'26.4월, '30년까지) and relative years (내년 6월, 연내).
A period whose year stands elsewhere has bounds in year 1 and ``needs_year``; ``resolve_year`` moves it.
Two digits with an apostrophe are 1961–2060; without one only 년, a month or a bracket makes a year of them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta
from typing import NamedTuple

from ingest.language.mention import Mention

_M = r"(?:1[0-2]|0?[1-9])"
_D = r"(?:3[01]|[12]\d|0?[1-9])"
_NO_UNIT = r"(?!\d|,\d{3}|\s?(?:억|조|만|천|백|%|여?[명개건위배종척톤회점팀곳]|원|호|차|㎡|달러))"
_AFTER_WORD = (
    r"(?=(?:까지|부터|이후|이전|기준|현재|초|말|중|예정|경|준공|착공|개최|개정|발의|완료|시행|수립)"
    r"|[~\s.,)/·;:\]<>→\-中末初]|$)"
)
_PART = (
    r"(?:\s?\.?\s?(?P<part>연중|年中|초순|상순|중순|하순|중반|후반|초반|초|말|중|中|末|初|내)"
    r"(?=까지|부터|경|이후|\s?기준|[^가-힣]|$))?"
)
_WEEKDAY = r"(?:\s?\((?:월|화|수|목|금|토|일)\))?"
_HALF = r"(?P<half>상\s?반기|하\s?반기|상[·/]하반기|上半期|下半期|上|下|[상하](?=[\s.)~,/]|$))"
_QUARTER = r"(?P<q>[1-4])(?:(?:\s?/\s?4)?\s?분기|Q(?![A-Za-z\d]))"
_QUARTER_OF_YEAR = r"(?P<q>[1-4])(?:(?:\s?/\s?4)?\s?분기|/4(?![\d/])|Q(?![A-Za-z\d]))"  # ’26.4/4
_TAIL = (
    rf"(?:\s?(?:년도|년|年)?\s?[.,]?\s?{_HALF}\.?"
    rf"|\s?(?:년도|년|年)?\s?[.,]?\s?{_QUARTER_OF_YEAR}"
    rf"|\s?(?:년도?|年)\s?(?P<m>{_M})\s?월(?:\s?(?P<d>{_D})\s?일)?"
    rf"|\s?\.\s?(?P<m2>{_M})\s?월(?!드)(?:\s?(?P<d2>{_D})\s?일)?"
    rf"|\s?\.\s?(?P<m3>{_M})\s?\.\s?(?P<d3>{_D}){_NO_UNIT}(?:\s?일|\.(?!\d))?"
    rf"|\s?\.\s?(?P<m4>{_M})(?:\.(?!\d)|(?!\.\d){_NO_UNIT}{_AFTER_WORD})"
)
_POINT_Y = re.compile(
    r"(?:'\s?(?P<yy>\d\d)(?!\d)|(?<![\d.,])(?P<yyyy>(?:19|20)\d\d)(?!\d|,\d{3}))"
    r"(?:\s?년대(?!상|비|학|형|응|회|책)(?P<dec>)"
    + "|"
    + _TAIL[3:]
    + rf"|\s?(?P<year>회계연도|학년도|년도|년|年)(?!간|째|차|생\b)|\.(?!\d)|(?P<bare>))"
    rf"{_PART}{_WEEKDAY}"
)
_YEAR_THEN_MONEY = re.compile(
    r"'\s?(?P<yy>\d\d)(?:\.(?=\d[\d,]*(?:\.\d+)?\s?(?:억|조|[십백천]만\s?원|백만|ha|㏊|㎡))|,(?=\d{3}\s?(?:ha|㏊|㎡|억|명|개소|건)))"
)  # ’25.13억원, ’19,326ha
_YEAR_THEN_FIGURE = re.compile(
    r"'(?P<yy>\d\d)(?=\d{1,3}(?:,\d{3})+(?!\d))"
)  # a small raised year set right before: '257,971
_BARE_YEAR_NEXT = re.compile(
    r"\s(?:실적|목표|예산|결산)(?=[\s(]|$)|\s?(?:[)\]~,/→]|$|\.\s|\s[가-힣]*분기|\(\s?(?:현재|목표|기준|실적|계획|전망|추정|잠정|예정|당초|최종|안)[)\s])"
)
_TO_A_YEAR = re.compile(r"\s?~\s?(?:19|20)\d\d\s?년(?!간)")  # 예비율은 2024~2028년 20%
_COUNTER_NEXT = re.compile(
    r"\s?(?:억|조|%|여?[명개건위배종척](?![가-힣])|만\s?[명개건원]|천\s?[명개건원]|백만)|[.,]\d|,\d{3}"
)
_POINT_B = re.compile(
    rf"(?<![\d.,'/A-Za-z-])(?P<by>[1-5]\d)(?:"
    rf"\s?\.\s?(?P<m3>{_M})\s?\.\s?(?P<d3>{_D}){_NO_UNIT}(?:\s?일|\.(?!\d))?"
    rf"|\s?\.\s?(?P<m2>{_M})\s?월(?!드)(?:\s?(?P<d2>{_D})\s?일)?"
    rf"|\s?\.\s?{_HALF}\.?|\s?\.\s?{_QUARTER}"
    rf"|\s?\.\s?(?P<m4>{_M})\.(?=\s?[)~→,/])"
    rf"|년도?\s?(?:{_HALF.replace('half', 'half2')}|{_QUARTER.replace('<q>', '<q2>')}"
    rf"|(?P<m>{_M})\s?월(?:\s?(?P<d>{_D})\s?일)?)"
    r"|(?P<year>년도?|年)(?!간|째|차|생|이상|\s이상|\s?동안|\s?만에|\s?이내|\s?전(?![가-힣])|\s?후(?![가-힣])|\s?넘"
    r"|[이을]\s?(?:경과|넘|지나)|\s?연속|\s?이하|\s?미만|마다|\s?주기|\s?경력|\s?내외|의\s?(?:역사|경험|기간)"
    r"|으로\s|\s?(?:거치|상환|만기|분할|균등|유예|무이자|임대|장기)))"
    rf"{_PART}{_WEEKDAY}"
)
_DURATION_BEFORE = re.compile(r"(?:향후|최근|지난|약|총|최대|최소|만|매|앞으로|과거|수명|기간|경력|이후|평균)\s?:?\s?$")
_LISTED = r"(?<=[(\s,]\d,)|(?<=[(\s,]1\d,)"  # 3,6,9,12월
_POINT_N = re.compile(
    rf"(?:(?<![\d.,'])|{_LISTED})(?:{_QUARTER}"
    rf"|(?P<m>{_M})\s?월(?!드|등|별|간|세|액|평균|지급|령)(?:\s?(?P<d>{_D})\s?일(?!간))?"
    rf"|(?<![-/])(?P<m3>{_M})\.\s?(?P<d3>{_D}){_NO_UNIT}(?P<dot>일|\.(?!\d))?)"
    rf"{_PART}(?P<wd>{_WEEKDAY})"
)
_HALF_ALONE = re.compile(
    rf"(?<![가-힣])(?P<half>상\s?반기|하\s?반기|상[·/]하반기|上半期|下半期)(?!별|마다){_PART}|(?<=[·(])(?P<half2>하반기)"
)
_RELATIVE = re.compile(
    rf"(?<![가-힣])(?P<rel>올해|금년도?|내년도?|명년|작년|지난해|내후년|연내|년내|익년|연말(?=까지|에\s))"
    rf"(?:(?:\s?도)?\s?(?:{_HALF.replace('상(?', '상(?')}|{_QUARTER}|(?P<m>{_M})\s?월(?:\s?(?P<d>{_D})\s?일)?))?{_PART}"
)
_OFFSET = {
    "올해": 0,
    "금년": 0,
    "금년도": 0,
    "연내": 0,
    "년내": 0,
    "내년": 1,
    "내년도": 1,
    "명년": 1,
    "내후년": 2,
    "익년": 1,
    "연말": 0,
    "작년": -1,
    "지난해": -1,
}
_TRIGGER = re.compile(
    r"'\s?\d\d(?!\d)|'\d\d(?=\d{1,3},\d{3})|(?<=\()[1-4]\d(?=\)\s?[\d→])|(?<![\d.,])(?:19|20)\d\d(?!\d)|(?<![\d.,])\d{1,2}\s?[.년年월/분~]|(?<![\d.,])[1-4]\s?분기|(?<=\d,)(?:1[0-2]|[1-9])월|[상하]\s?반기|[上下]半期"
    r"|상[·/]하반기|올해|금년|내년|명년|작년|지난해|내후년|연내|년내|익년|연말(?=까지|에\s)"
)
_TILDE = re.compile(r"\s?~\s?|-(?='\d\d)")  # ’21~’25, ’21-’25
_RANGE_BARE = re.compile(
    rf"(?<![\d.,'])(?:(?P<m1>{_M})\s?(?:월)?\s?~\s?(?P<m2>{_M})\s?월(?!드|등|별|간)|(?P<q1>[1-4])(?:/4)?\s?~\s?(?P<q2>[1-4])(?:/4)?\s?분기"
    rf"|(?P<y1>[1-5]\d)\s?~\s?(?P<y2>[1-5]\d)\s?년(?!간|째|차|생|이상|\s이상|\s?동안))(?P<part>)"
)
_RANGE_BRACKET = re.compile(r"(?<=\()(?P<y1>[1-5]\d)~(?:(?P<y2>[1-5]\n?\d)(?=[),])|(?=\)))")
_BRACKET_YEAR = re.compile(r"(?<=\()(?P<y>[1-4]\d)(?=\)\s?[\d→])")  # "(’23) 5 → (24) 6": the one lost its apostrophe
_YEARS_BESIDE = re.compile(r"\('\d\d[).]")
_PARTIAL = re.compile(
    rf"(?P<n>\d{{1,2}})(?:\s?(?P<u>월|일|년)(?!간)|\.(?!\d)|{_NO_UNIT}(?![가-힣A-Za-z%]|\.\d)){_PART}{_WEEKDAY}"
)
_FROM = re.compile(r"\s?부터")
_SINCE = re.compile(r"\s?(?:이후|이래|이후로)(?![가-힣]*도)")
_UNTIL = re.compile(r"\s?까지|\s?限|\s?한(?=[\s,)]|$)")
_BEFORE = re.compile(r"\s?이전(?:까지)?")
_ONGOING = re.compile(r"\s?[(,]?\s?(?:계속|지속)(?=[\s),/]|$)")
_CHAIN = re.compile(
    rf"(?:[가-힣]{{2,4}})?\s?[/,·]\s?(?P<m3>{_M})\.\s?(?P<d3>{_D}){_NO_UNIT}(?:일|\.(?!\d))?(?![%\d]){_WEEKDAY}"
)
_MONTH_LIST = re.compile(rf"(?:(?<=[(\s:])|^)(?P<list>(?:{_M}\s?[,·/]\s?)+)$")


class Point(NamedTuple):
    """One date expression: year 0 where none is printed."""

    start: int
    end: int
    year: int
    offset: int | None
    half: int
    quarter: int
    month: int
    day: int
    decade: bool
    part: str | None


def read_periods(flat: str, text: str, taken: bytearray, whole_cell: bool = False) -> list[Mention]:
    """Period mentions outside ``taken`` (one byte per character), which is marked where they stand."""
    found: list[Mention] = []
    at = 0
    for t in _TRIGGER.finditer(flat):
        if t.start() < at or taken[t.start()]:
            continue
        for m in _period_at(flat, t.start(), whole_cell):
            if any(taken[m.start : m.end]):
                continue
            m = m._replace(text=text[m.start : m.end])
            taken[m.start : m.end] = b"\1" * (m.end - m.start)
            found.append(m)
            at = max(at, m.end)
    found.sort(key=lambda m: m.start)
    return found


def _period_at(flat: str, at: int, whole_cell: bool) -> Iterator[Mention]:
    if (m := _BRACKET_YEAR.match(flat, at)) and _YEARS_BESIDE.search(flat):
        yield _finish(flat, Point(at, m.end(), 2000 + int(m["y"]), None, 0, 0, 0, 0, False, None), None, "", m.end())
        return
    first = _bare_range(flat, at)
    if first is not None:
        yield _finish(flat, *first)
        return
    p = _point_at(flat, at)
    if p is None:
        return
    yield from _earlier_months(flat, p)
    m = _finish(flat, p, *_right_of(flat, p))
    yield m
    day = p
    while day.day and (c := _CHAIN.match(flat, max(day.end, m.end))):  # 8.26. / 8.28.
        start = c.start("m3")
        day = Point(start, c.end(), p.year, p.offset, 0, 0, int(c["m3"]), int(c["d3"]), False, None)
        m = _finish(flat, day, *_right_of(flat, day))
        yield m


def _earlier_months(flat: str, p: Point) -> Iterator[Mention]:
    """(3, 6, 9월): the months before the one that says 월."""
    if p.month and not p.day and not p.year and (m := _MONTH_LIST.search(flat, max(0, p.start - 24), p.start)):
        for n in re.finditer(r"\d+", m["list"]):
            a = m.start("list") + n.start()
            yield _mention(
                Point(a, a + len(n[0]), 0, p.offset, 0, 0, int(n[0]), 0, False, None), None, "", a, a + len(n[0])
            )


def _year(two_digits: str) -> int:
    n = int(two_digits)
    return 2000 + n if n <= 60 else 1900 + n


def _point_at(flat: str, at: int, after: Point | None = None) -> Point | None:
    c = flat[at]
    if c == "'" and (m := _YEAR_THEN_MONEY.match(flat, at) or _YEAR_THEN_FIGURE.match(flat, at)):
        return Point(at, m.end(), _year(m["yy"]), None, 0, 0, 0, 0, False, None)
    if c == "'" or flat[at : at + 2] in ("19", "20"):
        m = _POINT_Y.match(flat, at)
        if m and not (m["yyyy"] and m["bare"] is not None and not _bare_year_fits(flat, at, m.end(), after)):
            if m["yy"] and m["bare"] is not None and (_COUNTER_NEXT.match(flat, m.end("yy")) or flat[at + 1].isspace()):
                return None
            year = _year(m["yy"]) if m["yy"] else int(m["yyyy"])
            if m["dec"] is not None and m["yy"]:
                year = _year(m["yy"])
            return _point(m, year, None)
        if c == "'":
            return None
    if m := _POINT_B.match(flat, at):
        context = flat[max(0, at - 6) : at]
        year_like = 15 <= int(m["by"]) <= 59 if not m["year"] else 20 <= int(m["by"]) <= 50
        if m["m4"] and not (at == 0 or flat[at - 1] in "(~→ "):
            year_like = False
        if year_like and not (m["year"] and _DURATION_BEFORE.search(context)):
            return _point(m, 2000 + int(m["by"]), None)
    if m := _RELATIVE.match(flat, at):
        return _point(m, 0, _OFFSET[m["rel"]])
    if m := _HALF_ALONE.match(flat, at):
        return _point(m, after.year if after else 0, after.offset if after else None)
    if (m := _POINT_N.match(flat, at)) and (m["m3"] is None or _is_day(flat, m, after)):
        return _point(m, after.year if after else 0, after.offset if after else None)
    return None


def _bare_year_fits(flat: str, start: int, end: int, after: Point | None) -> bool:
    """Four digits alone are a year beside brackets, tildes, arrows or ends; elsewhere they may be part of a name."""
    year = int(flat[start : start + 4])
    if not 1960 <= year <= 2060:
        return False
    if _TO_A_YEAR.match(flat, end):
        return True
    before = flat[:start].rstrip()
    return after is not None or (bool(_BARE_YEAR_NEXT.match(flat, end)) and (not before or before[-1] in "([~,/→:'<"))


def _is_day(flat: str, m: re.Match[str], after: Point | None) -> bool:
    """8.22 is a day only with a closing dot, a weekday, in brackets of its own, or beside a tilde."""
    if after is not None or m["dot"] or m["wd"]:
        return not (
            m["dot"] == "."
            and m.start() > 0
            and flat[m.start() - 1 :].startswith(" ")
            and m.end() == len(flat)
            and not flat[: m.start()].rstrip().endswith((",", "(", "~", ":"))
        )
    before = flat[m.start() - 1] if m.start() else ""
    following = flat[m.end() : m.end() + 2].lstrip()[:1]
    if before == "(" and flat[: m.start() - 1].rstrip()[-1:].isdigit():  # 11,101(6.7) is a share
        return False
    if before == "(" and following in (")", ",", "/", "~"):
        return True
    return following == "~" and re.match(rf"\s?~\s?(?:{_M}\.)?{_D}\.", flat[m.end() :]) is not None


def _group(got: dict[str, str | None], *names: str) -> str | None:
    """The first of some groups that matched anything."""
    return next((said for n in names if (said := got.get(n))), None)


def _point(m: re.Match[str], year: int, offset: int | None) -> Point:
    got = m.groupdict()
    half = _group(got, "half", "half2")
    h = 0
    if half:
        h = 3 if "·" in half or "/" in half else 1 if half[0] in "상上" else 2
    part = got.get("part") or None
    if part is None and got.get("rel") in ("연내", "년내"):
        part = "내"
    if part is None and got.get("rel") == "연말":
        part = "말"
    end = m.end()
    while flat_space(m.string, end):
        end -= 1
    return Point(
        m.start(), end, year, offset, h, int(_group(got, "q", "q2") or 0), int(_group(got, "m", "m2", "m3", "m4") or 0),
        int(_group(got, "d", "d2", "d3") or 0), got.get("dec") is not None, part,
    )  # fmt: skip


def flat_space(s: str, end: int) -> bool:
    """True where the character before ``end`` is white space."""
    return end > 0 and s[end - 1].isspace()


def _bare_range(flat: str, at: int) -> tuple[Point, Point | None, str, int] | None:
    """Ranges whose left side is a bare number: 1~2월, 2~3분기, 19~28년, (22~26), (16~)."""
    if m := _RANGE_BRACKET.match(flat, at):
        y1, y2 = int(m["y1"]), int((m["y2"] or "0").replace("\n", ""))
        if 13 <= y1 <= 59 and (not m["y2"] or y1 < y2 <= 60):
            left = Point(at, m.end("y1"), 2000 + y1, None, 0, 0, 0, 0, False, None)
            right = Point(m.start("y2"), m.end(), 2000 + y2, None, 0, 0, 0, 0, False, None) if m["y2"] else None
            return left, right, "~", m.end()
    m = _RANGE_BARE.match(flat, at)
    if m is None:
        return None
    if m["m1"]:
        a, b = (
            Point(at, at, 0, None, 0, 0, int(m["m1"]), 0, False, None),
            Point(at, m.end(), 0, None, 0, 0, int(m["m2"]), 0, False, None),
        )
    elif m["q1"]:
        a, b = (
            Point(at, at, 0, None, 0, int(m["q1"]), 0, 0, False, None),
            Point(at, m.end(), 0, None, 0, int(m["q2"]), 0, 0, False, None),
        )
    else:
        y1, y2 = int(m["y1"]), int(m["y2"])
        if not (13 <= y1 < y2 <= 60) or _DURATION_BEFORE.search(flat[max(0, at - 6) : at]):
            return None
        a, b = (
            Point(at, at, 2000 + y1, None, 0, 0, 0, 0, False, None),
            Point(at, m.end(), 2000 + y2, None, 0, 0, 0, 0, False, None),
        )
    return a, b, "~", m.end()


def _right_of(flat: str, p: Point) -> tuple[Point | None, str, int]:
    """What stands right of a point: the range's other end, "~" or 부터 for an open range, 까지 for a deadline,
    or nothing.
    """
    if t := _TILDE.match(flat, p.end):
        q = _point_at_safely(flat, t.end(), p) or _partial(flat, t.end(), p)
        if q is not None:
            return q, "~", q.end
        if t.end() >= len(flat) or not flat[t.end()].isdigit() or flat[p.end - 1] in ".월":
            return None, "~", p.end + len(flat[p.end : t.end()].rstrip())
        return None, "", p.end
    if f := _FROM.match(flat, p.end):
        q = _point_at_safely(flat, f.end() + (len(flat[f.end() :]) - len(flat[f.end() :].lstrip())), p)
        if q is not None and (u := _UNTIL.match(flat, q.end)):
            return q, "~", u.end()
        return None, "부터", f.end()
    if s := _SINCE.match(flat, p.end):
        return None, "이후", s.end()
    return None, "", p.end


def _point_at_safely(flat: str, at: int, left: Point) -> Point | None:
    if at >= len(flat) or not (_TRIGGER.match(flat, at) or flat[at].isdigit()):
        return None
    return _point_at(flat, at, left)


def _partial(flat: str, at: int, left: Point) -> Point | None:
    """The right side of a range that leaves out what the left said: '25.4.28.~30, '24.11.~12., '22~26, 1.17.~21."""
    m = _PARTIAL.match(flat, at)
    if m is None:
        return None
    n, unit = int(m["n"]), m["u"]
    year, month, day = left.year, left.month, left.day
    if unit == "일" or (unit is None and left.day):
        day = n
    elif unit == "월" or (unit is None and left.month):
        month, day = n, 0
    elif unit == "년" or left.year:
        year, month, day = 2000 + n, 0, 0
        if not (left.year and year > left.year and n <= 60):
            return None
    else:
        return None
    if month > 12 or (left.month and month == 0 and unit != "년") or day > 31 or n == 0:
        return None
    end = m.end()
    while flat_space(flat, end):
        end -= 1
    return Point(at, end, year, left.offset, 0, 0, month, day, False, m["part"])


def _bounds(p: Point) -> tuple[date, date, str]:
    year = p.year or 1
    if p.decade:
        return date(year, 1, 1), date(year + 9, 12, 31), "range"
    if p.day:
        d = date(year, p.month, min(p.day, _last_day(year, p.month)))
        return d, d, "day"
    if p.month:
        return date(year, p.month, 1), date(year, p.month, _last_day(year, p.month)), "month"
    if p.quarter:
        return date(year, 3 * p.quarter - 2, 1), date(year, 3 * p.quarter, _last_day(year, 3 * p.quarter)), "quarter"
    if p.half in (1, 2):
        return (
            (date(year, 1, 1), date(year, 6, 30), "half")
            if p.half == 1
            else (date(year, 7, 1), date(year, 12, 31), "half")
        )
    return date(year, 1, 1), date(year, 12, 31), "year"


def _last_day(year: int, month: int) -> int:
    return 31 if month == 12 else (date(year, month + 1, 1) - timedelta(days=1)).day


def _finish(flat: str, p: Point, q: Point | None, relation: str, end: int) -> Mention:
    """The mention of a point or a range with what stands around it: a tilde before, 까지, 계속."""
    start = p.start
    if q is not None and q.quarter and 0 < p.month < q.quarter and not p.day and flat[p.end - 1].isdigit():
        p = p._replace(month=0, quarter=p.month)  # ’26.2~3분기
    if q is not None or relation:
        if q is not None and (u := _UNTIL.match(flat, end)):
            end = u.end()
        return _with_ongoing(flat, _mention(p, q, relation, start, end))
    head = flat[max(0, start - 4) : start]
    if (t := re.search(r"~\s?$", head)) and _opens(flat, start - len(head) + t.start()):
        start = start - len(head) + t.start()
        relation = "까지"
        if u := _UNTIL.match(flat, end):
            end = u.end()
    elif u := (_UNTIL.match(flat, end) or _BEFORE.match(flat, end)):
        relation, end = "까지", u.end()
    return _with_ongoing(flat, _mention(p, None, relation, start, end))


def _opens(flat: str, tilde: int) -> bool:
    """True where nothing that could be a left end stands before a tilde."""
    before = flat[:tilde].rstrip()
    return (
        not before
        or not (before[-1].isdigit() or before[-1] in "월일년분기.")
        or (before[-1] == "." and len(before) > 1 and not before[-2].isdigit())
    )


def _with_ongoing(flat: str, m: Mention) -> Mention:
    return m._replace(is_ongoing=True) if _ONGOING.match(flat, m.end) else m


def _mention(p: Point, q: Point | None, relation: str, start: int, end: int) -> Mention:
    first, last, granularity = _bounds(p)
    qualifier = p.part
    needs = not p.year
    if q is not None:
        if not p.year and q.year:
            needs = False
            if p.offset is not None:  # 내년부터 2028년까지: the start is known only from the day of printing
                first = None
            else:
                first = _bounds(p._replace(year=q.year))[0]
                if first > _bounds(q)[1]:  # 11월~’26.2월
                    first = _bounds(p._replace(year=q.year - 1))[0]
        elif p.year and not q.year:
            q = q._replace(year=p.year)
        _, last, _ = _bounds(q)
        if first is not None and last < first:  # 11월~2월
            last = _bounds(q._replace(year=(q.year or 1) + 1))[1]
        granularity, qualifier = "range", p.part or q.part
    elif relation in ("~", "부터", "이후"):
        last, granularity = None, "range"
    elif relation == "까지":
        first, granularity = None, "deadline"
    return Mention(
        "period", start, end, "", qualifier=qualifier, period_start=first, period_end=last, granularity=granularity,
        needs_year=needs, year_offset=p.offset,
    )  # fmt: skip


def resolve_year(m: Mention, year: int) -> Mention:
    """``m`` with its bounds moved from year 1 to ``year`` (a bound in the following year moves along); others
    come back as they are.
    """
    if not m.needs_year:
        return m

    def moved(d: date | None, is_end: bool) -> date | None:
        if d is None:
            return None
        y = year + d.year - 1
        whole_month = is_end and d.day == _last_day(d.year, d.month) and m.granularity != "day"
        return date(y, d.month, _last_day(y, d.month) if whole_month else min(d.day, _last_day(y, d.month)))

    return m._replace(period_start=moved(m.period_start, False), period_end=moved(m.period_end, True), needs_year=False)
