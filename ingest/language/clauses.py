"""A paragraph's text and its mentions → what each figure and each date is said of.

In: text with typed mentions. Out: ``Figure`` records (a money or quantity mention with its period, noun phrase,
bracket, neighbours) and ``Event`` records (a period mention with the phrase it dates). Offsets are into the same text.
The grammar is that of Korean plan prose: noun phrases before brackets, enumerations by commas and ①②, arrows between a
before and an after, one period said once for a whole bracket or sentence. Nothing about pages, programmes or rounds.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from ingest.language.events import Around, Event, item_events, lone_period, superseded
from ingest.language.mention import Mention
from ingest.language.passage import IS_BASE, Item, Passage, Span, is_duration, joined_to_figure
from ingest.language.phrases import ATTRIBUTIVE_STEMS, fold, follow, particle_after, tidy
from ingest.language.settle import settle

_ADVERBIAL = re.compile(r"(으로|로|하여|통해|위해|에|하고|하며|되며|이며|으며|라는|따라|대비|보다)$")
_TOPIC = re.compile(rf"\s*(.{{1,59}}?[가-힣A-Za-z0-9)\]%](?<![{''.join(sorted(ATTRIBUTIVE_STEMS))}]))(은|는)\s")
_EACH = re.compile(r"((?:\d+\s*[,·]\s*)+\d+)\s*(호|기|차)\s*각\s*$")
_ADDED = re.compile(r"^(?:신규|신설|계속|증액|총액)\b|(?<=\s)(?:신규|신설)$")
_RANKED_AFTER = re.compile(r"^.{1,20}?(?:에 이어|대비|보다)\s*")
_ABOUT_NEXT = ("에 이어", "의", "대비")
_GLUE_BEFORE_BRACKET = " *명개건社기업의"  # what may stand between a figure and the bracket that says more of it
_TIES = re.compile(r"\s*(및|와|과|,)")
_ATTRIBUTIVE = re.compile(r"(?:한|된|하는|되는|있는|없는|높은|낮은|많은)$")
_AND_SO_ON = re.compile(r"\s등\s*$")
_NEW_BEFORE = re.compile(r"(?:신설|신규)\s?$")
_SUM = re.compile(r"\s*(?:누적|누계|합계|총계)")  # "300억원 + 200억원 → 누적 1,000억원"
_NEW = re.compile(r"신규|신설")
_BY_MEANS = re.compile(
    r"[을를]\s(?:중심으로|통해|통하여|대상으로|활용해|활용하여|바탕으로)\s"
)  # "8개 대학을 중심으로 석사 양성(…)"
_OBJECT_BEFORE = re.compile(r"^[^→:]{2,40}[을를]\s$")
_AS_OF = re.compile(r"기준|누계|누적|현재")
_YEAR_BEFORE = re.compile(r"전년도?\s?$")
_AND_MORE = re.compile(r"(?:\s?\+\s?[αａ])?")
_STEP_WORDS = re.compile(
    r"(?:착공|준공|완공|착수|완료|개소|개통|개장|개관|개원|설립|출범|공고|선정|시행|신청|통과|제정|개정|발사)$"
)
_SPAN = re.compile(r"\s*['’‘]?\d{2,4}년?\s?[→⇒➔➡]\s?['’‘]?\d{2,4}년?\s*")
_TO_BEGIN = re.compile(r"(?:\([^()]*\))?[을를]\s시작으로\s")  # "20개소(국비 10억)를 시작으로"
_DOES = re.compile(r"[을를]\s([가-힣]{2,6}?)(?:하며|하고|하여|해|하기 위해)?$")
BESIDE = re.compile(r"[\s(]*")  # between a figure and the period bracket right after it
LONGEST_TAIL = 24  # characters of words after a figure that still name it
_ARROWS = frozenset("→⇒➔➡")
LONGEST_PREDICATE = 80
SHORT_NOUN = 2  # characters of a word between two brackets that only goes on from the noun before them
LONGEST_HEAD = 60  # characters before a colon that name what follows


class Figure:
    """A money or quantity mention and what it is said of."""

    subject: str = ""
    predicate: str = ""
    period: Mention | None = None
    period_origin: str = "none"  # beside | sentence | none
    run: Mention | None = None  # "('24~'28, '26년 249억)": the programme's own years
    bracket: Span | None = None  # bracket the figure stands in
    agency: Mention | None = None
    arrow: str | None = None  # before | after
    pair: Figure | None = None  # the figure on the arrow's other side
    is_new: bool = False
    quote: Span | None = None
    shape: str = "running"  # running | bracket
    members: tuple[str, ...] = ()  # "5, 6호 각 1,000억": one claim a member

    def __init__(self, mention: Mention, item: Span, outer: Figure | None, label: str | None, list_no: tuple):
        self.mention, self.item, self.label = mention, item, label
        self.outer = outer  # figure right before the bracket this one stands in
        self.group, self.place = list_no  # enumeration within the text, place in it


class Clauses(NamedTuple):
    figures: list[Figure]
    events: list[Event]
    label: str | None


class Region(NamedTuple):
    """One level of the text: the whole of it (depth 0), or what stands inside a bracket."""

    start: int
    end: int
    depth: int = 0
    head: str = ""  # noun phrase before the bracket
    outer: Figure | None = None  # figure right before the bracket
    period: Mention | None = None  # period said outside that holds inside
    about: str = ""  # topic of the sentence around

    @property
    def origin(self) -> str:
        return "sentence" if self.period else "none"


class Memory:
    """What is remembered from item to item of one region."""

    topic: str = ""  # "A는 …": what the sentence is about
    heads: bool = False  # the topic is a head of its own ("A : …", "A ▹ …"): it names every figure after it
    head_start: int = 0
    members: int = 0  # where the list of figureless items before begins
    item: Item | None = None  # the item before
    opening: Item | None = None  # figureless item a sentence opens with
    last_subject: str = ""
    previous: Figure | None = None
    named_carry: bool = False  # the carried period describes a noun, up to the next arrow

    def __init__(self, r: Region, label: str | None, group: int | None, lone: Mention | None):
        self.label, self.group, self.lone = label, group, lone
        self.carried, self.carried_origin = r.period, r.origin  # period said once for what follows
        self.sentence = r.start  # where the sentence starts
        self.half: list[Figure] = []  # figures since the last arrow
        self.last_half: list[Figure] = []  # figures before it


def _is_span(text: str) -> bool:
    """True for a bracket of two years that date the steps behind it: "(’24 → ’30) 효율 65% → 75%"."""
    return _SPAN.fullmatch(text) is not None


class Words(NamedTuple):
    """The words of one figure."""

    left: int  # offset where they start
    lead: str
    tail: str
    is_adverbial: bool  # the words before say how or where, not what
    members: tuple[str, ...] = ()

    @property
    def joined(self) -> str:
        tail = self.tail if not self.lead or self.is_adverbial or len(self.tail) <= LONGEST_TAIL else ""
        return " ".join(x for x in ("" if self.is_adverbial else self.lead, tail) if x)


class _Reader:
    def __init__(self, text: str, mentions: list[Mention], start: int):
        self.text = text
        self.passage = Passage(text, mentions, start)
        self.out = Clauses([], [], self.passage.label)
        self.groups = 0
        self.top_items: list[Item] = []

    def run(self) -> Clauses:
        self.region(Region(self.passage.start, len(self.text)), self.out.label)
        self.periods_from_brackets()
        self.period_of_sentence_end()
        settle(self.text, self.passage, self.out.figures)
        self.neighbours()
        return self.out

    # -- one level -------------------------------------------------------------------------------------------------

    def region(self, r: Region, label: str | None) -> None:
        items = self.passage.items(r.start, r.end)
        memory = self.start_memory(r, items, label)
        if not r.depth:
            self.top_items = items
        replaced = superseded(self.passage, items) if r.depth else set()
        has_money = r.depth > 0 and any(f.type == "money" for f in self.passage.figures_at(r.start, r.end))
        for n, item in enumerate(items):
            self.turn_to(item, r, memory)
            done = item.start
            for f in item.figures:
                self.figure(f, item, r, memory, done, n)
                done = _AND_MORE.match(self.text, f.end).end()
            if item.lead == "→" and not _SUM.match(self.text, item.start):
                pair_up(memory.last_half, memory.half, r.head)
            for s in item.wordy:
                self.bracket(s, item, r, memory)
            if item.periods and not _is_span(self.text[r.start : r.end]):
                # "구축(~’24년, 76억원)", "(’27.3월 착공 → ’28년末 준공, 총 480억원)"
                priced = has_money and not item.periods[0].text.startswith("~") and not self.tells_works(item)
                if not (priced or n in replaced or self.heads_figures(items, n) or self.is_run(items, n, memory)):
                    about = memory.topic if memory.heads and not r.depth else ""
                    after = follow(self.text[r.end + 1 : r.end + 30]) if r.depth else ""
                    end = self.sentence_end(item)
                    around = Around(r.depth, r.head, memory.label, memory.carried, end, after, about)
                    self.out.events.extend(item_events(self.passage, item, around))
                memory.carried, memory.carried_origin = item.periods[-1], "beside" if r.depth else "sentence"

    def tells_works(self, item: Item) -> bool:
        """True for a step among the money of a bracket: a date with words of its own and no figure."""
        words = self.passage.phrase(item.start, item.end)
        return (
            not item.figures and not item.wordy and len(words) >= SHORT_NOUN and _STEP_WORDS.search(words) is not None
        )

    @staticmethod
    def heads_figures(items: list[Item], n: int) -> bool:
        """True for the head of figures: "’25년 선정목표 : 20명" is no event."""
        following = items[n + 1] if n + 1 < len(items) else None
        return following is not None and following.lead == ":" and bool(following.figures) and not items[n].figures

    @staticmethod
    def is_run(items: list[Item], n: int, memory: Memory) -> bool:
        """True for a programme's own years: "가 개발 ▹ ’26~’29, 총 396억원"."""
        item, following = items[n], items[n + 1] if n + 1 < len(items) else None
        if not memory.heads or item.figures or following is None or following.lead != ",":
            return False
        years = item.periods[0].period_end is not None and item.periods[0].period_end.month == 12
        in_years = years and item.periods[0].granularity == "range"
        return in_years and any(f.type == "money" for f in following.figures)

    def start_memory(self, r: Region, items: list[Item], label: str | None) -> Memory:
        group = None
        if r.depth and len(items) > 1:
            self.groups += 1
            group = self.groups
        lone = lone_period(self.passage, items) if r.depth else None
        return Memory(r, label, group, lone)

    def turn_to(self, item: Item, r: Region, memory: Memory) -> None:
        """What a separator makes the reader forget: a full stop the period and topic, an arrow the half before."""
        if item.lead == "\n":
            memory.last_subject, memory.previous = "", None
        if item.lead not in (",", "→", ":", "▹"):
            memory.sentence = item.start
            memory.opening = None if item.figures or (item.wordy and self.figures_in(item)) else item
        own = item.label and item.lead == "," and not memory.heads  # a label of its own, not one of a head's members
        listed = item.lead == "label" and memory.heads and memory.item is not None and bool(memory.item.figures)
        if own or (item.lead in (".", "label", "①") and not listed):  # "전망(%) : (가) 2.1 (나) 1.8"
            if item.lead != "①":
                memory.topic, memory.heads = "", False
            memory.carried, memory.carried_origin = r.period, r.origin
            memory.previous, memory.last_subject = None, ""
            memory.last_half, memory.half = [], []
        if item.lead == "→":
            memory.last_half, memory.half = memory.half, []
            if memory.named_carry:
                memory.carried, memory.carried_origin, memory.named_carry = r.period, r.origin, False
        memory.label = item.label or memory.label
        linked = item.lead == "," and memory.item is not None and not self.figures_in(memory.item)
        if not linked or memory.item.periods:
            memory.members = item.start
        if item.lead in (":", "▹"):
            if memory.heads and not r.depth:  # "사업기간 : ’18년~ / 지원단가 : 2억원": each head has its own
                memory.carried, memory.carried_origin = r.period, r.origin
            self.turn_to_particulars(item, memory)
        elif not r.depth and (topic := self.topic_of(item)):
            memory.topic, memory.heads = topic, False
        memory.item = item

    def turn_to_particulars(self, item: Item, memory: Memory) -> None:
        """The words before ":" or "▹" name what follows: the item before the colon, the whole sentence before the ▹."""
        before = memory.item
        if before is None:
            return
        start = memory.sentence if item.lead == "▹" else before.start
        figures = any(start <= f.start < before.end for f in self.passage.figures)
        last = max((f.end for f in self.passage.figures if start <= f.start < before.end), default=start)
        behind = self.passage.phrase(last, before.end)  # "가 : 500개 → 700개 나(’22~) : 41개"
        head = behind if len(behind) > SHORT_NOUN or not figures else memory.last_subject
        if head and len(head) <= LONGEST_HEAD:
            memory.topic, memory.heads, memory.head_start = head, True, start
            memory.previous, memory.last_subject = None, ""

    def figures_in(self, item: Item) -> bool:
        return any(item.start <= f.start < item.end for f in self.passage.figures)

    def topic_of(self, item: Item) -> str:
        """ "글로벌 시장은 3억 달러": what stands before 은/는, where no figure comes before it."""
        m = _TOPIC.match(self.text[item.start : item.end])
        if m is None:
            return ""
        start, end = item.start + m.start(1), item.start + m.end(1)
        if item.figures and item.figures[0].start < end - 1:
            return ""
        return self.passage.phrase(start, end)

    # -- one figure ------------------------------------------------------------------------------------------------

    def figure(self, f: Mention, item: Item, r: Region, memory: Memory, done: int, place: int) -> None:
        """Add the figure ``f``; ``done`` is where the figure before it in the item ended."""
        start = memory.head_start if item.lead in (":", "▹") and memory.heads else item.start
        fig = Figure(f, Span(start, item.end), r.outer, memory.label, (memory.group, place))
        if r.depth:
            fig.bracket, fig.shape = Span(r.start - 1, r.end + 1), "bracket"
        self.set_period(fig, item, r, memory, done)
        words = self.words_of(f, item, memory, done)
        fig.predicate = fold(self.text[f.end : item.end])[:LONGEST_PREDICATE]
        fig.members = words.members
        said = words.joined
        if not said and not r.head and fig.bracket and f.start - r.start <= 1 and f.end >= r.end - 1:
            said = follow(self.text[r.end + 1 : r.end + 40].lstrip())  # "(1위) 미국(…)"
        fig.subject = (
            self.subject_in_bracket(f, said, r, memory)
            if r.depth
            else self.subject_running(words, said, item, r, memory)
        )
        self.fill_subject(fig, item, said, r, memory)
        fig.quote = Span(start if r.depth or words.left == item.start else words.left, f.end)
        self.out.figures.append(fig)
        memory.half.append(fig)
        memory.previous = fig

    def set_period(self, fig: Figure, item: Item, r: Region, memory: Memory, done: int) -> None:
        """The period a figure is said for.

        Before it since the last figure ("’26년 35억"), else right after it ("35억(’26)"), else earlier in its clause,
        else in a bracket later in it, else the bracket's own ("(연 6명, ~’30)"), the noun's before it, or the one
        carried.
        """
        f = fig.mention
        earlier = [p for p in item.periods if p.end <= f.start and not IS_BASE.match(self.text, p.end, f.start)]
        before = [p for p in earlier if p.start >= done]
        after = next((p for p in item.periods if p.start >= f.end), None)
        alone = after is not None and not any(f.end <= g.start < after.start for g in item.figures)
        in_flat = after is not None and after.start - 1 in item.flats
        if before:
            fig.period, fig.period_origin = before[-1], "beside"
            if len(before) > 1 and r.depth:
                fig.run = before[0]
        elif (own := self.period_right_after(f, item)) is not None:
            fig.period, fig.period_origin = own, "beside"
        elif alone and (r.depth or (in_flat and BESIDE.fullmatch(self.text, f.end, after.start))):
            fig.period, fig.period_origin = after, "beside"
        elif earlier:
            fig.period, fig.period_origin = earlier[-1], "sentence"
        elif alone and in_flat:
            fig.period, fig.period_origin = after, "sentence"
        elif memory.lone is not None:
            fig.period, fig.period_origin = memory.lone, "beside"
        elif alone and not r.depth and _OBJECT_BEFORE.search(self.text[f.end : after.start]):
            fig.period, fig.period_origin = after, "sentence"  # "2,200억원 규모의 펀드를 ’26년 중 조성"
        elif named := self.named_period(item, f):
            fig.period, fig.period_origin = named, "sentence"
            memory.carried, memory.carried_origin, memory.named_carry = named, "sentence", True
        elif memory.carried is not None:
            fig.period, fig.period_origin = memory.carried, memory.carried_origin

    def period_right_after(self, f: Mention, item: Item) -> Mention | None:
        """The period a link of a chain ends with: "19.8% ’22년 결산 → 19.9%(’23년 결산)"; other links have theirs."""
        in_chain = item.lead == "→" or self.text[item.end : item.end + 1] in _ARROWS
        if not in_chain or len(item.figures) != 1:
            return None
        for p in item.periods:
            if p.start >= f.end:
                return p if not self.text[f.end : p.start].strip() else None
        for s in item.wordy:
            if 0 <= s.start - f.end <= 1:
                inside = [p for p in self.passage.periods if s.start < p.start and p.end < s.end]
                return inside[0] if len(inside) == 1 and not self.passage.has_figure(s) else None
        return None

    def named_period(self, item: Item, f: Mention) -> Mention | None:
        """A period that describes the noun before the figure: "1기 펀드(1~7호, '13~'21년 조성)는 1,310억원"."""
        for s in reversed(item.wordy):
            if s.end <= f.start and not self.passage.has_figure(s):
                inside = [m for m in self.passage.periods if s.start < m.start and m.end < s.end]
                if inside and particle_after(self.text[s.end :]):
                    return inside[-1]
        return None

    def words_of(self, f: Mention, item: Item, memory: Memory, done: int) -> Words:
        """The noun phrases before and after a figure, within its item."""
        left = max([done, *(s.end for s in item.brackets if s.end <= f.start and self.passage.ends_member(s))])
        lead = self.lead_words(f, item, memory, done, left)
        before = self.text[left : f.start]
        members: tuple[str, ...] = ()
        if m := _EACH.search(before):
            members = tuple(f"{x}{m.group(2)}" for x in re.findall(r"\d+", m.group(1)))
            lead = tidy(before[: m.start()])
        next_one = (x.start for x in (*item.figures, *item.periods, *item.brackets) if x.start >= f.end)
        stop = min(next_one, default=item.end)
        is_bare = lead and f.text[-1].isdigit()  # "하역반 90 관련상가 280": what follows is the next one's name
        tail = (
            ""
            if is_bare or _TO_BEGIN.match(self.text, f.end)
            else follow(self.text[_AND_MORE.match(self.text, f.end).end() : stop])
        )
        adverbial = bool(tail) and _ADVERBIAL.search(before.rstrip(" *~∼총약연(각")) is not None
        return Words(left, lead, tail, adverbial, members)

    def lead_words(self, f: Mention, item: Item, memory: Memory, done: int, left: int) -> str:
        """The words before a figure; those of its noun where a particle ties it to a bracket or a figure before.

        "반도체(5.4천억 달러)의 3배": 반도체. "미국에 이어 2위": the sentence's topic.
        """
        if begins := _TO_BEGIN.match(self.text, left, f.start):
            left = begins.end()
        joined = joined_to_figure(self.text[left : f.start]) if left > item.start else None
        lead = self.passage.phrase(left + (joined.end() if joined else 0), f.start)
        if (joined or not lead) and any(s.end == left for s in item.wordy):
            tied = joined_to_figure(self.text[done:left]) if done > item.start else None
            noun = self.passage.phrase(done + (tied.end() if tied else 0), left)
            ranked = self.text[left:].lstrip().startswith(_ABOUT_NEXT)
            about = memory.topic if memory.topic and not noun.startswith(memory.topic) and ranked else ""
            if joined and joined.group().strip() == "에 이어":
                noun = ""
            lead = " ".join(x for x in (about, noun, lead) if x)
        elif joined and memory.previous is not None:
            lead = " ".join(x for x in (memory.topic or memory.previous.subject, lead) if x)
        if memory.topic and not memory.heads and (other := _RANKED_AFTER.search(lead)):
            lead = f"{memory.topic} {lead[other.end() :]}".strip()
        return lead

    def subject_in_bracket(self, f: Mention, said: str, r: Region, memory: Memory) -> str:
        """ "양자팹(신규 30억, 장비 5대)": the noun before the bracket, then the figure's own words."""
        said = _ADDED.sub("", said).strip()
        before = memory.previous
        if (
            not said
            and f.type == "quantity"
            and before
            and before.subject != r.head
            and before.mention.type == "quantity"
        ):
            subject = before.subject
        else:
            subject = " ".join(x for x in (r.head, said) if x)
        if r.about and f.type == "quantity" and len(r.head) <= 8 and not subject.startswith(r.about):
            subject = f"{r.about} {subject}"
        return subject

    def subject_running(self, words: Words, said: str, item: Item, r: Region, memory: Memory) -> str:
        """The figure's own words, after the sentence's topic where they name nothing themselves."""
        goes_on = _DOES.match(said) if memory.previous is not None and memory.previous.subject else None
        if goes_on:  # "… 500명(석사 150명)을 양성하며 75억원": what is done to what stands before
            return f"{memory.previous.subject} {goes_on[1]}"
        if memory.heads and not said and item.label and item.lead in (":", ",", "label"):
            said = item.label  # "비중 : (가) 31%, (나) 41%"
        nameless = not words.lead or words.is_adverbial
        if memory.topic and (nameless or memory.heads) and not words.lead.startswith(memory.topic):
            said = " ".join(x for x in (memory.topic, said) if x)
        subject = said or memory.last_subject or r.head
        if not (memory.heads and said):  # under a head of its own each figure has its own words
            memory.last_subject = subject
        return subject

    def fill_subject(self, fig: Figure, item: Item, said: str, r: Region, memory: Memory) -> None:
        """A figure without words of its own shares those of its neighbour, its bracket's noun or its sentence."""
        before = memory.previous
        if before is not None and before.subject:
            across_arrow = item.lead == "→" and fig.subject in ("", r.head)
            if across_arrow or (not r.depth and not said and not fig.subject):
                fig.subject = before.subject
        if fig.mention.breakdown is not None and r.depth and r.head:
            fig.subject = r.head
        if not fig.subject and not r.depth and memory.opening:
            fig.subject = self.passage.phrase(memory.opening.start, memory.opening.end)

    # -- brackets --------------------------------------------------------------------------------------------------

    def bracket(self, s: Span, item: Item, r: Region, memory: Memory) -> None:
        """Read what stands inside a bracket, told the noun and the figure before it."""
        outer = self.figure_before(s, item)
        noun = outer.subject if outer else self.noun_before(s, item, r, memory)
        if _ATTRIBUTIVE.search(noun) and (after := follow(self.text[s.end : item.end])):
            noun = after  # "빠르게 성장한(연평균 5~6%) 산업"
        if not noun and memory.previous is not None:
            noun = memory.previous.subject
        earlier = [p for p in item.periods if p.end <= s.start]
        period = outer.period if outer else earlier[-1] if earlier else None
        if period is None and not r.depth:
            period = memory.carried
        if period is not None and _YEAR_BEFORE.search(self.text, max(item.start, s.start - 6), s.start):
            period = _year_before(period)  # "’26년 3,742억원으로 전년(3,186억원) 대비"
        head = " ".join(x for x in (r.head, noun) if x) if r.depth and not noun.startswith(r.head) else noun
        inside = Region(s.start + 1, s.end - 1, r.depth + 1, head, outer, period, memory.topic)
        self.region(inside, memory.label)

    def figure_before(self, s: Span, item: Item) -> Figure | None:
        """The figure right before a bracket: "총 902억원('24~'28 …)"."""
        for g in reversed(self.out.figures):
            m = g.mention
            if (
                item.start <= m.start
                and m.end <= s.start
                and not self.text[m.end : s.start].strip(_GLUE_BEFORE_BRACKET)
            ):
                return g
        return None

    def noun_before(self, s: Span, item: Item, r: Region, memory: Memory) -> str:
        """The noun phrase a bracket says more of."""
        start = max([item.start, *(x.end for x in item.brackets if x.end <= s.start and self.passage.ends_member(x))])
        level = "bracket" if r.depth else "running"
        for g in reversed(self.out.figures):
            if start <= g.mention.start and g.mention.end <= s.start and g.shape == level:
                means = list(_BY_MEANS.finditer(self.text, g.mention.end, s.start))
                noun = self.passage.phrase(means[-1].end(), s.start) if means else g.subject
                break
        else:
            noun = self.passage.phrase(self.list_start(start, s.start, item, r, memory), s.start)
        before = memory.previous
        if start > item.start and 0 < len(noun) <= SHORT_NOUN and not _TIES.match(self.text, start):
            noun = self.passage.phrase(item.start, s.start)  # "이안제 설치(L=500m) 추진(’27.12. 준공)"
        if before is not None and noun and len(noun) <= 3 and _TIES.match(self.text, start):
            return " ".join((*before.subject.split()[:-1], noun))  # "신약개발 기간(…) 및 비용(…)"
        return noun

    def list_start(self, start: int, end: int, item: Item, r: Region, memory: Memory) -> int:
        """Where the members of a partial list begin: "온실, 하우스 등(22억원)" is said of both."""
        listed = not r.depth and start == item.start and _AND_SO_ON.search(self.text, start, end)
        return memory.members if listed else start

    def sentence_end(self, item: Item) -> int:
        """End of the sentence an item belongs to: the next stop, enumerator or arrow at the top level."""
        for other in self.top_items:
            if other.start >= item.end and other.lead in (".", "label", "①", "→"):
                return other.start - 1
        return self.top_items[-1].end

    # -- after the walk --------------------------------------------------------------------------------------------

    def periods_from_brackets(self) -> None:
        """A figure without a period takes that of the bracket after it: the run's, else the last one there."""
        for f in self.out.figures:
            if f.period is not None or f.arrow == "before":
                continue
            s = self.bracket_after(f)
            if s and self.is_of_another_year(f, s):
                continue
            inside = [m for m in self.passage.periods if s and s.start < m.start < s.end]
            inside = [m for m in inside if not IS_BASE.match(self.text, m.end)]
            if f.mention.type == "money" and len(inside) == 1 and self.is_a_parts(inside[0]):
                continue
            if inside:
                runs = [m for m in inside if m.granularity == "range"]
                f.period = runs[0] if runs and f.mention.type == "money" else inside[-1]
                f.period_origin = "sentence"

    def is_a_parts(self, p: Mention) -> bool:
        """True for the year of a part: "출자 600억원(’24년 150억원)" says nothing of when the whole is paid."""
        after = (g.mention for g in self.out.figures if g.mention.type == "money" and g.mention.start >= p.end)
        return p.granularity == "year" and any(not self.text[p.end : g.start].strip() for g in after)

    def is_of_another_year(self, f: Figure, s: Span) -> bool:
        """True for a bracket that says how many it was then: "2,200개사 지원(’25년 1,750개사)"."""
        within = [g for g in self.out.figures if s.start < g.mention.start < s.end]
        if len(within) != 1 or within[0].mention.unit != f.mention.unit or f.mention.unit == "KRW":
            return False
        p = within[0].period
        return p is not None and p.granularity == "year" and s.start < p.start < within[0].mention.start

    def bracket_after(self, f: Figure) -> Span | None:
        """The first bracket with figures after ``f`` in its item, before the next figure of its level."""
        following = [
            g.mention.start
            for g in self.out.figures
            if g.mention.start > f.mention.end and (g.bracket is None or g.bracket == f.bracket)
        ]
        stop = min(following, default=len(self.text))
        for s in self.passage.spans:
            if f.mention.end <= s.start < stop and s.end <= min(stop, f.item.end) and self.passage.has_figure(s):
                return s
        return None

    def period_of_sentence_end(self) -> None:
        """A bracket with nothing but a period at a sentence's end dates every figure of the sentence without one."""
        for s in self.passage.spans:
            p = self.passage.flat.get(s.start) or self.as_of(s)
            rest = self.text[s.end :].strip()
            if p is None or (rest and rest[0] not in ".,"):
                continue
            sentence = max(self.text.rfind(". ", 0, s.start), self.passage.start - 1)
            for f in self.out.figures:
                if f.period is None and f.arrow != "before" and sentence < f.mention.start and f.mention.end <= s.start:
                    f.period, f.period_origin = p, "sentence"

    def as_of(self, s: Span) -> Mention | None:
        """The date of a bracket that says as of when, and no figure: "(’24.8월 기준, 잔액)"."""
        inside = [p for p in self.passage.periods if s.start < p.start and p.end < s.end]
        says_so = len(inside) == 1 and _AS_OF.search(self.text, s.start, s.end) is not None
        return inside[0] if says_so and not self.passage.has_figure(s) else None

    def neighbours(self) -> None:
        """What stands beside a figure: 신규, its agency, its programme's run, the other side of an outer arrow."""
        for f in self.out.figures:
            self.pair_like_outer(f)
            around = f.bracket or f.item
            f.is_new = _NEW.search(self.text, around.start, around.end) is not None
            if f.bracket and not f.is_new and f.outer is None:  # "지원 신설(’26년 30억원)"
                f.is_new = _NEW_BEFORE.search(self.text, f.item.start - 8, f.bracket.start) is not None
            if f.bracket:
                f.agency = next((a for a in self.passage.agencies if around.start < a.start < around.end), None)
            if f.run is None and f.bracket and f.mention.type == "money":
                inside = (p for p in self.passage.periods if around.start < p.start < around.end)
                f.run = next((p for p in inside if p is not f.period and p.granularity == "range"), None)

    def pair_like_outer(self, f: Figure) -> None:
        """Counts in the brackets on both sides of an arrow are a pair as well: "10억(3개) → 20억(5개)"."""
        if f.arrow is not None or f.outer is None or f.outer.arrow is None:
            return
        unit = f.mention.unit
        other = next((g for g in self.out.figures if g.outer is f.outer.pair and g.mention.unit == unit), None)
        if other is not None:
            f.arrow, f.pair = f.outer.arrow, other


def _year_before(p: Mention) -> Mention:
    """The same period a year before; a range or an open end as it is."""
    a, b = p.period_start, p.period_end
    if p.granularity != "year" or a is None or b is None or p.needs_year or a.year != b.year:
        return p
    return p._replace(period_start=a.replace(year=a.year - 1), period_end=b.replace(year=b.year - 1))


def pair_up(before: list[Figure], after: list[Figure], head: str) -> None:
    """Pair the figures on an arrow's two sides, from the last: "A 3명, B 2억 → C 5명, D 4억"."""
    for b, a in zip(before[-len(after) :] if after else [], after, strict=False):
        if b.arrow is None and a.arrow is None and b.mention.unit == a.mention.unit:
            b.arrow, a.arrow, b.pair, a.pair = "before", "after", a, b
            if a.subject in ("", head):
                a.subject = b.subject
            shared = b.period is not None and b.period is a.period
            if shared and (b.period.start >= a.mention.end or b.period_origin == a.period_origin == "sentence"):
                b.period, b.period_origin = None, "none"  # "용량 확대(120→220Tbps, ’30)": the date is the latter's


def read_clauses(text: str, mentions: list[Mention], start: int = 0) -> Clauses:
    """What each figure and date of ``text[start:]`` is said of. ``start`` is the offset after the bullet."""
    return _Reader(text, mentions, start).run()


__all__ = ["Clauses", "Event", "Figure", "Span", "is_duration", "read_clauses", "tidy"]
