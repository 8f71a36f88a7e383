"""A note and the blocks before it in, the block it annotates out: by its stars, else the nearest one it can mean."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from ingest.layout.bullets import DASH, STAR, TRIANGLES
from ingest.layout.paragraphs import Gap, Paragraph
from ingest.layout.roles import SIZE_STEP

if TYPE_CHECKING:
    from ingest.layout.levels import Node

NOTE_REACH = 14  # blocks that a note looks back
STARS = re.compile(r"[*＊]+")


def continues_note(node: Node, before: Paragraph | Gap | None, nodes: Sequence[Node], body: float) -> bool:
    """Whether small print right after a note belongs to it ("-" and triangles under "※")."""
    if node.style != DASH and node.para.mark.text not in TRIANGLES:
        return False
    if not nodes or before is not nodes[-1].para or nodes[-1].kind != "note":
        return False
    if nodes[-1].para.frames != node.para.frames:
        return False
    return abs(nodes[-1].para.size - node.para.size) < SIZE_STEP and node.para.size < body - SIZE_STEP


def annotated(note: Node, nodes: Sequence[Node]) -> Node | None:
    """The block whose text holds exactly the note's stars and has not been used for them; else the block before."""
    mark = note.para.mark.text if note.style == STAR else ""
    if mark:
        for node in reversed(nodes[-NOTE_REACH:]):
            if mark in node.stars and node.kind != "unit":
                node.stars.discard(mark)
                return node
    for node in reversed(nodes):
        if node.kind == "caption" and node is nodes[-1]:
            return node
        if node.kind not in ("note", "unit", "caption"):
            if _in_closed_box(node, note):
                continue
            if node.style == DASH and node.parent is not None and node.parent.kind == "note":
                continue
            return node
    return None


def _in_closed_box(node: Node, note: Node) -> bool:
    """Whether a block stands in a box on the note's page that the note is not in."""
    if node.heading or node.para.page_no != note.para.page_no:
        return False
    return not set(node.para.frames) <= set(note.para.frames)
