"""A paragraph's text and its mentions → what each figure and each date is said of.

In: text with typed mentions. Out: ``Figure`` records (a money or quantity mention with its period, noun phrase, bracket,
neighbours) and ``Event`` records (a period mention with the phrase it dates). Offsets are into the same text.
The grammar is that of Korean plan prose: noun phrases before brackets, enumerations by commas and ①②, arrows between a
before and an after, one period said once for a whole bracket or sentence. Nothing about pages, programmes or rounds.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from ingest.language.mention import Mention

OPEN, CLOSE = "([（〔｢「『【", ")]）〕｣」』】"
_PAIR = dict(zip(CLOSE, OPEN, strict=True))
ENUMERATORS = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮➊➋➌➍➎➏➐➑➒➓❶❷❸❹❺❻❼❽❾❿▲▴▶►▪"
ARROWS = "→⇒⇨➜➔➡⟶"
_CARRIER = re.compile(r"[\s,·*]*")  # what may stand between a noun and its bracket
_LEAD = re.compile(r"^(?:[\s*,·:;‣▹\-]|(?:및|또는|특히|또한|더불어|그러나|이에|다만|아울러|우선|이를 통해|등|기준|현재)(?=[\s,(]|$))+")
_TRAIL = re.compile(
    r"(?:\s|\*|,|:|·(?=$)|(?:(?<=\s)|^)(?:및|또는|총|약|연|년|연간|매년|각|최소|최대|내|중|이상|등|을|를|이|가|의|은|는|로|에)(?=$)|(?:을|를) 통(?:해|한)|(?:을|를) 위(?:해|한))+$"
)
_NOUN_ENDS = ("회의", "동의", "주의", "협의", "논의", "정의", "합의", "건의", "결의", "강의", "성과", "결과", "효과", "학과", "과", "도로", "진로",
              "선로", "의의", "제의", "문의", "심의", "명의", "가이", "차이", "전이", "길이", "높이", "깊이", "넓이", "놀이", "나이", "사이")  # fmt: skip
_LABEL = re.compile(r"\s*[(（〔【\[<‹]\s*([^()（）〔〕【】\[\]<>]{1,40}?)\s*[)）〕】\]>›]\s*:?")
_PERIOD_BRACKET_REST = re.compile(r"[\s,.말초중경내까지부터기준현재년월일예정누계()~∼'’‘잠정中內]*$")
_PARTICLE_AFTER = re.compile(r"^(인|이자|으로|로|을|를|이며|이고|이|가|은|는|에서|에|와|과|까지|부터|만|도|보다|대비|씩|규모의|수준의|정도)(?=[\s,(]|$)")
_OF = re.compile(r"^(규모의|규모|수준의|상당의|이상의|내외의|이상|내외|수준|정도의|의|급의|급)\s*")
_ADVERBIAL = re.compile(r"(으로|로|하여|통해|위해|에|하고|하며|되며|이며|으며|라는|따라|대비|보다)$")
_TOPIC = re.compile(r"^(.{2,60}?[가-힣A-Za-z0-9)\]%])(은|는)\s")
_EACH = re.compile(r"((?:\d+\s*[,·]\s*)+\d+)\s*(호|기|차)\s*각\s*$")
_SPACES = re.compile(r"\s+")
_AFTER_FIGURE = re.compile(r"^\s*(?:으로|로|의|에 이어|이며|이고|이자|인|에서|에|를|을|은|는|이|가|와|과)(?=\s|$)")
_DANGLING = re.compile(r",\s*(?=[)\]])|\(\s*[,·]?\s*\)")
_ADDED = re.compile(r"^(?:신규|신설|계속|증액|총액)\b|(?<=\s)(?:신규|신설)$")
_RANKED_AFTER = re.compile(r"^.{1,20}?(?:에 이어|대비|보다)\s*")
_CUT_AFTER = re.compile(r"\s(?:후|이후)\s")


@dataclass(frozen=True, slots=True)
class Span:
    start: int
    end: int


@dataclass(slots=True)
class Figure:
    """A money or quantity mention and what it is said of."""

    mention: Mention
    subject: str = ""
    predicate: str = ""
    period: Mention | None = None
    period_origin: str = "none"
    run: Mention | None = None
    bracket: Span | None = None
    item: Span | None = None
    sentence: Span | None = None
    label: str | None = None
    agency: Mention | None = None
    arrow: str | None = None
    pair: Figure | None = None
    is_new: bool = False
    group: int | None = None  # enumeration within the text
    place: int | None = None
    quote: Span | None = None
    shape: str = "running"  # running | bracket
    outer: Figure | None = None  # figure right before the bracket this one stands in
    members: tuple[str, ...] = ()  # "5, 6호 각": one claim a member


@dataclass(slots=True)
class Event:
    """A period mention and the phrase it dates."""

    period: Mention
    description: str
    shape: str  # leading | bracket | bracket_text | figure_date | run | trailing
    quote: Span
    label: str | None = None
    has_figure: bool = False
    carried: Mention | None = None  # last period with a year before it: lends its year


@dataclass(slots=True)
class Item:
    start: int
    end: int
    lead: str  # what parts it from the item before: "" , → ① . label
    label: str | None = None


@dataclass(slots=True)
class Clauses:
    figures: list[Figure] = field(default_factory=list)
    events: list[Event] = field(default_factory=list)
    label: str | None = None


def has_batchim(char: str) -> bool:
    return "가" <= char <= "힣" and (ord(char) - 0xAC00) % 28 != 0


def strip_particle(phrase: str) -> str:
    """Drop one case particle at the end, where spelling (final consonant) and a short list of nouns allow it."""
    for p, needs in (("으로", True), ("에서", None), ("까지", None), ("부터", None), ("은", True), ("는", False), ("을", True), ("를", False),
                     ("이", True), ("가", False), ("과", True), ("와", False), ("의", None), ("로", False), ("에", None)):  # fmt: skip
        if phrase.endswith(p) and len(phrase) > len(p) + 1 and not phrase.endswith(_NOUN_ENDS):
            before = phrase[-len(p) - 1]
            if not ("가" <= before <= "힣" or before in ")］]”’」｣" or before.isalnum()):
                return phrase
            if needs is None or not "가" <= before <= "힣" or has_batchim(before) == needs or (p == "로" and (ord(before) - 0xAC00) % 28 == 8):
                return phrase[: -len(p)].rstrip()
            return phrase
    return phrase


def tidy(phrase: str) -> str:
    """Fold white space, drop leading connectives, note stars, trailing connectives and one particle."""
    phrase = _DANGLING.sub("", _SPACES.sub(" ", phrase.replace("*", ""))).strip()
    for _ in range(3):
        before = phrase
        phrase = _TRAIL.sub("", _LEAD.sub("", phrase)).strip()
        while phrase and phrase[0] in ENUMERATORS + ARROWS + "☞･·):]>｣」/△" :
            phrase = phrase[1:].strip()
        if phrase.endswith(")") and phrase.count(")") > phrase.count("("):
            phrase = phrase[:-1].strip()
        while phrase and phrase[-1] in "([<｢「~∼:·,/=+–-" + ARROWS:
            phrase = phrase[:-1].strip()
        if phrase == before:
            break
    return strip_particle(phrase)


def brackets(text: str) -> list[Span]:
    """Matched brackets, outer before inner, by start; an unmatched bracket is ignored."""
    stack: list[tuple[str, int]] = []
    found: list[Span] = []
    for i, ch in enumerate(text):
        if ch in OPEN:
            stack.append((ch, i))
        elif ch in CLOSE and any(o == _PAIR[ch] for o, _ in stack):
            while stack:
                o, at = stack.pop()
                if o == _PAIR[ch]:
                    found.append(Span(at, i + 1))
                    break
    return sorted(found, key=lambda s: (s.start, -s.end))


def is_duration(m: Mention, text: str) -> bool:
    """True for a span of time that measures nothing: "향후 5년간", "최근 10년", "5개년 계획"."""
    if m.type != "quantity" or m.unit != "years":
        return False
    return "개년" in m.text or bool(re.search(r"(향후|최근|지난|앞으로|이후)\s*$", text[: m.start]))


class _Reader:
    def __init__(self, text: str, mentions: list[Mention], start: int):
        self.text = text
        self.out = Clauses()
        self.spans = brackets(text)
        self.mentions = mentions
        self.figs = [m for m in mentions if m.type in ("money", "quantity") and not is_duration(m, text)]
        self.periods = [m for m in mentions if m.type == "period"]
        self.agencies = [m for m in mentions if m.type == "agency"]
        self.inside = bytearray(len(text) + 1)  # 1 where a mention covers the character
        for m in mentions:
            if m.type != "arrow":
                self.inside[m.start : m.end] = b"\x01" * (m.end - m.start)
        self.flat = {s.start: p for s in self.spans if (p := self._flat_period(s))}
        self.used: set[int] = set()  # starts of periods that date a figure right beside them
        self.groups = 0
        self.top_items: list[Item] = []
        m = _LABEL.match(text, start)
        if m and self._is_label(m):
            self.out.label = m.group(1)
            start = m.end()
        self.start = start

    def _is_label(self, m: re.Match[str]) -> bool:
        inner_start, inner_end = m.start(1), m.end(1)
        rest = self.text[m.end() :].strip()
        return bool(rest) and not any(
            inner_start <= f.start < inner_end for f in (*self.figs, *self.periods)
        )

    def _flat_period(self, s: Span) -> Mention | None:
        """The period of a bracket that holds nothing else."""
        inside = [m for m in self.periods if s.start < m.start and m.end <= s.end]
        if not inside or any(s.start < f.start < s.end for f in self.figs):
            return None
        rest = self.text[s.start + 1 : s.end - 1]
        for m in inside:
            rest = rest.replace(m.text, "", 1)
        return inside[-1] if len(inside) == 1 and _PERIOD_BRACKET_REST.fullmatch(rest) else None

    def children(self, start: int, end: int) -> list[Span]:
        out, at = [], start
        for s in self.spans:
            if s.start >= at and s.end <= end:
                out.append(s)
                at = s.end
        return out

    def items(self, start: int, end: int) -> list[Item]:
        """Cut a region at its own level's separators."""
        kids = self.children(start, end)
        items: list[Item] = []
        at, lead, label, i, k = start, "", None, start, 0

        def close(stop: int, next_lead: str, nxt: int, next_label: str | None = None) -> None:
            nonlocal at, lead, label
            if self.text[at:stop].strip() or label:
                items.append(Item(at, stop, lead, label))
            elif items and next_lead == "→":
                pass
            at, lead, label = nxt, next_lead, next_label

        while i < end:
            if k < len(kids) and i == kids[k].start:
                s = kids[k]
                k += 1
                # a label in the middle of a paragraph: "… 2위(19종) (기술이전) 최근 10년 …"
                if (
                    i > start and (self.text[i - 1].isspace() or self.text[i - 1] in CLOSE) and s.end < end and self.text[s.end : s.end + 1].isspace() and s.start not in self.flat
                    and not any(s.start < f.start < s.end for f in (*self.figs, *self.periods)) and s.end - s.start <= 22
                    and not re.search(r"(?:및|등|의|과|와)\s*$", self.text[at:i])
                ):  # fmt: skip
                    close(i, "label", s.end, self.text[s.start + 1 : s.end - 1].strip())
                i = s.end
                continue
            ch = self.text[i]
            if ch in ARROWS:
                close(i, "→", i + 1)
            elif ch in ENUMERATORS and (i == start or self.text[i - 1] in " ,\n(" or self.text[i - 1] in CLOSE):
                close(i, "①", i + 1)
            elif self.inside[i]:
                pass
            elif ch == "\n":
                close(i, "\n", i + 1)
            elif ch == "▹":
                close(i, ",", i + 1)
            elif ch in ",，、;" and not (re.match(r"\s*\d+(?:\s*,\s*\d+)*\s*(?:호|기|차)\s", self.text[i + 1 : i + 16]) and self.text[i - 1 : i].isdigit()):
                close(i, ",", i + 1)
            elif ch == "/" and (start > self.start or self.text[i - 1 : i + 2] == " / "):
                close(i, ",", i + 1)
            elif ch == "." and self.text[i + 1 : i + 2].isspace() and i > start and "가" <= self.text[i - 1] <= "힣":
                close(i, ".", i + 1)
            i += 1
        close(end, "", end)
        return items

    def at_level(self, pool: list[Mention], start: int, end: int, kids: list[Span]) -> list[Mention]:
        return [m for m in pool if start <= m.start and m.end <= end and not any(s.start < m.start and m.end <= s.end for s in kids)]

    def run(self) -> Clauses:
        self.region(self.start, len(self.text), "", None, None, self.out.label, 0)
        self.from_bracket()
        self.sentence_tail()
        self.figure_neighbours()
        return self.out

    # -- one level -------------------------------------------------------------------------------------------------

    def region(
        self, start: int, end: int, head: str, outer: Figure | None, period: Mention | None, label: str | None, depth: int, about: str = ""
    ) -> None:
        carried = period
        carried_origin = "sentence" if period else "none"
        topic = ""
        last_subject = ""
        previous: Figure | None = None
        half: list[Figure] = []
        last_half: list[Figure] = []
        group = None
        items = self.items(start, end)
        if not depth:
            self.top_items = items
        superseded = self.superseded(items) if depth else set()
        if depth and len(items) > 1:
            self.groups += 1
            group = self.groups
        sentence_start = start
        named_carry = False
        opening = ""
        lone = self.lone_period(items) if depth else None
        money_here = depth > 0 and any(f.type == "money" for f in self.at_level(self.figs, start, end, self.children(start, end)))
        for n, item in enumerate(items):
            if item.lead == "\n":
                last_subject, previous = "", None
            if item.lead in ("", "\n", ".", "label", "①"):  # the words a sentence opens with name what follows, if nothing else does
                opening = self.phrase(item.start, item.end, self.children(item.start, item.end)) if not any(
                    item.start <= g.start < item.end for g in self.figs) else ""  # fmt: skip
            if item.lead in (".", "label", "①"):
                if item.lead != "①":
                    topic = ""
                carried, carried_origin, previous, last_subject = period, ("sentence" if period else "none"), None, ""
                sentence_start = item.start
            if item.label:
                label = item.label
            if item.lead == "→":
                last_half, half = half, []
                if named_carry:
                    carried, carried_origin, named_carry = period, ("sentence" if period else "none"), False
            elif item.lead in (".", "label", "①"):
                last_half, half = [], []
            kids = self.children(item.start, item.end)
            real = [s for s in kids if s.start not in self.flat]
            tokens = sorted(
                [(m.start, m.end, m) for m in self.at_level(self.periods, item.start, item.end, real)], key=lambda t: t[0]
            )
            # a flat period bracket takes the place of its bracket
            flats = {s.start: s for s in kids if s.start in self.flat}
            figs = self.at_level(self.figs, item.start, item.end, kids)
            m = _TOPIC.match(self.text[item.start : item.end].lstrip()) if depth == 0 else None
            if m:
                offset = item.end - len(self.text[item.start : item.end].lstrip())
                if not figs or figs[0].start >= offset + m.end(1) - 1:
                    topic = self.phrase(offset, offset + m.end(1), real)
            pos = item.start
            for f in figs:
                fig = Figure(mention=f, label=label, item=Span(item.start, item.end), sentence=Span(sentence_start, end), outer=outer)
                fig.bracket = Span(start - 1, end + 1) if depth else None
                fig.shape = "bracket" if depth else "running"
                # period: before the figure in the item, right after it, else carried
                before = [t for t in tokens if t[1] <= f.start and t[0] >= pos]
                earlier = [t for t in tokens if t[1] <= f.start]
                after = [t for t in tokens if t[0] >= f.end]
                gap_after = self.text[f.end : after[0][0]] if after else "x" * 9
                if before:
                    fig.period, fig.period_origin = before[-1][2], "beside"
                    between = self.text[before[-1][1] : f.start]
                    if depth or len(tidy(between)) <= 3 or between.strip() in ("", "(", ")", "년", "년 기준"):
                        self.used.add(before[-1][2].start)
                    if len(before) > 1 and depth:
                        fig.run = before[0][2]
                        self.used.add(before[0][2].start)
                elif after and (depth or (re.fullmatch(r"\s*(?:\(|\s)*", gap_after) and after[0][2].start - 1 in flats)) and not (len(figs) > 1 and figs[-1] is not f and figs[figs.index(f) + 1].start < after[0][0]):
                    fig.period, fig.period_origin = after[0][2], "beside"
                    if depth:
                        self.used.add(after[0][2].start)
                elif earlier:
                    fig.period, fig.period_origin = earlier[-1][2], "sentence"
                elif after and after[0][2].start - 1 in flats and not any(f.end <= g.start < after[0][0] for g in figs):
                    fig.period, fig.period_origin = after[0][2], "sentence"
                elif lone is not None:
                    fig.period, fig.period_origin = lone, "beside"
                elif (named := self.named_period(item, f, real)) is not None:
                    fig.period, fig.period_origin = named, "sentence"
                    carried, carried_origin, named_carry = named, "sentence", True
                elif carried is not None:
                    fig.period, fig.period_origin = carried, carried_origin
                    if depth and carried_origin == "beside":
                        self.used.add(carried.start)
                # words
                left = max([pos, *(s.end for s in kids if s.end <= f.start and self.parts_list(s))])
                joined = _AFTER_FIGURE.match(self.text[left : f.start]) if left > item.start else None
                lead_text = self.phrase(left + (joined.end() if joined else 0), f.start, kids, flats)
                if (joined or not lead_text) and left in {s.end for s in real}:  # "반도체(5.4천억 달러)의 3배": the noun before the bracket
                    noun_from = pos + (m2.end() if pos > item.start and (m2 := _AFTER_FIGURE.match(self.text[pos:left])) else 0)
                    noun = self.phrase(noun_from, left, kids, flats)
                    about_it = topic if topic and not noun.startswith(topic) and self.text[left:].lstrip().startswith(("에 이어", "의", "대비")) else ""
                    if joined and joined.group().strip() == "에 이어":
                        noun = ""
                    lead_text = " ".join(x for x in (about_it, noun, lead_text) if x)
                elif joined and previous is not None:
                    lead_text = " ".join(x for x in (topic or previous.subject, lead_text) if x)
                if topic and (after_other := _RANKED_AFTER.search(lead_text)):
                    lead_text = f"{topic} {lead_text[after_other.end() :]}".strip()
                members = _EACH.search(self.text[left : f.start])
                if members:
                    fig.members = tuple(f"{x}{members.group(2)}" for x in re.findall(r"\d+", members.group(1)))
                    lead_text = tidy(self.text[left : left + members.start()])
                nxt = min([item.end, *(g.start for g in figs if g.start > f.start), *(t[0] for t in tokens if t[0] >= f.end), *(s.start for s in kids if s.start >= f.end)])
                tail_raw = self.text[f.end : nxt]
                fig.predicate = tidy_tail(self.text[f.end : item.end])
                tail = follow(tail_raw)
                before_raw = self.text[left : f.start].rstrip(" *~∼총약연(각")
                adverbial = bool(_ADVERBIAL.search(before_raw)) and bool(tail)
                parts = [] if adverbial else [lead_text]
                if tail and (not lead_text or adverbial or len(tail) <= 24):
                    parts.append(tail)
                words = " ".join(p for p in parts if p)
                if not words and not head and fig.bracket and f.start - start <= 1 and f.end >= end - 1:
                    words = follow(self.text[end + 1 : end + 40].lstrip())  # "(1위) 미국(…)"
                if depth:
                    words = _ADDED.sub("", words).strip()
                    if not words and f.type == "quantity" and previous is not None and previous.subject != head and previous.mention.type == "quantity":
                        fig.subject = previous.subject
                    else:
                        fig.subject = " ".join(p for p in (head, words) if p)
                    if about and f.type == "quantity" and len(head) <= 8 and not head.startswith(about):
                        fig.subject = f"{about} {fig.subject}"
                else:
                    lead_is_topic = bool(topic) and lead_text.startswith(topic)
                    if (not lead_text or adverbial) and topic and not lead_is_topic:
                        fig.subject = " ".join(p for p in (topic, words) if p)
                    else:
                        fig.subject = words
                    if not fig.subject:
                        fig.subject = last_subject or head
                last_subject = fig.subject if not depth else last_subject
                if item.lead == "→" and previous is not None and fig.subject in ("", head) and previous.subject:
                    fig.subject = previous.subject
                if depth == 0 and not words and previous is not None and not fig.subject:
                    fig.subject = previous.subject
                if f.breakdown is not None and depth and head:
                    fig.subject = head
                if not fig.subject and not depth:
                    fig.subject = opening
                fig.group, fig.place = group, n
                fig.quote = Span(left if not depth else start, f.end)
                self.out.figures.append(fig)
                half.append(fig)
                previous = fig
                pos = f.end
            # arrow pairs: same place in the half before
            if item.lead == "→" and last_half and half:
                for b, a in zip(last_half[-len(half) :], half, strict=False):
                    if b.arrow is None and a.arrow is None and (b.mention.unit == a.mention.unit):
                        b.arrow, a.arrow, b.pair, a.pair = "before", "after", a, b
                        if not a.subject or a.subject == head:
                            a.subject = b.subject
            # sub-brackets
            for s in real:
                before_fig = next((g for g in reversed(self.out.figures) if g.mention.end <= s.start and g.mention.start >= item.start
                                   and self.text[g.mention.end : s.start].strip(" *명개건社기업의") == ""), None)  # fmt: skip
                prior = max([item.start, *(x.end for x in kids if x.end <= s.start and self.parts_list(x))])
                between = next((g for g in reversed(self.out.figures) if prior <= g.mention.start and g.mention.end <= s.start and g.shape == ("bracket" if depth else "running")), None)
                sub_head = before_fig.subject if before_fig else between.subject if between else self.phrase(prior, s.start, kids, flats)
                if not sub_head and previous is not None:
                    sub_head = previous.subject
                elif before_fig is None and previous is not None and len(sub_head) <= 3 and re.match(r"\s*(및|와|과|,)", self.text[prior:]):
                    sub_head = " ".join((*previous.subject.split()[:-1], sub_head))  # "신약개발 기간(…) 및 비용(…)"
                lead_periods = [t for t in tokens if t[1] <= s.start]
                own = before_fig.period if before_fig else (lead_periods[-1][2] if lead_periods else None)
                if own is None and carried is not None and depth == 0:
                    own = carried
                self.region(s.start + 1, s.end - 1, sub_head if not depth else " ".join(x for x in (head, sub_head) if x), before_fig, own, label, depth + 1, topic)
            if not money_here and n not in superseded:
                self.item_events(item, tokens, flats, figs, kids, label, depth, head, carried)
            if tokens:
                carried, carried_origin = tokens[-1][2], ("beside" if depth else "sentence")

    def superseded(self, items: list[Item]) -> set[int]:
        """Dates before an arrow that leads to a new date alone: "(’25.12월 → ’28.12월)" dates the event at the latter."""
        out = set()
        for n in range(len(items) - 1):
            pair = items[n : n + 2]
            if pair[1].lead == "→" and all(
                any(i.start <= p.start and p.end <= i.end and not re.search("[가-힣]{2}", self.text[i.start : i.end].replace(p.text, "")) for p in self.periods) for i in pair
            ):
                out.add(n)
        return out

    def parts_list(self, s: Span) -> bool:
        """True where a bracket ends a member of a list: it holds figures with no words of their own, and what follows does
        not go on with a particle ("비즈니스센터(30개소)의 기능을 …" goes on)."""
        inside = [g for g in self.figs if s.start < g.start < s.end]
        if not inside:
            return False
        after = self.text[s.end :]
        if _AFTER_FIGURE.match(after) or re.match(r"(을|를|은|는|이|가|의)\s", after):
            return any(g.type == "money" for g in inside) and not _AFTER_FIGURE.match(after)
        rest = self.text[s.start + 1 : s.end - 1]
        for m in (*inside, *(p for p in self.periods if s.start < p.start < s.end)):
            rest = rest.replace(m.text, "", 1)
        connected = re.match(r"\s*(및|또는|와|과|,|$)", after)
        return bool(connected) or len(re.sub(r"신규|신설|총|약|연간|[^가-힣]", "", rest)) < 4

    def lone_period(self, items: list[Item]) -> Mention | None:
        """The period that stands as a bracket's item of its own: it dates the bracket's other items ("(연 6명, ~'30)")."""
        alone = []
        for item in items:
            inside = [m for m in self.periods if item.start <= m.start and m.end <= item.end]
            if len(inside) == 1 and _PERIOD_BRACKET_REST.fullmatch(self.text[item.start : item.end].replace(inside[0].text, "", 1)):
                alone.append(inside[0])
        return alone[0] if len(alone) == 1 else None

    def named_period(self, item: Item, f: Mention, kids: list[Span]) -> Mention | None:
        """A period inside a bracket that describes the noun before the figure: "1기 펀드(1~7호, '13~'21년 조성)는 1,310억원"."""
        for s in reversed(kids):
            if item.start <= s.start and s.end <= f.start and not any(s.start < g.start < s.end for g in self.figs):
                inside = [m for m in self.periods if s.start < m.start and m.end < s.end]
                if inside and _PARTICLE_AFTER.match(self.text[s.end :]):
                    return inside[-1]
        return None

    def phrase(self, start: int, end: int, kids: list[Span], flats: dict[int, Span] | None = None) -> str:
        """Noun phrase of a stretch: period mentions, period brackets and figure brackets left out."""
        drop: list[tuple[int, int]] = [(m.start, m.end) for m in self.periods if start <= m.start and m.end <= end]
        for s in kids:
            if start <= s.start and s.end <= end and (s.start in self.flat or any(s.start < f.start < s.end for f in self.figs)):
                drop.append((s.start, s.end))
        out, at = [], start
        for a, b in sorted(drop):
            if a > at:
                out.append(self.text[at:a])
            at = max(at, b)
        out.append(self.text[at:end])
        return tidy("".join(out))

    # -- events ----------------------------------------------------------------------------------------------------

    def item_events(self, item: Item, tokens: list[tuple[int, int, Mention]], flats: dict[int, Span], figs: list[Mention], kids: list[Span],
                    label: str | None, depth: int, head: str, carried: Mention | None) -> None:  # fmt: skip
        bounds = [t[0] - 1 if t[0] - 1 in flats else t[0] for t in tokens]
        last_year = carried
        closing = tokens and tokens[-1][2].start - 1 in flats and not self.text[flats[tokens[-1][2].start - 1].end : item.end].strip(" .*")
        for i, (a, b, p) in enumerate(tokens):
            if closing and i < len(tokens) - 1 and a - 1 not in flats and not p.text.rstrip().endswith(("부터", "까지")) and p.granularity in ("year", "half"):
                last_year = p if not p.needs_year else last_year
                continue  # "’27년 예산사업 발굴 … 업데이트(~’26.4월)": the bracket at the end is the date
            flat = flats.get(a - 1) or next((s for s in flats.values() if s.start < a < s.end), None)
            stop = bounds[i + 1] if i + 1 < len(tokens) else item.end
            start = (flats[tokens[i - 1][0] - 1].end if tokens[i - 1][0] - 1 in flats else tokens[i - 1][1]) if i else item.start
            shape, text, quote = "leading", "", Span(a, stop)
            nearby = any(f.start - b <= 2 for f in figs if f.start >= b)
            if flat is not None:
                before = tidy(self.text[start : flat.start])
                after = follow(self.text[flat.end : stop])
                leads = not before and after
                text = after if leads else " ".join(x for x in (before, after if len(after) <= 30 else "") if x)
                shape, quote = ("leading" if leads else "bracket"), Span(start, max(flat.end, flat.end + len(after) if after else 0))
                if any(0 <= f.start - flat.end <= 2 for f in figs):
                    shape = "figure_date"
            else:
                if "부터" in p.text and not depth and i == len(tokens) - 1:
                    stop = self.sentence_end(item, stop)
                after = self.text[b:stop]
                m = _CUT_AFTER.search(after)
                if m and len(after[: m.start()].strip()) > 3:
                    stop = b + m.start()
                    after = after[: m.start()]
                text = tidy(re.sub(r"^\s*(?:까지|부터|중에?|내에?|이내|에는|에|은|는|경|말까지|말|초|연중)\s*,?\s", "", after))
                if len(re.sub(r"[^가-힣A-Za-z]", "", text)) < 2 or not text:
                    lead = tidy(self.text[start:a])
                    if lead:
                        text, shape, quote = (lead + (" " + text if text else "")).strip(), "trailing", Span(start, max(b, stop))
                if depth:
                    if figs and p.granularity != "day":
                        shape = "figure_date"
                        text = " ".join(x for x in (head, text) if x)
                    elif len(re.sub(r"[^가-힣A-Za-z]", "", text)) < 2:
                        text, shape = head, "bracket"
                    else:
                        shape = "bracket_text"
                        if len(text.replace(" ", "")) <= 4 and head:
                            text = f"{head} {text}"
            if shape == "leading" and nearby and p.granularity != "day":
                shape = "figure_date"
            if text:
                self.out.events.append(
                    Event(p, text, shape, quote, label, any(f.start >= quote.start and f.end <= quote.end for f in figs), last_year)
                )
            if not p.needs_year:
                last_year = p

    def sentence_end(self, item: Item, stop: int) -> int:
        """End of the sentence an item belongs to: the next stop, enumerator or arrow at the top level."""
        for other in self.top_items:
            if other.start >= item.end and other.lead in (".", "label", "①", "→"):
                return other.start - 1
        return self.top_items[-1].end if self.top_items else stop

    # -- after the walk --------------------------------------------------------------------------------------------

    def from_bracket(self) -> None:
        """A figure without a period takes that of the bracket after it: the run's, else the last one there."""
        for f in self.out.figures:
            if f.period is not None:
                continue
            nxt = min((g.mention.start for g in self.out.figures if g.mention.start > f.mention.end and (g.bracket is None or g.bracket == f.bracket)), default=len(self.text))
            for s in self.spans:
                if f.mention.end <= s.start and s.end <= max(nxt, s.start) and s.start not in self.flat and any(s.start < g.start < s.end for g in self.figs):
                    if f.item is None or s.end > f.item.end or s.start >= nxt:
                        continue
                    inside = [m for m in self.periods if s.start < m.start < s.end]
                    if inside:
                        runs = [m for m in inside if m.granularity == "range"]
                        f.period, f.period_origin = (runs[0] if runs and f.mention.type == "money" else inside[-1]), "sentence"
                    break

    def sentence_tail(self) -> None:
        """A bracket with nothing but a period at a sentence's end dates every figure of the sentence that has no period."""
        for s in self.spans:
            p = self.flat.get(s.start)
            if p is None:
                continue
            rest = self.text[s.end :].strip()
            if rest and rest[0] not in ".,":
                continue
            for f in self.out.figures:
                if f.period is None and f.mention.end <= s.start:
                    lead = [i for i in (self.text.rfind(". ", 0, s.start), self.start - 1) if i is not None]
                    if f.mention.start > max(lead):
                        f.period, f.period_origin = p, "sentence"

    def figure_neighbours(self) -> None:
        for f in self.out.figures:
            if f.arrow is None and f.outer is not None and f.outer.arrow is not None:  # counts beside the two sides of an arrow
                other = next((g for g in self.out.figures if g.outer is f.outer.pair and g.mention.unit == f.mention.unit), None)
                if other is not None:
                    f.arrow, f.pair = f.outer.arrow, other
            span = f.bracket or f.item
            if span is None:
                continue
            words = self.text[span.start : span.end]
            f.is_new = bool(re.search(r"신규|신설", words if f.bracket else self.text[f.item.start : f.item.end]))
            f.agency = next((a for a in self.agencies if f.bracket and span.start < a.start < span.end), None)
            if f.run is None and f.bracket and f.mention.type == "money":
                runs = [p for p in self.periods if span.start < p.start < span.end and p is not f.period and p.granularity == "range"]
                f.run = runs[0] if runs else None


def follow(text: str) -> str:
    """Noun phrase right after a figure or bracket: words up to the first one that closes with a particle; '' if none."""
    text = text.split("\n")[0]
    m = _OF.match(text)
    if m and m.group(1) not in ("규모", "수준", "이상", "내외", "급"):
        text = text[m.end() :]
    elif _PARTICLE_AFTER.match(text):
        return ""
    elif m:
        text = text[m.end() :]
        if _PARTICLE_AFTER.match(text):
            return ""
    words: list[str] = []
    for word in text.split():
        if words and word in ("및", "또는", "등"):
            break
        bare = word.strip("*,.·")
        if not bare or bare[0] in "([<" + ARROWS + ENUMERATORS:
            break
        stripped = strip_particle(bare)
        words.append(stripped if stripped != bare and bare.endswith(("을", "를", "은", "는", "이", "가", "의", "로", "으로", "에", "에서")) else bare)
        if stripped != bare and not bare.endswith("의"):
            break
        if re.search(r"(하여|하고|하며|되어|되며|위해|통해|위한|통한|이며)$", bare):
            words.pop()
            break
        if len(words) >= 8:
            break
    return tidy(" ".join(words))


def tidy_tail(text: str) -> str:
    return _SPACES.sub(" ", text).strip()[:80]


def read_clauses(text: str, mentions: list[Mention], start: int = 0) -> Clauses:
    """What each figure and date of ``text[start:]`` is said of. ``start`` is the offset after the bullet."""
    return _Reader(text, mentions, start).run()
