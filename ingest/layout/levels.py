"""Paragraphs in reading order in, their kinds and parents out: the tree that bullets, sizes and frames draw.

No ranking of bullets works for all plans. A block looks for its place in this order: the series it continues,
the same mark in the same style, the heading rules, then size, indent and the usual order of marks. Headings are
popped by headings only; a box is a world of its own that ends with its frame. Measured rules; sizes in points.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from ingest.layout import bullets
from ingest.layout.bullets import (
    ANGLE,
    ANNEX,
    ARROW,
    BLACK_CIRCLED,
    BOXED,
    CELL_NUMBER,
    CIRCLE,
    CIRCLED,
    DASH,
    DIAMOND,
    DOT,
    DOTTED,
    LEAD,
    NOTES,
    NUMERIC,
    PAREN,
    RING,
    ROMAN,
    SMALL,
    SQUARE,
    SUBNUMBER,
    UNIT,
    USUAL_ORDER,
)  # fmt: skip
from ingest.layout.notes import STARS, annotated, continues_note
from ingest.layout.paragraphs import Gap, Paragraph
from ingest.layout.roles import LISTED, SAME_STYLE, SERIES_X, SIZE_STEP, STANDING_OUT, TITLE_OVER_BODY, Roles, left_edge

INDENT = 2.0  # points further left: stands above
FAR_APART = 2  # steps in the usual order that outweigh an indent of less than one em
SAME_X, SAME_X_SIZE = 3.0, 1.6  # one mark at one x may differ this much in size
LABEL_LENGTH = 24  # characters of a line that only names what stands below it

_BULLETS = frozenset({SQUARE, DIAMOND, CIRCLE, RING, DASH, SMALL, DOT, LEAD})
_CHAPTERS = frozenset({CELL_NUMBER, DOTTED})
_NO_HOST = frozenset({DASH, SMALL, DOT, RING, *NOTES, ARROW})
_CONCLUSION = "⇒⇨➡"
_NOT_WORDS = re.compile(r"[^가-힣A-Za-z0-9]")
SHORTEST_ENTRY = 5  # letters of a heading told by its words


class Node:
    """A paragraph with its place in the tree."""

    parent: Node | None = None
    heading = False
    band = False
    content = False  # text, a table or a picture came after it

    def __init__(self, para: Paragraph, kind: str, level_size: float, text: str):
        self.para, self.kind, self.level_size, self.text = para, kind, level_size, text
        self.stars = set(STARS.findall(text[para.mark.length :]))  # those that no note has claimed

    @property
    def style(self) -> str:
        return self.para.mark.style

    @property
    def depth(self) -> int:
        return 0 if self.parent is None else self.parent.depth + 1


class _Box:
    """An open frame: the stack as it was outside, and how much of the stack it may not touch."""

    __slots__ = ("floor", "frame_id", "outside")

    def __init__(self, frame_id: str, outside: list[Node], floor: int) -> None:
        self.frame_id, self.outside, self.floor = frame_id, outside, floor


def build_tree(
    items: Sequence[Paragraph | Gap], body: float, page_bottom: dict[int, float]
) -> tuple[list[Node], dict[int, Node | None]]:
    """Nodes in reading order, and the block under which each table (by ``id(gap)``) stands.

    ``body``: the commonest size of the document; ``page_bottom``: where each page's text ends (points), for captions of
    pictures at a page's end.
    """
    return _Builder(items, body, page_bottom).run()


def _series_of(style: str) -> str:
    """Numbered styles that editions of one plan swap freely count as one."""
    return PAREN if style in NUMERIC else style


class _Builder:
    def __init__(self, items: Sequence[Paragraph | Gap], body: float, page_bottom: dict[int, float]) -> None:
        self.items, self.body, self.page_bottom = items, body, page_bottom
        self.roles = Roles(body, page_bottom)
        self.first_of_page: dict[int, Paragraph | Gap] = {}
        for item in items:
            self.first_of_page.setdefault(item.page_no, item)
        self.stack: list[Node] = []
        self.boxes: list[_Box] = []
        self.nodes: list[Node] = []
        self.root: Node | None = None
        self.hosts: dict[int, Node | None] = {}
        self.memory: dict[str, str] = {}  # style of a heading -> style of its last parent
        self.pending: tuple[str, Node] | None = None  # a box title before its frame
        self.popped: dict[int, list[Node]] = {}  # what a "<…>" heading closed, by id
        self.lists: list[tuple[Node, dict[int, str]]] = []
        self.entries: dict[str, Node] = {}  # numbered headings by their words: a divider page lists those to come
        self.at = 0  # the paragraph in hand, among the items
        self.usual = self._usual_sizes()
        self.box_frames = self._box_frames()

    def run(self) -> tuple[list[Node], dict[int, Node | None]]:
        page = None
        for i, item in enumerate(self.items):
            if item.page_no != page:
                self._turn_page(item, i)
                page = item.page_no
            self._frames(item)
            if isinstance(item, Gap):
                self.hosts[id(item)] = self._table(i)
            else:
                self._paragraph(i, item)
        self._name_headings()
        return self.nodes, self.hosts

    def _name_headings(self) -> None:
        """A short line that opens a list below it is a heading, though neither size nor weight says so."""
        parents = {id(n.parent) for n in self.nodes if n.kind in ("item", "heading")}
        for n in self.nodes:
            p = n.para
            if n.kind != "item" or n.style not in STANDING_OUT or id(n) not in parents or len(p.lines) > 1:
                continue
            words = n.text[p.mark.length :]
            if len(words) <= LABEL_LENGTH and words[:1] not in "(（[" and p.x1 < p.x + 0.6 * (p.right - p.x):
                n.kind, n.heading = "heading", True

    # ---- what the document usually does

    def _usual_sizes(self) -> dict[str, tuple[float, Counter]]:
        sizes: dict[str, Counter] = {}
        for p in self.items:
            if isinstance(p, Paragraph) and p.mark.style:
                sizes.setdefault(p.mark.style, Counter())[round(2 * p.level_size) / 2] += 1
        return {s: (max(c.items(), key=lambda w: (w[1], w[0]))[0], c) for s, c in sizes.items()}

    def _level_size(self, p: Paragraph) -> float:
        size = p.level_size
        if p.mark.style in _BULLETS:
            usual, counts = self.usual[p.mark.style]
            if counts[round(2 * size) / 2] <= 0.1 * sum(counts.values()) and abs(size - usual) <= 2.1:
                return usual
        return size

    def _box_frames(self) -> set[str]:
        """Frames that are boxes: not those around a single heading."""
        held: dict[str, list[Paragraph | Gap]] = {}
        for item in self.items:
            for f in item.frames:
                held.setdefault(f.frame_id, []).append(item)
        return {frame_id for frame_id, own in held.items() if not self._is_band(own)}

    def _is_band(self, held: Sequence[Paragraph | Gap]) -> bool:
        first = held[0]
        return isinstance(first, Paragraph) and first.alone and self.roles.is_heading(first)

    # ---- frames

    def _turn_page(self, first: Paragraph | Gap, i: int) -> None:
        """At a page's end all boxes close; one that goes on at the next page's top takes its blocks with it."""
        rest = None
        if self.boxes and i:
            before = self.items[i - 1]
            if before.frames and first.frames:
                a, b = before.frames[0], first.frames[0]
                low = a.bottom > self.page_bottom.get(before.page_no, 1e9) - 30
                if low and abs(a.x0 - b.x0) <= 3 and abs(a.x1 - b.x1) <= 3:
                    rest = (b.frame_id, self.stack[:], self.boxes[0].outside, self.boxes[0].floor)
        while self.boxes:
            self._close()
        if rest:
            frame_id, stack, outside, floor = rest
            self.boxes.append(_Box(frame_id, outside, floor))
            self.stack = stack

    def _frames(self, item: Paragraph | Gap) -> None:
        now = [f.frame_id for f in item.frames if f.frame_id in self.box_frames]
        open_ids = [b.frame_id for b in self.boxes]
        same = 0
        while same < len(now) and same < len(open_ids) and now[same] == open_ids[same]:
            same += 1
        while len(self.boxes) > same:
            self._close()
        for frame_id in now[same:]:
            outside = self.stack[:]
            host = self._host()
            self.stack = self.stack[: self.stack.index(host) + 1] if host is not None else []
            if self.pending and self.pending[0] == frame_id:
                self.stack.append(self.pending[1])
            self.pending = None
            self.boxes.append(_Box(frame_id, outside, len(self.stack)))

    def _close(self) -> None:
        self.stack = self.boxes.pop().outside

    @property
    def floor(self) -> int:
        return self.boxes[-1].floor if self.boxes else 0

    def _host(self) -> Node | None:
        """The open block that a box, caption or table hangs under: never a dash or a smaller bullet."""
        for node in reversed(self.stack):
            if node.style not in _NO_HOST or node.heading or node.kind == "box_title":
                return node
        return None

    # ---- blocks

    def _table(self, i: int) -> Node | None:
        for node in self.stack:
            node.content = True
        j = len(self.nodes) - 1
        while j >= 0 and self.nodes[j].kind == "unit":
            j -= 1
        gap = self.items[i]
        if j >= 0 and self.nodes[j].kind == "caption" and self.nodes[j].para.page_no == gap.page_no:
            before = self.items[i - 1]
            while isinstance(before, Paragraph) and before.mark.style == UNIT and i > 1:
                i -= 1
                before = self.items[i - 1]
            if before is self.nodes[j].para or isinstance(before, Gap):
                return self.nodes[j]
        return self._host()

    def _paragraph(self, i: int, p: Paragraph) -> None:
        self.at = i
        node = Node(p, "paragraph", self._level_size(p), p.first_text)
        style = p.mark.style
        before = self.items[i - 1] if i else None
        if style == UNIT:
            node.kind, node.parent = "unit", self._last_caption(p) or self._host()
        elif self._is_title(p):
            self._title(node)
        elif style in NOTES:
            node.kind, node.parent = "note", annotated(node, self.nodes)
        elif self.roles.is_box_title(p, before):
            self._box_title(node)
        elif self.roles.is_heading(p):
            node.kind, node.heading = "heading", True
            node.band = p.alone or p.own_cell
            self._heading(node)
        elif self.roles.names_table(p):
            node.kind, node.parent = "caption", self._host()
        elif style == "" or self.roles.is_lead(p):
            self._plain(node)
        elif (style == DASH or p.mark.text in bullets.TRIANGLES) and continues_note(
            node, before, self.nodes, self.body
        ):
            node.kind, node.parent = "note", self.nodes[-1]
        else:
            node.kind = "item"
            self._item(node)
        if not node.heading and node.kind not in ("title", "unit"):
            for open_ in self.stack:
                if open_ is not node:
                    open_.content = True
        if LISTED.search(node.text):
            self._announce(node)
        self.nodes.append(node)

    def _is_title(self, p: Paragraph) -> bool:
        """A large line without mark at the top of a page, before any chapter."""
        if p.mark.style or p.own_cell or p.size < self.body + TITLE_OVER_BODY or len(p.lines) > 3:
            return False
        if not re.search(r"[가-힣A-Za-z]{2}", p.first_text):
            return False
        if self.root is None and any(n.heading for n in self.nodes):
            return False
        return self.first_of_page[p.page_no] is p and (self.root is None or p.size >= self.root.para.size - 1)

    def _title(self, node: Node) -> None:
        node.heading = True
        if self.root is None:
            node.kind, self.root = "title", node
            self.stack = [node]
        else:
            node.kind, node.parent = "heading", self.root
            self.stack = [self.root, node]
        for box in self.boxes:  # a title's frame is no box: what follows stands under the title
            box.outside, box.floor = self.stack[:], 0

    def _last_caption(self, p: Paragraph) -> Node | None:
        """The caption just before a unit; of captions side by side the one over it."""
        near = [n for n in self.nodes[-5:] if n.kind == "caption" and n.para.page_no == p.page_no]
        return max(near, key=lambda n: min(n.para.x1, p.x1) - max(n.para.x, p.x), default=None)

    def _box_title(self, node: Node) -> None:
        node.kind = "box_title"
        box = self.roles.next_box(node.para)
        if box is not None and not node.para.on_rule:
            if self.boxes and self.boxes[-1].frame_id == node.para.frames[-1].frame_id:
                node.parent = self.stack[self.floor - 1] if self.floor else None
            else:
                node.parent = self._host()
            self.pending = (box, node)
            return
        del self.stack[self.floor :]
        node.parent = self.stack[-1] if self.stack else None
        self.stack.append(node)
        if self.boxes:
            self.boxes[-1].floor = len(self.stack)

    def _plain(self, node: Node) -> None:
        """An unmarked paragraph or lead line: under what is open, never a parent."""
        p = node.para
        if p.alone or self.roles.is_lead(p):
            node.parent = self._host()
            return
        k = len(self.stack)
        while k > self.floor:
            open_ = self.stack[k - 1]
            if open_.heading or open_.kind == "box_title" or p.x >= open_.para.x - INDENT:
                break
            k -= 1
        node.parent = self.stack[k - 1] if k else None

    # ---- headings

    def _heading(self, node: Node) -> None:
        at = self._same_series(node)
        style = node.style
        if style in (ROMAN, ANNEX) and not self.boxes:
            top = 1 if self.root is not None and self.stack and self.stack[0] is self.root else 0
            self._under(node, (style == ROMAN and self._in_chapter(node)) or top)
            return
        if style == SUBNUMBER:
            for k in range(len(self.stack) - 1, self.floor - 1, -1):
                open_ = self.stack[k]
                if (
                    open_.heading
                    and open_.style in (DOTTED, CELL_NUMBER, PAREN)
                    and open_.para.mark.number == node.para.mark.prefix
                ):
                    self._under(node, k + 1)
                    return
        listed = self._listed(node)
        if listed is not None:
            at = listed
        if at is None:
            at = self._same_mark(node)
        if at is None:
            at = self._new_heading(node)
        self._under(node, at)

    def _in_chapter(self, node: Node) -> int | None:
        """Where a Roman heading stands that parts a numbered chapter of a Roman one: the Roman numbers start anew below
        the chapter's number, or go on from such a start, and the chapters are counted on behind it.
        """
        romans = [k for k, n in enumerate(self.stack) if n.heading and n.style == ROMAN]
        if not romans:
            return None
        inside = range(romans[0] + 1, len(self.stack))
        at = next((k for k in inside if self.stack[k].heading and self.stack[k].style in _CHAPTERS), None)
        if at is None or node.para.mark.number not in (1, (self.stack[romans[-1]].para.mark.number or 0) + 1):
            return None
        starts = node.para.mark.number == 1
        if not starts and len(romans) == 1:
            return None
        chapter = self.stack[at]
        if self._next_number(chapter) == (chapter.para.mark.number or 0) + 1:
            return at + 1
        parted_before = self.memory.get(ROMAN) == _series_of(chapter.style)
        return at + 1 if parted_before and (starts or not self._same_look(self.stack[romans[0]], node)) else None

    def _next_number(self, chapter: Node) -> int | None:
        """The number of the next heading that looks like a chapter's."""
        for p in self.items[self.at + 1 :]:
            if not isinstance(p, Paragraph) or p.mark.style != chapter.style or not self.roles.is_heading(p):
                continue
            if self._same_look(chapter, Node(p, "heading", self._level_size(p), p.first_text)):
                return p.mark.number
        return None

    def _listed(self, node: Node) -> int | None:
        """Where the entry of a divider page stands whose words this heading repeats: it takes the entry's place."""
        words = _NOT_WORDS.sub("", node.text[node.para.mark.length :])
        if not node.para.mark.number or len(words) < SHORTEST_ENTRY:
            return None
        entry = self.entries.setdefault(words, node)
        if entry is node or entry.content or entry.para.page_no == node.para.page_no or self.floor:
            return None
        if entry.parent is None:
            return 0
        return self.stack.index(entry.parent) + 1 if entry.parent in self.stack else None

    def _new_heading(self, node: Node) -> int:
        last = self._last_heading()
        if last is None:
            return self.floor
        open_ = self.stack[last]
        if not open_.content and not (open_.style == node.style and node.level_size >= open_.level_size - SAME_STYLE):
            return last + 1
        if node.para.mark.number == 1 and node.level_size <= 1.25 * open_.level_size and node.style != open_.style:
            return last + 1
        if node.style in self.memory:
            for k in range(last, self.floor - 1, -1):
                if self.stack[k].heading and _series_of(self.stack[k].style) == self.memory[node.style]:
                    return k + 1
        k = last
        while k >= self.floor and not (self.stack[k].heading and self._heading_above(self.stack[k], node)):
            k -= 1
        return k + 1

    def _last_heading(self) -> int | None:
        for k in range(len(self.stack) - 1, self.floor - 1, -1):
            if self.stack[k].heading:
                return k
        return None

    @staticmethod
    def _heading_above(open_: Node, node: Node) -> bool:
        if open_.kind == "title" or (open_.style == ROMAN and node.style != ROMAN):
            return True
        if abs(open_.level_size - node.level_size) <= 1.6 and open_.band != node.band:
            return open_.band
        a, b = USUAL_ORDER.get(open_.style, 11), USUAL_ORDER.get(node.style, 11)
        if a != b:
            return a < b
        return open_.level_size >= node.level_size + SIZE_STEP

    # ---- items

    def _item(self, node: Node) -> None:
        at = self._announced(node)
        if at is None:
            at = self._same_series(node)
            if at is not None and self.stack[at].heading and len(node.para.lines) <= 2:
                node.kind, node.heading = "heading", True
        if at is None:
            at = self._same_mark(node)
            if at is not None and self.stack[at].heading and len(node.para.lines) == 1:
                node.heading = node.para.bold == self.stack[at].para.bold
                node.kind = "heading" if node.heading else "item"
        if at is None and node.style == ARROW and node.para.mark.text in _CONCLUSION:
            at = self._conclusion(node)
        if at is None:
            at = len(self.stack)
            while at > self.floor and not self._above(self.stack[at - 1], node):
                at -= 1
        if node.style == ARROW:
            node.parent = self.stack[at - 1] if at else None
            return
        self._under(node, at)

    def _conclusion(self, node: Node) -> int | None:
        """Under what "⇒" stands: beside the items before it if as large, else below the last of them."""
        k = len(self.stack)
        while k > self.floor:
            open_ = self.stack[k - 1]
            if open_.heading or open_.kind == "box_title":
                return k
            if open_.level_size < node.level_size - SIZE_STEP or open_.para.x > node.para.x + 6:
                k -= 1
                continue
            if abs(open_.level_size - node.level_size) < SIZE_STEP and open_.style not in (BOXED, SQUARE, *NUMERIC):
                return k - 1
            return k
        return k

    @staticmethod
    def _above(open_: Node, node: Node) -> bool:
        if open_.heading or open_.kind == "box_title":
            return True
        if abs(open_.level_size - node.level_size) >= SIZE_STEP:
            return open_.level_size > node.level_size
        if open_.band != node.band:
            return open_.band
        a, b = USUAL_ORDER.get(open_.style, 11), USUAL_ORDER.get(node.style, 11)
        aside = abs(open_.para.x - node.para.x)
        if aside >= INDENT and not (abs(a - b) >= FAR_APART and aside < node.para.size):
            return open_.para.x < node.para.x
        return a < b

    # ---- shared

    def _same_series(self, node: Node) -> int | None:
        """Where the block that a number goes on from stands on the stack, or the "<…>" heading that closed it.

        The same style first, heading after heading and item after item; then behind such a heading; last the numbered
        styles that editions swap for one another.
        """
        number = node.para.mark.number
        if not number or number < 2 or node.style == SUBNUMBER:
            return None
        places = range(len(self.stack) - 1, self.floor - 1, -1)

        def before(open_: Node) -> bool:
            return open_.para.mark.number == number - 1 and open_.kind != "title" and self._same_look(open_, node)

        alike = [k for k in places if self.stack[k].style == node.style and before(self.stack[k])]
        for k in alike:
            if self.stack[k].heading == node.heading:
                return k
        if alike:
            return alike[0]
        for k in places:
            closed = self.popped.get(id(self.stack[k]), ())
            if any(n.style == node.style and before(n) for n in closed):
                return k
        swapped = (k for k in places if {self.stack[k].style, node.style} <= NUMERIC and before(self.stack[k]))
        return next(swapped, None)

    @staticmethod
    def _same_look(a: Node, b: Node) -> bool:
        if abs(a.level_size - b.level_size) > SAME_STYLE:
            return False
        p, q = a.para, b.para
        return abs(left_edge(p) - left_edge(q)) <= SERIES_X or abs((p.x + p.x1) - (q.x + q.x1)) <= 2 * SERIES_X

    def _same_mark(self, node: Node) -> int | None:
        for k in range(len(self.stack) - 1, self.floor - 1, -1):
            open_ = self.stack[k]
            if open_.style != node.style or open_.kind in ("title", "box_title"):
                continue
            if open_.heading != node.heading and node.para.mark.number:
                continue
            if self._same_look(open_, node):
                return k
            if node.heading and not open_.content and node.level_size < open_.level_size:
                continue  # a smaller heading right under another is its child
            if abs(open_.para.x - node.para.x) <= SAME_X and abs(open_.level_size - node.level_size) <= SAME_X_SIZE:
                return k
        return None

    def _under(self, node: Node, at: int) -> None:
        at = max(at, self.floor)
        if node.style == ANGLE:
            self.popped[id(node)] = [n for n in self.stack[at:] if not n.heading]
            for n in self.stack[at:]:
                self.popped[id(node)] += self.popped.get(id(n), [])
        del self.stack[at:]
        node.parent = self.stack[-1] if self.stack else None
        if node.heading:
            self.memory[node.style] = _series_of(node.parent.style) if node.parent else ""
        self.stack.append(node)

    def _announce(self, node: Node) -> None:
        """Remember a block that lists "① A … ② B": later blocks "① A …" are its children."""
        text = node.text[node.para.mark.length :]
        found = {}
        for m in LISTED.finditer(text):
            words = re.sub(r"[\s(（｢「]", "", text[m.end() : m.end() + 14])[:5]
            if len(words) >= 2:
                found[bullets.circled(m[0])[1]] = words
        if 1 in found and 2 in found:
            self.lists.append((node, found))

    def _announced(self, node: Node) -> int | None:
        number = node.para.mark.number
        if node.style not in (CIRCLED, BLACK_CIRCLED, BOXED, PAREN) or not number:
            return None
        words = re.sub(r"[\s(（｢「]", "", node.text[node.para.mark.length : node.para.mark.length + 14])[:5]
        for lister, listed in reversed(self.lists[-6:]):
            if listed.get(number) == words and lister in self.stack[self.floor - 1 if self.floor else 0 :]:
                return self.stack.index(lister) + 1
        return None
