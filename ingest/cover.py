"""Reads a plan's cover: blocks or lines of the first page in; title, round, date, number, meeting and issuer out.

Everything is found by what it looks like (largest type, a date's form, a number's form, the ending of an office's
name), never by whose plan it is. What the cover does not print is None.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from datetime import date
from typing import Any, NamedTuple


class Cover(NamedTuple):
    title: str | None = None  # as printed, lines joined
    series: str | None = None  # the title without round, year and (안)
    round_no: int | None = None
    is_numbered_round: bool = False  # numbered with a Roman numeral, as rounds of one series are
    published_on: date | None = None
    year: int | None = None  # of the date, else of the title
    document_no: str | None = None
    meeting: str | None = None
    issuer: str | None = None
    is_restated: bool = False


class _Line(NamedTuple):
    text: str
    size: float | None
    kind: str  # title-able lines are "rest"; else date | number | mark | meeting | office | notice


_NUMERALS = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII")
_ROMANS = {numeral: value for value, numeral in enumerate(_NUMERALS, start=1)}
_ROMAN = "(?:[IVX]+|[Ⅰ-Ⅻ])"
_FULL_DATE = re.compile(r"(?<!\d)(\d{4})\s*[.년/-]\s*(\d{1,2})\s*[.월/-]\s*(\d{1,2})(?!\d)\s*[.일]?")
_SHORT_DATE = re.compile(r"[’‘'`](\d{2})\s*\.\s*(\d{1,2})\s*\.\s*(\d{1,2})(?!\d)\s*\.?")
_MONTH = re.compile(r"(?<!\d)(\d{4})\s*[.년]\s*(\d{1,2})\s*[.월]?$")
_YEAR = re.compile(r"(?<!\d)(20\d{2})\s*년(?:도)?")
_YEARLY_PLAN = re.compile(
    r"(?<!\d)(?P<year>20\d{2})\s*년(?:도)?\s.*(?:업무|시행|추진|실행|실천|운영|집행|사업)\s*(?:추진\s*)?(?:계획|보고)"
)
_MOMENT = re.compile(_FULL_DATE.pattern + r"\s*(?:\([월화수목금토일]\))?\s*(?:\d{1,2}:\d{2})?\s*")
_NUMBER = re.compile(r"(?<![\d.-])(\d{2,4}-\d{1,3}(?:-\d{1,3})?)(?![\d-])|(?:의안|안건)\s*번호\s*(제\s*\d+\s*호)")
_MARK = re.compile(r"[(\[]?\s*(?:공\s*개|비\s*공\s*개|대\s*외\s*비|보도\s*자료)\s*[)\]]?")
_NOTICE = re.compile(r"재작성본|재조판본|restated edition", re.IGNORECASE)
_MEETING = re.compile(r"(?:회의|위원회|협의회|심의회|TF|T/F)(?:\s*(?:겸|및))?$")
_OFFICE = re.compile(r"(?:합동|[가-힣]{2,}(?:부|처|청|실|국|과|원|시|도|군|구|단|본부|공사|공단|재단|위원회))$")
_PLAN = re.compile(rf"(?:계획|전략|방안|대책|로드맵|청사진|비전)\s*(?:[(\[].{{0,8}}[)\]]\s*)*(?:{_ROMAN}\s*)?$")
_CHAPTER = re.compile(r"[Ⅰ-Ⅻ]\s*[.．]?\s*\S|[□■◇]\s*\S|1\s?[.．]\s*[가-힣]")
_SESSION = re.compile(r"^제?\s*\d+\s*[회차](?:\s*회의)?$|[(\[]\s*제\s*\d+\s*[회차]\s*[)\]]")
_ROUND = re.compile(rf"\s*(?:[(\[]\s*({_ROMAN})\s*[)\]]|(?:[(\[]\s*[)\]])?\s*(?<![A-Za-z])({_ROMAN}))\s*$")
_ORDINAL = re.compile(r"제\s*(\d+)\s*차\s*")
_TRAILER = re.compile(r"\s*[(\[]\s*(?:요약|안|案|본문|최종|초안|수정[본안판]?|정정[본판]?|개정[본판]?)\s*[)\]]\s*$")


def fold(text: str) -> str:
    """Compatibility form, lower case, letters and digits only: what two printings of one name have in common."""
    return re.sub(r"[\W_]+", "", unicodedata.normalize("NFKC", text)).lower()


def read_cover(blocks: Iterable[Any]) -> Cover:
    """Read the first page that has words: objects with .text (and .page_no, .size where known), or plain lines."""
    lines = _classified(_first_page(blocks))
    title = _title(lines)
    title = _with_year(lines, title)
    printed = re.sub(rf"[(\[]\s*[)\]]\s*({_ROMAN})$", r"(\1)", title) if title else None
    series, round_no, numbered = _round_of(printed) if printed else (None, None, False)
    published, year = _date(lines, printed or "")
    return Cover(
        title=printed,
        series=series,
        round_no=round_no,
        is_numbered_round=numbered,
        published_on=published,
        year=year,
        document_no=_document_no(lines),
        meeting=_meeting(lines),
        issuer=_issuer(lines),
        is_restated=any(line.kind == "notice" for line in lines),
    )


def _first_page(blocks: Iterable[Any]) -> list[tuple[str, float | None]]:
    pages: dict[int, list[tuple[str, float | None]]] = {}
    for block in blocks:
        text = block if isinstance(block, str) else block.text
        page, size = getattr(block, "page_no", 1), getattr(block, "size", None)
        if getattr(block, "kind", "") == "page_number":
            continue
        pages.setdefault(page, []).extend((line, size) for line in text.splitlines())
    for page in sorted(pages):
        lines = _with_labels([(t, s) for raw, s in pages[page] if (t := _tidy(raw))])
        if sum(len(re.findall(r"[가-힣A-Za-z]", t)) for t, _ in lines) >= 4:
            return lines
    return []


def _with_labels(lines: list[tuple[str, float | None]]) -> list[tuple[str, float | None]]:
    """Put a label that stands in a cell of its own (의안번호) in front of what it labels (제 4 호)."""
    out: list[tuple[str, float | None]] = []
    for text, size in lines:
        if out and re.fullmatch(r"(?:의안|안건)\s*번호", out[-1][0]):
            out[-1] = (f"{out[-1][0]} {text}", size)
        else:
            out.append((text, size))
    return out


def _tidy(text: str) -> str:
    """Compatibility form but for Roman numerals, white space folded, letter-spaced words (관 계 부 처) closed up."""
    plain = "".join(c if "Ⅰ" <= c <= "Ⅻ" else _plain(c) for c in unicodedata.normalize("NFC", text))
    text = re.sub(r"\s+", " ", plain).strip()
    words = text.split(" ")
    spaced = sum(len(w) == 1 and "가" <= w <= "힣" for w in words)
    return "".join(words) if len(words) >= 3 and spaced == len(words) else text


def _plain(text: str) -> str:
    return unicodedata.normalize("NFKC", text)


def _classified(lines: list[tuple[str, float | None]]) -> list[_Line]:
    out: list[_Line] = []
    for text, size in lines:
        if _NOTICE.search(text):
            out.append(_Line(text, size, "notice"))
            continue
        for part in _split(text):
            out.append(_Line(part, size, _kind(part)))
    for i, line in enumerate(out):  # the lines that lead up to a document number name the meeting
        if line.kind == "number":
            for j in range(i - 1, max(-1, i - 4), -1):
                if out[j].kind not in ("rest", "meeting") or _PLAN.search(out[j].text) or len(out[j].text) > 40:
                    break
                if any(out[k].kind == "meeting" for k in range(max(0, i - 3), i)):
                    out[j] = out[j]._replace(kind="meeting")
    return out


def _split(text: str) -> list[str]:
    """Cut a line that holds several things (a box joined into one paragraph) after its date or at its number."""
    when = _MOMENT.match(text)
    if when:
        return [when.group().strip(), *_split(text[when.end() :])] if when.end() < len(text) else [text]
    number = _NUMBER.search(text)
    if number and not _FULL_DATE.search(text):
        parts = [text[: number.start()], number.group(), text[number.end() :]]
    else:
        parts = [text]
    return [p for part in parts if (p := part.strip())]


def _kind(text: str) -> str:
    if _MARK.fullmatch(text) or _SESSION.search(text):
        return "mark"
    if _NUMBER.fullmatch(text):
        return "number"
    without = _SHORT_DATE.sub("", _FULL_DATE.sub("", text))
    if without != text and len(re.findall(r"[가-힣]", without)) <= 6 and not _PLAN.search(without):
        return "date"
    if _MONTH.fullmatch(text):
        return "date"
    if _PLAN.search(text):
        return "rest"
    if _MEETING.search(text) or text == "겸":
        return "meeting"
    return "office" if _OFFICE.search(text) and len(text) <= 30 else "rest"


def _title(lines: list[_Line]) -> str | None:
    """The largest type among lines that may be a title; without sizes, lines that end in 계획, 전략, 방안 ..."""
    candidates = [i for i, line in enumerate(lines) if line.kind == "rest"]
    if not candidates:
        return None
    sizes = [lines[i].size for i in candidates if lines[i].size and len(fold(lines[i].text)) > 1]
    plans = [i for i in candidates if _PLAN.search(lines[i].text)]
    if sizes:
        largest = max(sizes)
        chosen = [i for i in candidates if (lines[i].size or 0) >= 0.85 * largest]
    elif plans:
        first = last = plans[0]
        while last + 1 in plans:
            last += 1
        if last + 1 in candidates and re.fullmatch(rf"[(\[]?\s*{_ROMAN}\s*[)\]]?", lines[last + 1].text):
            last += 1
        while first - 1 in candidates:
            first -= 1
        chosen = list(range(first, last + 1))
    else:
        chosen = candidates[:1]
    run = [chosen[0]]
    for i in chosen[1:]:
        if i != run[-1] + 1:
            break
        run.append(i)
    return _joined([lines[i].text for i in run])


def _with_year(lines: list[_Line], title: str | None) -> str | None:
    """Put a line that is nothing but the year (2025년도) in front of the title it stands above."""
    if not title or _YEAR.search(title):
        return title
    alone = [line.text for line in lines if _YEAR.fullmatch(line.text)]
    return f"{alone[0]} {title}" if alone else title


def plan_year(title: str, published_on: date | None) -> int | None:
    """The year a yearly plan is for, where it comes out before it: 2026 for 2026년도 업무계획 of December 2025.

    None for other titles and for a plan of the year it is published in; a budget's dates are those of its making.
    """
    m = _YEARLY_PLAN.search(title)
    year = int(m["year"]) if m else None
    return year if year and published_on and year == published_on.year + 1 else None


def _joined(parts: list[str]) -> str:
    """Lines of one name; a line that starts with the rest of a broken word (회의 겸, 의 겸) is glued on."""
    text = parts[0]
    for part in parts[1:]:
        text += part if re.match(r"(?:회의|의)(?:\s|$)", part) and not text.endswith("겸") else " " + part
    return re.sub(r"\s+", " ", text)


def _round_of(title: str) -> tuple[str, int | None, bool]:
    """Series, round number, whether a Roman one. 제N차 counts where a title has only one and is no year's edition."""
    bare = _TRAILER.sub("", title)
    roman = _ROUND.search(bare)
    if roman and (value := _ROMANS.get(_plain(roman.group(1) or roman.group(2)))):
        return bare[: roman.start()].strip(), value, True
    ordinals = _ORDINAL.findall(bare)
    if len(ordinals) == 1 and not _YEAR.search(bare):
        return _ORDINAL.sub("", bare).strip(), int(ordinals[0]), False
    return re.sub(r"\s+", " ", _YEAR.sub("", bare)).strip() or bare, None, False


def _date(lines: list[_Line], title: str) -> tuple[date | None, int | None]:
    for line in lines:
        for pattern, century in ((_FULL_DATE, 0), (_SHORT_DATE, 2000)):
            for found in pattern.finditer(line.text):
                year, month, day = (int(g) for g in found.groups())
                try:
                    return date(year + century, month, day), year + century
                except ValueError:
                    continue
    for line in lines:
        if month := _MONTH.fullmatch(line.text):
            return None, int(month.group(1))
    year = _YEAR.search(title) or next((m for line in lines if (m := _YEAR.search(line.text))), None)
    return None, int(year.group(1)) if year else None


def _document_no(lines: list[_Line]) -> str | None:
    for line in lines:
        if line.kind == "number" and (found := _NUMBER.search(line.text)):
            return found.group(1) or re.sub(r"\s", "", found.group(2))
    return None


def _meeting(lines: list[_Line]) -> str | None:
    at = next((i for i, line in enumerate(lines) if line.kind == "meeting"), None)
    if at is None:
        return None
    parts = []
    while at < len(lines) and lines[at].kind == "meeting":
        parts.append(lines[at].text)
        at += 1
    return _joined(parts)


def _issuer(lines: list[_Line]) -> str | None:
    first = next((i for i, line in enumerate(lines) if _CHAPTER.match(line.text)), len(lines))
    offices = [line.text for line in lines[:first] if line.kind == "office"]  # not who does what in the plan below
    if offices:
        return next((o for o in offices if o.endswith("합동")), offices[-1])
    closed = "".join(re.sub(r"\s", "", line.text) + " " for line in lines)
    submitted = re.search(r"제출자.*?([가-힣]{2,}?부)장관", closed)  # a submitting minister stands for the ministry
    return submitted.group(1) if submitted else None
