"""Tables and the blocks around them in, tables with caption, unit and parent out.

Captions and units that stand side by side go to the table below them whose middle is nearest in x.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from ingest.layout.levels import Node
from ingest.layout.model import Box, Table
from ingest.layout.paragraphs import Gap

ABOVE = 60.0  # points over a table within which its caption or unit stands
BELOW = 20.0  # and under it, for a unit
_UNIT = re.compile(r"[(\[（<〈【]\s*단위\s*[:：;]?\s*(.*?)\s*[)\]）>〉】]?\s*$")


def attach(
    tables: Sequence[Table], gaps: Sequence[tuple[Gap, Node | None]], nodes: Sequence[Node], ids: dict[int, str]
) -> tuple[Table, ...]:
    """The same tables, each with the text of its caption and unit and the id of the block it hangs under."""
    hosts: dict[str, Node | None] = {}
    for gap, host in gaps:
        hosts.setdefault(gap.table.table_id, host)
    named = [n for n in nodes if n.kind in ("caption", "unit", "box_title", "heading")]
    out = []
    for table in tables:
        box = table.boxes[0]
        caption = _nearest(named, box, ("caption",)) if table.kind == "data" else None
        unit = _nearest(named, box, ("unit",), BELOW) if table.kind == "data" else None
        host = caption or hosts.get(table.table_id)
        found = _UNIT.match(unit.text) if unit else None
        out.append(
            table._replace(
                caption=caption.text if caption else table.caption,
                unit=found[1] if found else table.unit,
                parent_id=ids.get(id(host)) if host is not None else table.parent_id,
            )
        )
    return tuple(out)


def _nearest(nodes: Sequence[Node], box: Box, kinds: tuple[str, ...], below: float = 0.0) -> Node | None:
    """The block of these kinds right above the box (or under it, ``below`` points) that x says is its own."""
    middle = (box.x0 + box.x1) / 2
    best: tuple[float, Node] | None = None
    for n in nodes:
        p = n.para
        if n.kind not in kinds or p.page_no != box.page_no:
            continue
        gap = box.top - p.bottom
        if not (-12 <= gap <= ABOVE or (below and -below <= p.top - box.bottom <= below)):
            continue
        x = min(max(middle, p.x), p.x1)
        outside = max(box.x0 - p.x1, p.x - box.x1, 0.0)
        if outside > 0:
            continue
        score = abs(gap) + 0.3 * abs(middle - x)
        if best is None or score < best[0]:
            best = (score, n)
    return best[1] if best else None
