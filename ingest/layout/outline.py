"""Lines, frames and data tables of all pages in, nested blocks out: furniture apart, paragraphs found, tree built,
text joined.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import compress

from ingest.layout import furniture
from ingest.layout.captions import attach
from ingest.layout.frames import Frame
from ingest.layout.joining import Words, join
from ingest.layout.levels import Node, build_tree
from ingest.layout.lines import Line
from ingest.layout.model import Block, Table
from ingest.layout.paragraphs import Gap, Paragraph, join_pages, read_paragraphs
from ingest.layout.reading_order import reading_order
from ingest.layout.roles import body_size
from ingest.pdf.marks import PageMarks


def read_outline(
    pages: Sequence[PageMarks],
    lines: Sequence[Sequence[Line]],
    frames: Sequence[Sequence[Frame]],
    tables: Sequence[Table],
    words: Words | None = None,
) -> tuple[tuple[Block, ...], tuple[Table, ...]]:
    """Blocks in reading order, and the tables with caption, unit and the block they hang under.

    ``lines`` and ``frames`` hold one list per page. Text of data tables makes no blocks.
    """
    data = [t for t in tables if t.kind == "data"]
    heads = furniture.running_heads(lines, pages)
    body = _body(lines)
    laid: list[_Page] = []
    contents = False
    for page, own, around in zip(pages, lines, frames, strict=True):
        aside = [_is_margin(x, page, heads) for x in own]
        text = [x for x, is_aside in zip(own, aside, strict=True) if not is_aside]
        contents = furniture.is_contents(text, contents)
        cover = not contents and furniture.is_cover(text, page, body)
        here = [(t, b) for t in data for b in t.boxes if b.page_no == page.page_no]
        if contents or cover:
            here = []
        right = _right_edge(text)
        margin = [[x] for x in compress(own, aside)]
        if contents:
            margin, found = margin + _rows(text), []
        else:
            found = read_paragraphs(reading_order(text, around, here), page.page_no, right)
        laid.append(_Page(page, margin, found, right, contents, cover))
    join_pages([page.items for page in laid])
    words = words or Words(x for own in lines for x in own)
    return _blocks(laid, words, tables)


class _Page:
    __slots__ = ("contents", "cover", "items", "margin", "marks", "right")

    def __init__(
        self,
        marks: PageMarks,
        margin: list[list[Line]],
        items: list[Paragraph | Gap],
        right: float,
        contents: bool,
        cover: bool,
    ) -> None:
        self.marks, self.margin, self.items, self.right = marks, margin, items, right
        self.contents, self.cover = contents, cover


def _is_margin(line: Line, page: PageMarks, heads: set[str]) -> bool:
    if furniture.is_page_number(line, page):
        return True
    return bool(heads) and furniture.in_margin(line, page) and furniture.mask(line) in heads


def _rows(lines: Sequence[Line]) -> list[list[Line]]:
    """Lines of a contents page by rows: entry and page number in one."""
    out: list[list[Line]] = []
    for line in sorted(lines, key=lambda x: x.baseline):
        if out and line.baseline - out[-1][0].baseline < 0.6 * line.size:
            out[-1].append(line)
        else:
            out.append([line])
    return [sorted(row, key=lambda x: x.x0) for row in out]


def _body(lines: Sequence[Sequence[Line]]) -> float:
    weight: dict[float, int] = {}
    for own in lines:
        for line in own:
            size = round(2 * line.size) / 2
            weight[size] = weight.get(size, 0) + len(line.text)
    return max(weight.items(), key=lambda w: (w[1], w[0]))[0] if weight else 10.0


def _right_edge(lines: Sequence[Line]) -> float:
    """Where most long lines of a page end."""
    ends = sorted(x.x1 for x in lines if len(x.text) > 20)
    return ends[int(0.9 * (len(ends) - 1))] if ends else max((x.x1 for x in lines), default=0.0)


def _blocks(
    laid: Sequence[_Page], words: Words, tables: Sequence[Table]
) -> tuple[tuple[Block, ...], tuple[Table, ...]]:
    flow = [x for page in laid if not page.cover for x in page.items]
    body = body_size([x for x in flow if isinstance(x, Paragraph)])
    bottoms = {page.marks.page_no: (1 - furniture.RUNNING) * page.marks.height for page in laid}
    nodes, hosts = build_tree(flow, body, bottoms)
    by_para = {id(n.para): n for n in nodes}
    title = next((n for n in nodes if n.kind == "title"), None)
    blocks: list[Block] = []
    ids: dict[int, str] = {}  # by id(node)
    for page in laid:
        number = 0
        for lines in page.margin:
            number += 1
            kind = "page_number" if not page.contents or furniture.is_page_number(lines[0], page.marks) else "contents"
            blocks.append(_furniture(lines, kind, page, number, words))
        largest = max((p.size for p in page.items if isinstance(p, Paragraph)), default=0.0)
        for item in page.items:
            if isinstance(item, Gap):
                continue
            number += 1
            block_id = f"p{page.marks.page_no:03d}-b{number:02d}"
            if page.cover:
                blocks.append(_furniture(item.lines, "cover", page, number, words, item))
                if title is None and item.size == largest:
                    blocks[-1] = blocks[-1]._replace(kind="title")
                continue
            node = by_para[id(item)]
            ids[id(node)] = block_id
            blocks.append(_block(node, block_id, ids, words))
    if title is None:
        blocks = _rooted(blocks)
    gaps = [(x, hosts.get(id(x))) for x in flow if isinstance(x, Gap)]
    return tuple(blocks), attach(tables, gaps, nodes, ids)


def _rooted(blocks: list[Block]) -> list[Block]:
    """A plan whose only title stands on its cover hangs under it."""
    root = next((b for b in blocks if b.kind == "title"), None)
    if root is None:
        return blocks
    out = []
    for b in blocks:
        if b is root or b.kind in ("cover", "contents", "page_number", "title"):
            out.append(b)
        else:
            out.append(b._replace(parent_id=b.parent_id or root.block_id, depth=b.depth + 1))
    return out


def _block(node: Node, block_id: str, ids: dict[int, str], words: Words) -> Block:
    p = node.para
    text, segments = join(p.lines, words, p.right)
    style = p.mark
    start = min(style.length, len(text))
    return Block(
        block_id=block_id,
        page_no=p.page_no,
        text=text,
        mark=style.text,
        kind=node.kind,
        parent_id=ids.get(id(node.parent)) if node.parent is not None else None,
        depth=node.depth,
        size=p.size,
        bold=p.bold,
        box_id=p.frame.frame_id if p.frame else None,
        segments=segments,
        text_start=start,
    )


def _furniture(
    lines: Sequence[Line], kind: str, page: _Page, number: int, words: Words, para: Paragraph | None = None
) -> Block:
    text, segments = join(lines, words)
    return Block(
        block_id=f"p{page.marks.page_no:03d}-b{number:02d}",
        page_no=page.marks.page_no,
        text=text,
        mark="",
        kind=kind,
        parent_id=None,
        depth=0,
        size=lines[0].size,
        bold=lines[0].bold,
        box_id=para.frame.frame_id if para is not None and para.frame else None,
        segments=segments,
    )
