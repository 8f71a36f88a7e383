"""The periods of one item → events: the phrase each period dates.

In: a Passage, one of its items and what is known around it. Out: ``Event`` records, offsets into the passage's text.
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import NamedTuple

from ingest.language.mention import Mention
from ingest.language.passage import IS_BASE, Item, Passage, Span, is_bare_period
from ingest.language.phrases import follow, strip_particle, tidy

_AS_OF_NEXT = re.compile(r"\s?(?:말\s?)?(?:기준|현재)(?=[\s,).]|$)(?!\s?(?:마련|수립|개정|제정|정비|설정|고시|공고))")
_TOPIC = re.compile(r"(?:도|년도)?\s[가-힣·\s]{2,20}[은는]\s")
_NOT_WORDS = re.compile(r"[^가-힣A-Za-z]")
_COLON = re.compile(r"\s*[:：]")
_GENERIC_HEAD = re.compile(r"(?:추진|향후|주요|세부)?\s?(?:일정|계획|경과|상황|실적|현황|내용)")
_FISCAL = re.compile(r"(?:년도|회계연도)$")
_ON_CONDITION = re.compile(r"(?:\s후|\s뒤|거쳐)$")
_CUT_AFTER = re.compile(r"\s(?:후|이후)\s")
_AFTER_DATE = re.compile(r"^\s*(?:까지|부터|중에?|내에?|이내|에는|에|은|는|경|말까지|말|초|연중)\s*,?\s")
_BRACKET = re.compile(r"\([^()]*\)")
_OBJECT = re.compile(r"(?:^|\s)(?:(?:규모|수준|상당|이상)의\s)?([가-힣A-Za-z][^,→:()]{1,28}[을를])\s$")
_AND_NEXT = re.compile(r"\s*및\s")  # "센터 개소(’25.4월) 및 교육 수료 280명"
_COMES_AFTER = re.compile(r"\s*(?:다음|이후|그다음)의?\s")
_OBJECT_ENDS = re.compile(r"[을를]\s")
_OF_NEXT = re.compile(r"의\s")
_NEXT_CLAUSE = re.compile(r"(?:하고|하며|되고|되며),\s(?=\S+[은는]\s)")  # "개장하고, 인천항은 …"
_EVERY_YEAR = re.compile(r"(?:매년|매해|해마다)\s?$")
_IN_ORDER = re.compile(r"\s순(?:으로?)?$")
_WORD_CUT = re.compile(r"^\S+")  # the particle that hangs on a figure
_GOES_ON = re.compile(r"하(?:고|며|여)$")
_REST_OF_WORD = re.compile(r"[가-힣A-Za-z]*")
SHORT = 8  # characters of words too general without their head: "테스트베드 구축 : 완공(’24.12.)"
LONGEST_LEAD = 30  # characters of words before a date that go before the few words after it
LONGEST_OCCASION = 45  # days of a period so short that it dates an occasion, not a figure
LONGEST_AFTER_BRACKET = 30  # characters of words after "(’26.4월)" that still belong to the event
NEAR = 2  # characters between a date and the figure it dates


class Event:
    """A period mention and the phrase it dates; ``shape``: leading, bracket, bracket_text, figure_date or trailing."""

    has_figure = False
    carried: Mention | None = None  # last period with a year before it: lends its year

    def __init__(self, period: Mention, description: str, shape: str, quote: Span, label: str | None):
        self.period, self.description, self.shape, self.quote, self.label = period, description, shape, quote, label


class Around(NamedTuple):
    """What stands around an item: its sentence's label, the words before its bracket, the last dated period before."""

    depth: int
    head: str
    label: str | None
    carried: Mention | None
    sentence_end: int  # end of the sentence the item belongs to
    after: str = ""  # noun phrase after its bracket: "업무검사(6월, 12월) 실시"
    about: str = ""  # head before ":" or "▹" whose particulars the item gives


def _says_nothing(text: str) -> bool:
    return len(_NOT_WORDS.sub("", text)) < 2


def superseded(passage: Passage, items: list[Item]) -> set[int]:
    """Items before an arrow that leads to a new date alone: "(’25.12월 → ’28.12월)" dates the event at the latter."""
    return {
        n
        for n, (before, after) in enumerate(pairwise(items))
        if after.lead == "→" and _is_date_alone(passage, before) and _is_date_alone(passage, after)
    }


def _is_date_alone(passage: Passage, item: Item) -> bool:
    words = passage.text[item.start : item.end]
    inside = (p for p in passage.periods if item.start <= p.start and p.end <= item.end)
    return any(not re.search("[가-힣]{2}", words.replace(p.text, "")) for p in inside)


def lone_period(passage: Passage, items: list[Item]) -> Mention | None:
    """The period that stands as a bracket's item of its own: it dates the bracket's other items ("(연 6명, ~'30)")."""
    alone = []
    for item in items:
        inside = [m for m in passage.periods if item.start <= m.start and m.end <= item.end]
        if len(inside) == 1 and is_bare_period(passage.text[item.start : item.end], inside[0]):
            alone.append(inside[0])
    return alone[0] if len(alone) == 1 else None


def item_events(passage: Passage, item: Item, around: Around) -> list[Event]:
    """One event for each period of an item that dates words."""
    events: list[Event] = []
    last_year = around.carried
    closing = _closing_bracket(passage, item)
    led = next((p for p in item.periods if _heads_line(passage, p, around.sentence_end)), None)
    for i, p in enumerate(item.periods):
        if led is not None and p.start > led.start and p.start - 1 not in item.flats:
            continue  # "’25.2.~7. : ’26년 과제 발굴" happens in ’25
        if _EVERY_YEAR.search(passage.text, 0, p.start):
            continue  # "심의(매년 하반기)" happens again and again
        if p.granularity in ("year", "range") and _OF_NEXT.match(passage.text, p.end):
            continue  # "2021년부터 2030년까지의 계획"
        if _AS_OF_NEXT.match(passage.text, p.end):
            continue  # "199개 창업(’25.1월 기준)" was counted then
        if p.granularity == "year" and (IS_BASE.match(passage.text, p.end) or _names_topic(passage, item, i)):
            continue
        if closing is not None and p is not closing and _yields_to_closing(item, p):
            last_year = last_year if p.needs_year else p
            continue
        event = _without_note(passage, _dated_words(passage, item, i, around))
        if i and event.shape == "leading" and _names_topic(passage, item, i - 1):
            named = passage.text[item.periods[i - 1].start : p.start].strip()
            event.description = f"{strip_particle(named)} {event.description}"
        event.description = _IN_ORDER.sub("", event.description)  # "선발(7월), 입교(9월) 순으로"
        names_a_budget = event.shape == "leading" and _FISCAL.search(p.text)  # "2024년도 시행계획에서 제시한 지표"
        if not names_a_budget and not _is_figure_alone(event.description, item):
            event.carried = last_year
            event.has_figure = any(event.quote.start <= f.start and f.end <= event.quote.end for f in item.figures)
            events.append(event)
        if not p.needs_year:
            last_year = p
    return events


def _names_topic(passage: Passage, item: Item, i: int) -> bool:
    """True for a year that names what a later date dates: "2026년 시행계획은 ’25.12월 수립"."""
    later = item.periods[i + 1] if i + 1 < len(item.periods) else None
    between = passage.text[item.periods[i].end : later.start] if later is not None else ""
    return _TOPIC.fullmatch(between) is not None


def _is_figure_alone(description: str, item: Item) -> bool:
    """True where a date stands beside a figure and no words: "82.9%(’23)"."""
    return not description or (bool(item.figures) and _says_nothing(_without_figures(description, item)))


def _without_figures(text: str, item: Item) -> str:
    for f in item.figures:
        text = text.replace(f.text, "")
    return text


def _closing_bracket(passage: Passage, item: Item) -> Mention | None:
    """The period in brackets an item ends with: "’27년 예산사업 발굴 … 업데이트(~’26.4월)" happens by April."""
    if not item.periods:
        return None
    last = item.periods[-1]
    flat = item.flats.get(last.start - 1)
    return last if flat and not passage.text[flat.end : item.end].strip(" .*") else None


def _heads_line(passage: Passage, p: Mention, end: int) -> bool:
    """True for a date with a colon that all words up to ``end`` belong to; a plain year among them is part of them."""
    if not _COLON.match(passage.text, p.end):
        return False
    later = [x for x in passage.periods if p.end <= x.start < end]
    return all(x.granularity == "year" and not _COLON.match(passage.text, x.end) for x in later)


def _without_note(passage: Passage, event: Event) -> Event:
    """The event without the note behind its words: "우수기관 선정 ※ 인센티브 1억원"."""
    cut = passage.text.find("※", event.period.end, event.quote.end)
    if cut > 0 and "※" in event.description:
        event.quote = Span(event.quote.start, cut)
        event.description = event.description.split("※")[0].strip()
    return event


def _yields_to_closing(item: Item, p: Mention) -> bool:
    """A plain year or half before the closing bracket is part of the words, not their date."""
    open_ended = p.text.rstrip().endswith(("부터", "까지"))
    return p.start - 1 not in item.flats and not open_ended and p.granularity in ("year", "half")


def _dated_words(passage: Passage, item: Item, i: int, around: Around) -> Event:
    p = item.periods[i]
    start, stop = item.start, item.end
    if i:
        before = item.periods[i - 1]
        at = item.flats.get(before.start - 1)
        start = at.end if at else before.end
    if i + 1 < len(item.periods):
        after = item.periods[i + 1].start
        stop = after - 1 if after - 1 in item.flats else after
    flat = item.flat_of(p)
    is_first = around.about and _says_nothing(passage.text[start : p.start])
    if is_first and _gives_date_of_head(passage.text[p.end : stop], item, p):
        return Event(p, around.about, "bracket", Span(start, p.end), around.label)
    if flat is not None:
        event = _by_bracket(passage, item, p, flat, start, stop, around)
    else:
        event = _in_running_words(passage, item, p, start, stop, around)
    says_what = around.about and not _GENERIC_HEAD.fullmatch(around.about)
    if says_what and len(event.description) <= SHORT and not _is_figure_alone(event.description, item):
        event.description = f"{around.about} {event.description}"
    near_figure = any(0 <= f.start - p.end <= NEAR and passage.text[f.end : f.end + 1] != "급" for f in item.figures)
    if event.shape == "leading" and near_figure and p.granularity != "day":
        event.shape = "figure_date"
    return event


def _gives_date_of_head(text: str, item: Item, p: Mention) -> bool:
    """True where what follows a head's date is a place, or days' own figures: "축제 ▹ 5.1.~5.17.(공원) 4억원".

    A year beside a figure is the figure's: "예산 : ’25년 1,008억".
    """
    is_days = p.period_start and p.period_end and (p.period_end - p.period_start).days <= LONGEST_OCCASION
    return bool(is_days or not item.figures) and _says_nothing(_without_figures(_BRACKET.sub("", text), item))


def _by_bracket(passage: Passage, item: Item, p: Mention, flat: Span, start: int, stop: int, around: Around) -> Event:
    """ "법 개정(’26.上)", "(’26.4월) 법 개정"."""
    before = tidy(passage.text[start : flat.start])
    behind = passage.text[flat.end : stop].split("※")[0]  # a note is about the event, not of it
    after = follow(behind)
    first_word = passage.text[flat.end : stop].split()[:1]
    counts = any(f.start > flat.end for f in item.figures)
    if _COMES_AFTER.match(behind) or (counts and _AND_NEXT.match(behind)):
        after = ""  # "1차(9.10), 2차(10.20) 다음의 3차 계획": what comes after the date is not what it dates
    if before and stop in item.flats and first_word == [strip_particle(x) for x in first_word]:
        after = ""  # "포럼(’24.4.) 교류회(’24.11.)": the words after it have a date of their own
    leads = bool(not before and after)
    close = after if len(after) <= LONGEST_AFTER_BRACKET else ""
    words = after if leads else " ".join(x for x in (before, close) if x)
    shape = "leading" if leads else "bracket"
    if any(0 <= f.start - flat.end <= NEAR for f in item.figures):
        shape = "figure_date"
    return Event(p, words, shape, Span(start, flat.end + _end_of(after, behind)), around.label)


def _end_of(words: str, text: str) -> int:
    """Where in ``text`` the last of its ``words`` ends, with what particle hangs on it."""
    at = 0
    for word in words.split():
        found = text.find(word, at)
        at = found + len(word) if found >= 0 else at
    return at + len(_REST_OF_WORD.match(text, at)[0]) if at else 0


def _in_running_words(passage: Passage, item: Item, p: Mention, start: int, stop: int, around: Around) -> Event:
    """ "’26년 법 개정", "법 개정은 ’26년까지"; in a bracket "(’26.4월 착수)"."""
    if "부터" in p.text and not around.depth and p is item.periods[-1]:
        stop = around.sentence_end
    if _heads_line(passage, p, around.sentence_end):
        stop = around.sentence_end  # "’21.8. : A 병행, B 합의" is one event
    quote = Span(p.start, stop)
    after = passage.text[p.end : stop]
    cut = _CUT_AFTER.search(after)
    if cut and len(after[: cut.start()].strip()) > 3:
        after = after[: cut.start()]
    if clause := _NEXT_CLAUSE.search(after):
        after = after[: clause.end() - 1].rstrip(", ")
    text, shape = tidy(_AFTER_DATE.sub("", after)), "leading"
    lead = tidy(_BRACKET.sub("", passage.text[start : p.start]))
    goes_on = (
        p is item.periods[0] and 0 < len(lead) <= LONGEST_LEAD and not any(f.start < p.start for f in item.figures)
    )
    behind = max((f.end for f in item.figures if f.end <= p.start), default=start)
    is_object = behind > start and len(lead) <= LONGEST_LEAD and _OBJECT_ENDS.fullmatch(passage.text[behind : p.start])
    if is_object and len(_BRACKET.sub("", text)) <= SHORT:
        text = f"{lead} {_GOES_ON.sub('', tidy(_BRACKET.sub('', text)))}"  # "계속사업 5개소를 12월까지 준공하고"
    object_ = _OBJECT.search(_WORD_CUT.sub("", passage.text[behind : p.start])) if behind > start else None
    if object_ and len(_BRACKET.sub("", text)) <= SHORT:
        text = f"{object_[1]} {_GOES_ON.sub('', tidy(_BRACKET.sub('', text)))}"  # "900억원 규모의 펀드를 ’26년 조성"
    if _ON_CONDITION.search(lead) or (goes_on and len(text) <= SHORT and not _says_nothing(text) and "(" not in lead):
        text = f"{lead} {text}".strip()  # "협의 후 2월 중 확정", "용역비 ’25년 추경 반영"
    if _says_nothing(text) and lead:
        text, shape, quote = f"{lead} {text}".strip(), "trailing", Span(start, p.end + len(after))
    if not around.depth:
        return Event(p, text, shape, quote, around.label)
    if item.figures and p.granularity != "day":
        shape, text = "figure_date", " ".join(x for x in (around.head, text) if x)
    elif _says_nothing(text):
        after = around.after if len(around.after) <= SHORT else ""
        shape, text = "bracket", " ".join(x for x in (around.head, after) if x)
    else:
        shape = "bracket_text"
        if len(text.replace(" ", "")) <= 4 and around.head:
            text = f"{around.head} {text}"
    return Event(p, text, shape, quote, around.label)
