"""Text in, the same text with personal data hidden out: phone numbers, e-mail addresses, names in contact lines. Each
hidden character is replaced by one other, so that offsets and lengths hold.

A name is hidden only where a line is a contact's (it holds a number, an address or a word such as 담당자) and the name
stands where contacts put it: beside a rank, or right after such a word. Names elsewhere (researchers, laws, places)
are the plan's matter and stay.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ingest.raw import DocumentReading

HIDDEN = "＊"

# Strings that re compiles when a line first asks for them: most documents have no such line.
_EMAIL = r"[A-Za-z0-9][A-Za-z0-9._%+-]*\s?@\s?[A-Za-z0-9-]+(?:\s?\.\s?[A-Za-z0-9-]+)+"
# area codes 02, 031…064, mobile 010…019, internet 070, 050x; brackets and +82 as printed on contact lines
_PHONE = (
    r"(?<![\d.,-])(?:\+\s?82\s?[-.)\s]?\s?(?:\(0\)\s?)?\d{1,2}|\(?0(?:2|[3-6]\d|1[016789]|70|50\d)\)?)"
    r"\s?[-–.)\s]\s?\d{3,4}\s?[-–.\s]\s?\d{4}(?:\s?[~,/]\s?\d{1,4}(?!\d))*(?![\d.,]*\d)"
)
_SERVICE = r"(?:☎|☏|전화|연락처|콜센터|TEL|Tel|tel)\s*[.:：)]?\s*(1[568]\d{2}\s?-\s?\d{4})(?!\d)"
_EXTENSION = r"(?:내선|교환)\s*(?:번호)?\s*[:：]?\s*(\d{3,5})(?!\d)"
_CUE = re.compile(
    r"담\s?당\s?자|책\s?임\s?자|문\s?의\s?처?|연\s?락\s?처|작\s?성\s?자|담당\s?부서|담당\s?공무원|성\s?명|☎|☏"
)

_SURNAME = (
    "(?:남궁|황보|제갈|선우|독고|사공|서문|동방|"
    "[김이박최정강조윤장임한오서신권황안송전홍유고문양손배백허남심노하곽성차주우구민류나진지엄채원천방공현함변염여추도소석선설마길"
    "연위표명기반왕금옥육인맹제모탁국어은편용])"
)
_NAME = rf"(?<![가-힣])({_SURNAME}\s?[가-힣](?:\s?[가-힣])?)(?![가-힣])"
_RANKS = (
    "장관|차관|실장|국장|정책관|심의관|기획관|부단장|단장|과장|팀장|서기관|사무관|주무관|행정관|연구관|연구사|연구원|전문위원|"
    "전문관|사무국장|센터장|본부장|부장|차장|대리|주사|주사보|서기|교수|박사"
)
_RANK = f"(?:{_RANKS})"
_BESIDE = (
    rf"{_NAME}\s{{0,3}}[(\[]?\s?{_RANK}(?![가-힣])",
    rf"(?<![가-힣]){_RANK}\s{{0,3}}[:：(\[|]?\s{{0,3}}{_NAME}",
)
_AFTER_CUE = (
    r"(?:담\s?당\s?자|책\s?임\s?자|작\s?성\s?자|문\s?의\s?처?|연\s?락\s?처|성\s?명)\s*[:：|)]?\s*"
    rf"{_NAME}(?<![과팀실부처청])(?=\s*(?:$|[,(/·|☎☏{HIDDEN}\d+]))"
)
_WORTH_A_LOOK = re.compile(
    r"@|☎|☏|\d{3,4}\s?[-–.\s]\s?\d{4}|내선|담\s?당|책\s?임\s?자|문\s?의|연\s?락\s?처|작\s?성\s?자|성\s?명"
)


def personal(text: str) -> list[tuple[int, int]]:
    """Spans [start, end) of personal data, in order, line by line; may overlap."""
    if not _WORTH_A_LOOK.search(text):
        return []
    spans: list[tuple[int, int]] = []
    start = 0
    for line in text.split("\n"):
        spans += [(start + a, start + b) for a, b in _of_line(line)]
        start += len(line) + 1
    return sorted(spans)


def _of_line(line: str) -> Iterator[tuple[int, int]]:
    reach = [m.span() for m in re.finditer(_EMAIL, line)] if "@" in line else []
    if re.search(r"\d", line):
        reach += [m.span() for m in re.finditer(_PHONE, line)]
        reach += [m.span(1) for pattern in (_SERVICE, _EXTENSION) for m in re.finditer(pattern, line)]
    yield from reach
    if not reach and not _CUE.search(line):
        return
    if any(rank in line for rank in _RANKS.split("|")):
        for pattern in _BESIDE:
            yield from (m.span(1) for m in re.finditer(pattern, line))
    yield from (m.span(1) for m in re.finditer(_AFTER_CUE, line))


def mask(text: str) -> str:
    """``text`` with every letter and digit of personal data replaced by HIDDEN; same length, separators kept."""
    spans = personal(text)
    if not spans:
        return text
    characters = list(text)
    for start, end in spans:
        characters[start:end] = [HIDDEN if c.isalnum() else c for c in characters[start:end]]
    return "".join(characters)


def mask_row(cells: Sequence[str]) -> list[str]:
    """The cells of one table row, masked as one line: 담당자 | 홍길동 | 044-215-0000 stand in cells of their own."""
    flat = [c.replace("\n", " ") for c in cells]
    hidden = mask(" | ".join(flat))
    out, at = [], 0
    for cell in cells:
        piece = hidden[at : at + len(cell)]
        out.append("".join(c if c == "\n" else p for c, p in zip(cell, piece, strict=True)))
        at += len(cell) + 3
    return [mask(c) for c in out]


def mask_reading(reading: DocumentReading) -> int:
    """Hide personal data in all that is published of one document: paragraphs, cells, and every string that mentions
    and claims took from them. Call last, when nothing reads the text any more. Returns how many paragraphs and cells
    had any.
    """
    from ingest.raw import BY_NAME

    found = set()
    place = {t: {c.name: i for i, c in enumerate(BY_NAME[t].columns)} for t in ("blocks", "table_cells")}
    blocks, at = reading.rows["blocks"], place["blocks"]
    for n, row in enumerate(blocks):
        hidden = mask(row[at["text"]] or "")
        if hidden != (row[at["text"]] or ""):
            found.add(row[at["block_id"]])
            blocks[n] = _with(row, at["text"], hidden)
    cells, at = reading.rows["table_cells"], place["table_cells"]
    lines: dict[tuple[str, int], list[int]] = {}
    for n, row in enumerate(cells):
        lines.setdefault((row[at["table_id"]], row[at["row_no"]]), []).append(n)
    for members in lines.values():
        texts = [cells[n][at["text"]] or "" for n in members]
        if not any(_WORTH_A_LOOK.search(t) for t in texts):
            continue
        for n, before, hidden in zip(members, texts, mask_row(texts), strict=True):
            if hidden != before:
                found.add(cells[n][at["cell_id"]])
                cells[n] = _with(cells[n], at["text"], hidden)
    for table in ("mentions", "claims"):
        names = [c.name for c in BY_NAME[table].columns]
        texts_at = [
            i for i, c in enumerate(BY_NAME[table].columns) if c.type == "VARCHAR" and not c.name.endswith("_id")
        ]
        rows, block = reading.rows[table], names.index("block_id")
        for n, row in enumerate(rows):
            if row[block] in found:
                rows[n] = tuple(mask(v) if i in texts_at and isinstance(v, str) else v for i, v in enumerate(row))
    return len(found)


def _with(row: tuple, at: int, value: str) -> tuple:
    return (*row[:at], value, *row[at + 1 :])
