"""A text's figures, each read in its place → what only two of them together say: from what to what, since when.

In: the text, its passage and its figures (changed in place). A figure without words of its own takes those of the one
it is compared with.
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from ingest.language.phrases import ARROWS, particle_after

if TYPE_CHECKING:
    from ingest.language.clauses import Figure
    from ingest.language.passage import Passage

_FROM = re.compile(r"\s?(?:수준|규모|정도|이상|이하|이내|미만)?(?:\([^()]*\))?에서(?=\s)")
_TO = re.compile(r"\s?(?:수준|규모|정도|이상|이하|이내|미만|대)?(?:\([^()]*\))?(?:으?로|까지)(?=[\s,.)(]|$|[가-힣]{2})")
_BEING = re.compile(r"\s?인\s(?P<noun>[^,.()\d]{2,24}?)[을를]\s")  # "현재 43개소인 시설을 450개소로"
_NOW = re.compile(r"(?:[은는이가을를]?\s|^)(?:현재|현행|기존|종전|당초)$")
_LETTER = re.compile(r"[가-힣A-Za-z]")
_COMPARED_WITH = re.compile(r"으?로[,\s]+(?:전년|전월|전기|지난해|작년)[가-힣\s]{0,6}(?:대비|보다)\s$")
_CHANGES = re.compile(r"(?:증가|감소|성장|상승|하락|확대|축소|개선)")
_GROWN = re.compile(
    r"(?:늘린|늘어난|줄인|줄어든|증가한|감소한|증액된|증액한|감액된|감액한|확대된|확대한|편성된|편성한)(?:\s\S{1,4})?"
)
_OBJECT = re.compile(r"\s*(?:[(<\[][^()<>\[\]]*[)>\]]\s*)?(?P<noun>[^,.]{2,40}?)(?:[을를은는]|[이가](?=\s))\s")
_GOAL_LABEL = re.compile(r"\s*[◇◈❖□○ㅇ-]?\s*[(（<\[]\s*[^()（）<>\[\]]{0,12}목표\s*[)）>\]]")
_TIMES_OF = re.compile(r"\s?의\s?(?:약\s?)?[\d.]+\s?배")
_LAST_NOUN = re.compile(r"([가-힣A-Za-z·]{2,16})\s?$")
_PER = re.compile(r"\s?/\s?(?P<thing>[A-Za-z가-힣㎡㎥]+)")
_COUNTED = frozenset({"items", "persons", "companies", "cases"})
LONGEST_FROM = 30  # characters from the one figure to the other


def settle(text: str, passage: Passage, figures: list[Figure]) -> None:
    """Settle ``figures`` against each other, in reading order."""
    _earlier_in_bracket(passage, figures)
    _goal_label(text, passage, figures)
    _dated_label_before(text, passage, figures)
    _from_to(text, passage, figures)
    _one_subject(text, passage, figures)
    for f in figures:
        _own_words(text, f)
        _yearly_mean(text, f)
        _date_of_another(text, f)
    for f, g in pairwise(figures):
        _counted_and_priced(text, f, g)
        if f.subject and _CHANGES.fullmatch(g.subject) and _COMPARED_WITH.match(text[f.mention.end : g.mention.start]):
            g.subject = f"{f.subject} {g.subject}"


def _counted_and_priced(text: str, f: Figure, g: Figure) -> None:
    """ "신규사업 86건 1,548억원 반영": an amount right behind a count is that of what is counted."""
    beside = not text[f.mention.end : g.mention.start].strip()
    if (
        beside
        and f.mention.type == "quantity"
        and f.mention.unit in _COUNTED
        and g.mention.type == "money"
        and f.subject
        and f.bracket == g.bracket
    ):
        g.subject = f.subject


def _yearly_mean(text: str, f: Figure) -> None:
    """ "’24년 381억불에서 연평균 17.4% 성장하여": the mean is of all the years from then on, not of the first."""
    if f.period is None or f.period_origin != "sentence" or "연평균" not in (f.mention.qualifier or ""):
        return
    if f.period.granularity == "year" and "에서" in text[f.period.end : f.mention.start]:
        f.period, f.period_origin = None, "none"


def _date_of_another(text: str, f: Figure) -> None:
    """ "전환(’22.下), 의원 2,600개소 → 5,000개소(’25)": a date behind other words is not that of what was before."""
    if f.arrow != "before" or f.pair is None or f.period is None or f.period_origin != "sentence":
        return
    closes = text[f.period.end : f.period.end + 1] == ")" and f.period.end < f.item.start
    if closes and f.pair.period is not None and f.pair.period is not f.period:
        f.period, f.period_origin = None, "none"


def _from_to(text: str, passage: Passage, figures: list[Figure]) -> None:
    """ "10%에서 20%로(~’30년)": a before and an after without an arrow; the date at the end is the latter's."""
    for f, g in pairwise(figures):
        between = text[f.mention.end : g.mention.start]
        if f.arrow or g.arrow or f.mention.unit != g.mention.unit or len(between) > LONGEST_FROM:
            continue
        being = _BEING.match(between)
        if not (being or _FROM.match(between)) or not _TO.match(text, g.mention.end):
            continue
        f.arrow, g.arrow, f.pair, g.pair = "before", "after", g, f
        says_now = _NOW.search(text[: f.mention.start].rstrip()) is not None
        f.subject = _NOW.sub("", f.subject)
        if being:
            f.subject = g.subject = being["noun"]
        if g.subject in ("에서", "이상", "이하", "미만") or (
            f.subject and (not g.subject or particle_after(between.split()[0]))
        ):
            g.subject = f.subject
        own = [p for p in passage.periods if text[f.mention.end : p.start].strip() == "("]
        if own:  # "10%(’24)에서 20%(’30)로"
            last = next((p for p in passage.periods if p.start >= g.mention.end), None)
            f.period, f.period_origin = own[0], "beside"
            if g.period is own[0]:
                g.period, g.period_origin = last, "sentence" if last else "none"
        elif f.period is not None and (says_now or f.period.start > f.mention.end or f.period is g.period):
            f.period, f.period_origin = None, "none"


def _one_subject(text: str, passage: Passage, figures: list[Figure]) -> None:
    """Behind an arrow with no words before its figure stands what was before it: "발생률 ’24. 35명 → ’26. 32명"."""
    for f in figures:
        if f.arrow != "after" or f.pair is None or not f.pair.subject:
            continue
        at = max(text.rfind(c, f.pair.mention.end, f.mention.start) for c in ARROWS)
        words = text[at + 1 : f.mention.start]
        for p in passage.periods:
            if at < p.start and p.end <= f.mention.start:
                words = words.replace(p.text, "", 1)
        if at > 0 and not _LETTER.search(words):
            f.subject = f.pair.subject


def _earlier_in_bracket(passage: Passage, figures: list[Figure]) -> None:
    """ "수출 150억달러(’24년 99.8억달러)": the bracket's is what it was, and its date is its own.

    Won are left alone: there the bracket may hold a part.
    """
    for g in figures:
        f = g.outer
        if f is None or f.mention.unit != g.mention.unit or g.mention.unit == "KRW" or g.mention.is_delta:
            continue
        if g.period is None or g.period_origin != "beside" or g.period.granularity != "year" or g.period.needs_year:
            continue
        if g.bracket is None or not g.bracket.start < g.period.start < g.bracket.end:
            continue
        if f.period is g.period:
            f.period, f.period_origin = None, "none"
        later = f.period is None or (f.period.period_end or g.period.period_end) > g.period.period_end
        if f.arrow is None and g.arrow is None and later:
            f.arrow, g.arrow, f.pair, g.pair = "after", "before", g, f


def _goal_label(text: str, passage: Passage, figures: list[Figure]) -> None:
    """ "(’30년 목표) ① 수출 150억달러, ② 품목 12개": the label dates what has no date of its own."""
    m = _GOAL_LABEL.match(text)
    dated = [p for p in passage.periods if m and p.end <= m.end()]
    if len(dated) == 1:
        for f in figures:
            if f.period is None and f.arrow != "before":
                f.period, f.period_origin = dated[0], "beside"


def _dated_label_before(text: str, passage: Passage, figures: list[Figure]) -> None:
    """ "(’26년 국비) 285억원": the bracket right before a figure dates it."""
    for f in figures:
        if f.period is not None:
            continue
        s = next(
            (s for s in passage.spans if s.end <= f.mention.start and not text[s.end : f.mention.start].strip()), None
        )
        inside = [p for p in passage.periods if s is not None and s.holds(p)]
        if len(inside) == 1 and s is not None and not passage.has_figure(s):
            f.period, f.period_origin = inside[0], "beside"


def _own_words(text: str, f: Figure) -> None:
    """A participle or a measure is no name: "예산을 47% 늘린 693억원" is of the 예산, "1.2만원/kg" of its label."""
    if _GROWN.fullmatch(f.subject) and (m := _OBJECT.match(text, f.item.start, f.mention.start)):
        f.subject = m["noun"].strip()
    if f.bracket is not None and _TIMES_OF.match(text, f.bracket.end):
        last = _LAST_NOUN.search(text, 0, f.bracket.start)
        if (
            last is not None
        ):  # "시장은 반도체(5천억 달러)의 3배": the chips', not the market's; "상장은 일본(9건)의 3배"
            f.subject = last[1] if last[1] in f.subject else f"{last[1]} {f.subject}".strip()
    per = _PER.match(text, f.mention.end)
    if per and f.subject == per["thing"]:
        f.subject = ""


__all__ = ["settle"]
