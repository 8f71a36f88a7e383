"""Text in, the same text with personal data hidden out: phone numbers, e-mail addresses, names in contact lines. Each
hidden character is replaced by one other, so that offsets and lengths hold.

A name is hidden only where a line is a contact's (it holds a number, an address or a word such as 담당자) and the name
stands where contacts put it: beside a rank, or right after such a word; in a table, also in the cells beside or under
such a word. Names elsewhere (researchers, laws, places) are the plan's matter and stay.
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
_SURNAME = (
    "(?:남궁|황보|제갈|선우|독고|사공|서문|동방|"
    "[김이박최정강조윤장임한오서신권황안송전홍유고문양손배백허남심노하곽성차주우구민류나진지엄채원천방공현함변염여추도소석선설마길"
    "연위표명기반왕금옥육인맹제모탁국어은편용])"
)
_RANKS = (
    "장관|차관|실장|국장|정책관|심의관|기획관|부단장|단장|과장|팀장|서기관|사무관|주무관|행정관|연구관|연구사|연구원|전문위원|"
    "전문관|사무국장|센터장|본부장|부장|차장|대리|주사|주사보|서기|교수|박사"
)
_SPACED = "|".join(r"\s?".join(rank) for rank in _RANKS.split("|"))  # 과 장, as labels are spread over a cell's width
_RANK = f"(?:{_SPACED})"
_FORM = "이메일|이름|연락처|전화|유선|주소|성명|소속|기관|주관|전담|공통|문의|안내|이상|이하|주재"  # begin like names
_NO_NAME = rf"(?!(?:{_RANK}|{_FORM})(?![가-힣]))"
_NAME = rf"(?<![가-힣]){_NO_NAME}({_SURNAME}\s?[가-힣](?:\s?[가-힣])?)(?![가-힣])"
_OFFICER = rf"(?:담\s?당|총\s?괄|책\s?임|실\s?무|주\s?무)\s?{_RANK}"  # 담당과장: a label like 담당자
_ASK = r"(?<![가-힣])(?:문\s?의\s?처?|성\s?명)"  # not the end of 공공부문의
_PERSON = r"담\s?당\s?자|책\s?임\s?자|작\s?성\s?자|확\s?인\s?자"
_CUE = rf"{_PERSON}|{_ASK}|연\s?락\s?처|담\s?당\s?부\s?서|담당\s?공무원|☎|☏|{_OFFICER}\s*[:：|]"
_BESIDE = (
    rf"{_NAME}\s{{0,3}}[(\[]?\s?{_RANK}(?![가-힣])",
    rf"(?<![가-힣])(?:{_OFFICER}|{_RANK})\s{{0,3}}[:：(\[|]?\s{{0,3}}{_NAME}",
)
_ENDS = rf"(?<![과팀실부처청])(?=\s*(?:$|[,(/·|☎☏{HIDDEN}\d+]))"
_AFTER_CUE = rf"(?:{_PERSON}|{_ASK}|연\s?락\s?처)\s*[:：|)]?\s*{_NAME}{_ENDS}"
_NEXT = rf"\s*[,/·]\s*{_NAME}{_ENDS}"
_LABEL = rf"(?:{_PERSON}|{_OFFICER}|담당\s?공무원)\s?(?:성\s?명|이\s?름)?\s?[:：]?"
_AS_LABEL = "담당자: "  # what a cell beside or under a label is read after
_WORTH_A_LOOK = re.compile(
    r"@|☎|☏|\d{3,4}\s?[-–.\s]\s?\d{4}|내선|담\s?당|책\s?임|문\s?의|연\s?락\s?처|작\s?성\s?자|확\s?인\s?자|성\s?명"
    r"|총\s?괄|실\s?무|주\s?무"
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
    if not reach and not re.search(_CUE, line):
        return
    for pattern in _BESIDE:
        yield from (m.span(1) for m in re.finditer(pattern, line))
    for name in re.finditer(_AFTER_CUE, line):
        while name:  # and those it is listed with
            yield name.span(1)
            name = re.compile(_NEXT).match(line, name.end())


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
    hidden = mask(" | ".join(c.replace("\n", " ") for c in cells))
    out, at = [], 0
    for n, cell in enumerate(cells):
        piece = hidden[at : at + len(cell)]
        both = mask("".join(c if c == "\n" else p for c, p in zip(cell, piece, strict=True)))
        out.append(_mask_labelled(both) if n and is_label(cells[n - 1]) else both)
        at += len(cell) + 3
    return out


def is_label(cell: str) -> bool:
    """Whether a cell holds nothing but a word such as 책임자 or 담당과장: a person is named beside or under it."""
    return len(cell) < 30 and re.fullmatch(_LABEL, cell.strip()) is not None


def _mask_labelled(cell: str) -> str:
    """A cell beside or under a label, each of its lines masked as if it followed the label."""
    return "\n".join(mask(_AS_LABEL + line)[len(_AS_LABEL) :] for line in cell.split("\n"))


def mask_reading(reading: DocumentReading) -> int:
    """Hide personal data in all that is published of one document: paragraphs, cells, and every string that mentions
    and claims took from them. Call last, when nothing reads the text any more. Returns how many paragraphs and cells
    had any.
    """
    from ingest.raw import BY_NAME

    found: dict[str, tuple[str, str]] = {}  # paragraph or cell: its text before and after
    place = {t: {c.name: i for i, c in enumerate(BY_NAME[t].columns)} for t in ("blocks", "table_cells")}
    blocks, at = reading.rows["blocks"], place["blocks"]
    for n, row in enumerate(blocks):
        text = row[at["text"]] or ""
        hidden = mask(text)
        if hidden != text:
            found[row[at["block_id"]]] = text, hidden
            blocks[n] = _with(row, at["text"], hidden)
    cells, at = reading.rows["table_cells"], place["table_cells"]
    of_table: dict[str, list[tuple[str, str]]] = {}
    for table_id, members in _by_table(cells, at).items():
        texts = {n: cells[n][at["text"]] or "" for n in members}
        if any(_WORTH_A_LOOK.search(t) for t in texts.values()):
            for n, hidden in _mask_table([cells[n] for n in members], at, members).items():
                if hidden != texts[n]:
                    found[cells[n][at["cell_id"]]] = texts[n], hidden
                    of_table.setdefault(table_id, []).append((texts[n], hidden))
                    cells[n] = _with(cells[n], at["text"], hidden)
    for table in ("mentions", "claims"):
        names = [c.name for c in BY_NAME[table].columns]
        texts_at = [
            i for i, c in enumerate(BY_NAME[table].columns) if c.type == "VARCHAR" and not c.name.endswith("_id")
        ]
        rows, block = reading.rows[table], names.index("block_id")
        in_table = names.index("table_id") if "table_id" in names else None
        for n, row in enumerate(rows):
            known = [found[row[block]]] if row[block] in found else []
            if in_table is not None:
                known += of_table.get(row[in_table], ())  # heads of rows and columns are other cells' words
            if known:
                rows[n] = tuple(
                    _mask_part(v, known) if i in texts_at and isinstance(v, str) else v for i, v in enumerate(row)
                )
    return len(found)


def _by_table(cells: Sequence[tuple], at: dict[str, int]) -> dict[str, list[int]]:
    tables: dict[str, list[int]] = {}
    for n, cell in enumerate(cells):
        tables.setdefault(cell[at["table_id"]], []).append(n)
    return tables


def _mask_table(cells: Sequence[tuple], at: dict[str, int], numbers: Sequence[int]) -> dict[int, str]:
    """One table's texts by their ``numbers``, masked row by row (a cell over several rows is in each), and as if after
    a label under a head that is one. A head's row is full and names no one.
    """
    rows: dict[int, list[int]] = {}
    for n, cell in enumerate(cells):
        for row_no in range(cell[at["row_no"]] or 0, (cell[at["row_no"]] or 0) + max(1, cell[at["row_span"]] or 1)):
            rows.setdefault(row_no, []).append(n)
    texts = [cell[at["text"]] or "" for cell in cells]
    labelled: set[int | None] = set()  # columns
    for row_no in sorted(rows):
        members = sorted(rows[row_no], key=lambda n: cells[n][at["col_no"]] or 0)
        before = [texts[n] for n in members]
        for n, hidden in zip(members, mask_row(before), strict=True):
            texts[n] = _mask_labelled(hidden) if cells[n][at["col_no"]] in labelled else hidden
        if all(before) and before == [texts[n] for n in members]:
            labelled |= {cells[n][at["col_no"]] for n in members if is_label(texts[n])}
    return dict(zip(numbers, texts, strict=True))


def _mask_part(text: str, known: Sequence[tuple[str, str]]) -> str:
    """A string taken from texts whose masked form is known: what is hidden there is hidden in it, and what shows by
    itself. A string of one or two letters is a unit or a figure more likely than a person.
    """
    for before, after in known:
        at = before.find(text) if len(text) > 2 else -1
        if at >= 0:
            text = after[at : at + len(text)]
        elif len(before) > 1:
            text = text.replace(before, after)
    return mask(text)


def _with(row: tuple, at: int, value: str) -> tuple:
    return (*row[:at], value, *row[at + 1 :])
