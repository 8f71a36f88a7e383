"""Digits that look like figures and are not → their spans in flattened text: names, ordinals, marks, numbers of
lists.

``blocked`` are spans no grammar may read (제4차, ｢2030 전략｣, 제3조, 10:00). ``explained`` are digits that, once
the grammars have taken theirs, need no explanation (CO2, 6G, 1급): they are left out of the count of numbers nobody
could place.
"""

from __future__ import annotations

import re

_QUOTED = re.compile(r"[｢「『《〈][^｢「『《〈｣」』》〉]{0,120}[｣」』》〉]")
_BRACKETED = re.compile(r"\([^()]*\)")
_LIST = r"\d{1,3}(?:\s?[~,·-]\s?\d{1,3}){0,12}"
_ORDINAL_NOUN = (
    r"(?:공구(?![가-힣])|차년도|년차|년째|차(?!례|이|량|세대|선|종|액|관|입|별|로|원|질)|번째|번길|번지|번(?=[\s,)·]|$)|단계|호기|호선|호"
    r"|기(?=\s?(?:펀드|투자|신도시|사업|과제|계획|수립|생|수\b)|[~·])"
    r"|등급|등(?=[은이을의 ])|급(?=[\s,)*·은이가을의상)]|$)|학년"
    r"|상(?=\s?(?:특화|추진|펀드|시험|임상|진입|승인|단계|등|IND|완료|\)|에|을|까지|$|[,·]))"
    r"|층위|세대|모작|교시|교대|순위|항(?=[\s,)에의]|$)|장(?=\s[가-힣]+편)|가(?=\s\d))"
)
_NOT_HOMES = "".join(
    rf"(?<!{w} )" for w in ("주택", "타운", "파트", "임대", "농가", "어가", "세대", "총")
)  # 행복주택 42호
_BLOCKED = re.compile(
    r"(?=[제상\d\s(A-Za-z])(?:"  # what it may begin with: elsewhere one look is enough
    r"(?:(?<![가-힣])제\s?|제(?=\d))\d+(?:-\d+)?\s?(?:조|항|호|관|절|편)"  # law articles
    r"(?:의?\s?\d+)?(?:\s?제?\d+(?:항|호))*"
    r"|(?<=[법령칙례규])\s?제?\s?\d+조(?:의\s?\d+)?"
    r"|\d+조의\s?\d+|(?<!\d)\d{1,2}조\s?\d교대"
    r"|(?:(?<![가-힣])제\s?|제(?=\d))\d+(?:\s?[~,·-]\s?\d+){0,12}\s?"
    r"(?:차|조|항|호|기|회|장|부|단계|상|위원회|세대|[가-힣]{1,2}(?=\s|$|[,)]))"
    r"|(?<![가-힣])제\s?\d+"
    rf"|(?<![\d.,']){_NOT_HOMES}(?!\d{{1,3}}(?:,\d{{3}})+){_LIST}\s?{_ORDINAL_NOUN}"
    r"|\d{1,2}:\d{2}(?!\d)|(?<!\d)\d:\d(?!\d)"  # 10:00, 1:1
    r"|(?<!\d)0\d{1,2}[-)]\s?\d{3,4}-\d{4}|(?<!\d)\d{3,4}-\d{4}(?!\d)"  # telephone
    r"|\(\d\+\d\)|(?<![\d+])\d\+\d(?![\d+])"
    r"|(?<![\d.'~])\d{1,2}-\d{1,2}-\d{1,2}(?![\d.])"  # 25-13-2, 3-1-2
    r"|(?<![\d.,'])\d{1,2}\s?(?:년|개월|주일?|일|시간|분)\s?(?:마다|주기)"  # how often
    r"|(?<![\d.,'])\d{1,3}세\s?(?:이상|이하|미만|초과)\s?(?:의\s?)?(?=비중|비율|인구|고령|농가|어르신|노인|청년|아동|여성|남성|국민|시민|주민)"
    r"|(?<![\d.,])1\s?(?:ha|㎡|kg|개소|기업|개사|가구|호|대|건|명|MW|인)당"  # per one of them
    r"|(?<![\d.,])\d*\s?[십백천만]+\s?[명인]당"  # 근로자 1만명당
    r"|(?<=[(])(?:만\s?)?\d{1,2}\s?~\s?\d{1,2}\s?세(?=[)])|\d(?:\+\d){1,4}\s?년|(?<=\[)\d{1,2}\s?~\s?\d{1,2}\s?년(?=\])"
    r"|상[·/]?하위\s?\d{1,2}\s?%|[상하]위\s?\d{1,2}\s?%(?=\s?(?:가구|계층|간|지자체|소득|기업|국가|지역))"
    r"|상위\s?\d{1,3}\s?(?:개국|개사|개社|개\s?기업|개\s?품목|대\s?기업)(?=\s[가-힣])"
    r"|\d[\d,]*\s?[인명]\s?(?:미만|이하|이상)\s?(?:의\s?)?(?:사업장|기업|사업체|업체|규모의?\s?(?:사업장|기업|업체))"
    r"|(?<=[명건원]/)\s?\d*[십백천만억]+\s?[명인호개](?![가-힣])"  # 32명/10만 명
    r"|(?<!\d)1인(?:당|\s?가구|\s?기업)|(?<![\d.,])[1-9]0\s?~\s?[1-9]0대(?=\s|$|[,)])"  # 20~30대 are ages
    r"|[A-Za-z]+-\d+(?:-\d+)*(?=[가-힣A-Za-z]|\b)"  # APR-1000
    r"|(?<![A-Za-z])(?!G[2-5](?!\d))[A-Za-z]{1,8}\d+(?:\.\d+)?(?![\d,])(?![억조]|\.\d|\s?%)"  # CO2, Web3.0, RE100
    r"|(?<![\d.,'])\d{1,3}(?:GPP|G|D|K|X|TF|STEP)(?![A-Za-z]))"  # 6G, 3D
)
_NUMBERING = re.compile(
    r"\s*(?:\(\s?\d{1,2}\s?\)(?!\s?[\d,])|\[\d{1,2}\]|\d{1,2}\)|\d{1,2}-\d{1,2}(?:-\d{1,2})?[.)]?(?=\s)"
    r"|\d\.\d\.\d\.?\s|\d{1,2}\.(?=\s?[가-힣A-Za-z(\"“']))"
)
_PAGE = re.compile(r"\s*-\s?\d{1,4}\s?-\s*$")
_NOTE_MARK = re.compile(r"(?<=[가-힣.\])])\d{1,2}\)")
_EXPLAINED = re.compile(
    r"(?:코로나|COVID-?)\s?19|(?<=[A-Za-z가-힣])\d\.0(?!\d|\s?[%배조억])|[A-Za-z]+\s\d\.0(?=\s[가-힣])"
    r"|(?<=[가-힣])\d{1,2}동|(?<=[가-힣])\d{1,3}(?:번길|로|가)(?=\s|$|\d)|\d{1,5}-\d{1,5}번지"
    r"|(?<![\d.,])\d{1,2}-\d{1,2}(?![\d.,%]|\s?(?:명|개|건|억|만))|(?:전략|부록|그림|표|붙임|참고|별첨|유형|서식)\s?\d{1,2}(?![\d,.])"
    r"|(?<![\d.,])\d{1,2}(?:급|등|과(?=[\s(])|실(?=\s)|부(?=\s\d)|담당관|사업소|처(?=\s)|본부|기)(?![가-힣])"
    r"|(?<![\d.,])(?:911|112|119|110|120)(?=\s[가-힣])|[A-Za-z][A-Za-z.&-]*\d[\w.+-]*|\d{1,3}\([A-Z]\)"
    r"|(?<![\d.,])\d{1,3}[A-Z]{2,}\w*|[①-⑳]|https?:\S+"
    r"|(?<![\d.,'])(?:19|20)\d\d(?=\s[가-힣A-Za-z])"  # 2024 대한민국 …: the year of a name
    r"|^\s*\d{1,2}\.\s|^\s*\d{1,2}(?:\.\d)?\s(?=[가-힣A-Z(])|^(?:[Ⅰ-Ⅻ]|참고|붙임|별첨)[.\s].*\s\d{1,3}\s*$"
    r"|(?<![\d.,])\d\s?(?:차원|축)|(?<=·{3})\s*\d{1,3}\s*$"
)


def blocked(flat: str) -> list[tuple[int, int]]:
    """Spans of flattened text that no grammar may read."""
    spans = []
    for q in _QUOTED.finditer(flat):
        at = q.start()
        for b in _BRACKETED.finditer(flat, q.start(), q.end()):  # ｢성장전략(8.22)｣: the brackets may hold a real date
            spans.append((at, b.start()))
            at = b.end()
        spans.append((at, q.end()))
    head = _PAGE.match(flat) or _NUMBERING.match(flat)
    if head:
        spans.append((head.start(), head.end()))
    spans += [(m.start(), m.end()) for m in _BLOCKED.finditer(flat)]
    spans += note_marks(flat)
    return spans


def note_marks(flat: str) -> list[tuple[int, int]]:
    """Footnote numbers glued to words: 추진한다.11) — a closing bracket that nothing opened."""
    found = []
    for m in _NOTE_MARK.finditer(flat):
        before = flat[max(0, m.start() - 120) : m.start()]
        if before.count("(") <= before.count(")"):
            found.append((m.start(), m.end()))
    return found


def explained(flat: str) -> list[tuple[int, int]]:
    """Spans whose digits need no explanation although no grammar read them."""
    return [(m.start(), m.end()) for m in _EXPLAINED.finditer(flat)]
