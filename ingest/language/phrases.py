"""Stretches of Korean prose → noun phrases: connectives, note stars, marks and closing particles taken off.

In and out: text. Nothing about figures or dates is known here.
"""

from __future__ import annotations

import re

ENUMERATORS = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮➊➋➌➍➎➏➐➑➒➓❶❷❸❹❺❻❼❽❾❿▲▴▶►▪"
ARROWS = "→⇒⇨➜➔➡⟶"
_LEAD = re.compile(
    r"^(?:[\s*,·:;‣▹\-]|ㅇ\s"
    r"|(?:및|또는|특히|또한|더불어|그러나|이에|다만|아울러|우선|이를 통해|등|기준|현재"
    r"|이상|이하|미만|내외)(?=[\s,(]|$)|초과(?=\s(?!달성)\S))+"
)
_TRAIL = re.compile(
    r"(?:\s|\*|,|:|·(?=$)"
    r"|(?:(?<=\s)|^)(?:및|또는|총|약|연|년|월|연간|매년|매월|각|최소|최대|내|중|이상|등|을|를|이|가|의|은|는|로|에)(?=$)"
    r"|(?:을|를) 통(?:해|한)|(?:을|를) 위(?:해|한))+$"
)
_TRAIL_ENDS = frozenset(" *,:·및는총약연년월간각소대내중상등을를이가의은로에해한")  # of all that _TRAIL finds
_MAY_BE_FIRST = frozenset("([{<｢「『【〈《‘“\"'’`~+×±")  # besides letters and digits
_MAY_BE_LAST = frozenset(")]}>｣」』】〉》’”\"'%℃㎡㎥℉°!?…↑↓")
_MARKS = frozenset(ENUMERATORS)  # ① counts as a digit in Unicode
_NOUN_ENDS = (
    "회의", "발의", "질의", "상의", "유의", "동의", "주의", "협의", "논의", "정의", "합의",
    "건의", "결의", "강의", "의의", "제의", "문의", "심의", "명의", "성과", "결과", "효과",
    "과", "도로", "진로", "선로", "가이", "차이", "전이", "길이", "높이", "깊이", "넓이",
    "놀이", "나이", "사이", "허가", "추가", "휴가", "저가", "회로", "원자로", "가로", "세로",
    "어린이", "젊은이", "먹이", "종이", "창의", "편의", "예의", "임의",
)  # fmt: skip
# particle → does it need a final consonant before it (None: either)
_PARTICLES = (("으로", True), ("에서", None), ("까지", None), ("부터", None), ("은", True), ("는", False), ("을", True),
              ("를", False), ("이", True), ("가", False), ("과", True), ("와", False), ("의", None), ("로", False),
              ("에", None))  # fmt: skip
ATTRIBUTIVE_STEMS = frozenset("하되있없받않려많높낮같좋깊넓맡얻")  # 추진하는, 높은: no topic
_LAST_OF_PARTICLES = frozenset(p[-1] for p, _ in _PARTICLES)
_RIEUL = 8  # index of ㄹ among final consonants: 로 follows it as it follows a vowel
_PARTICLE_AFTER = re.compile(
    r"^(인|이자|으로|로|을|를|이며|이고|이|가|은|는|에서|에|와|과|까지|부터|만|도|보다|에게|대비|씩|규모의|수준의|정도)(?=[\s,(]|$)"
)
_OF = re.compile(
    r"^(규모의|규모|수준의|상당의|이상의|내외의|이상|내외|수준|정도의|의|급의|급|미만의|미만|이하의|이하|초과의)\s*"
)
_LIMIT = re.compile(r"^\s+(?:이상|내외|미만|이하|초과(?!\s달성))(?=\s\S)")
_LEAD_ON = ("규모", "수준", "이상", "내외", "급", "미만", "이하")
_WORD_ENDS = ("을", "를", "은", "는", "이", "가", "의", "로", "으로", "에", "에서", "에게")
_VERBAL = re.compile(r"(하여|하고|하며|되어|되며|위해|통해|위한|통한|이며)$")
_DANGLING = re.compile(r",\s*(?=[)\]])|\(\s*[,·]?\s*\)|(?<=[(\[])\s+")
_LETTERSPACED = re.compile(r"(?:[가-힣] ){1,7}[가-힣](?=$|\s?[(\[])")
_LONGEST_TAIL = 8  # words


def fold(text: str) -> str:
    """White space folded."""
    return " ".join(text.split())


def particle_after(text: str) -> bool:
    """True where ``text`` begins with a particle: what stands before it goes on being spoken of."""
    return _PARTICLE_AFTER.match(text) is not None


def _final_consonant(char: str) -> int:
    return (ord(char) - 0xAC00) % 28


def strip_particle(phrase: str) -> str:
    """Drop one case particle at the end, where spelling and a short list of nouns allow it.

    예산을 → 예산; 회의 and 성과 stay.
    """
    if phrase[-1:] not in _LAST_OF_PARTICLES:
        return phrase
    if phrase.endswith(_NOUN_ENDS):
        return phrase
    for particle, needs in _PARTICLES:
        if not phrase.endswith(particle) or len(phrase) <= len(particle) + 1:
            continue
        before = phrase[-len(particle) - 1]
        if particle in ("는", "은") and before in ATTRIBUTIVE_STEMS:
            return phrase
        if "가" <= before <= "힣":
            final = _final_consonant(before)
            fits = needs is None or bool(final) == needs or (particle == "로" and final == _RIEUL)
        else:
            fits = before in ")］]”’」｣" or before.isalnum()
        return phrase[: -len(particle)].rstrip() if fits else phrase
    return phrase


def tidy(phrase: str) -> str:
    """Fold white space, drop leading connectives, note stars, trailing connectives and one particle.

    "* 및 양자팹 구축을" → "양자팹 구축".
    """
    phrase = fold(phrase.replace("*", ""))
    if "(" in phrase or "[" in phrase:
        phrase = _DANGLING.sub("", phrase).strip()
    for _ in range(3):
        before = phrase
        if lead := _LEAD.match(phrase):
            phrase = phrase[lead.end() :]
        if phrase[-1:] in _TRAIL_ENDS:
            phrase = _TRAIL.sub("", phrase)
        phrase = phrase.strip()
        while phrase and not _is_word(phrase[0], _MAY_BE_FIRST):
            phrase = phrase[1:].strip()
        if phrase.endswith(")") and phrase.count(")") > phrase.count("("):
            phrase = phrase[:-1].strip()
        while phrase and not _is_word(phrase[-1], _MAY_BE_LAST):
            phrase = phrase[:-1].strip()
        if phrase == before:
            break
    return unspaced(strip_particle(phrase))


def _is_word(char: str, others: frozenset[str]) -> bool:
    """True for a letter or digit (no bullet, no glyph of a private font), or one of ``others``."""
    return (char.isalnum() and char not in _MARKS) or char in others


def unspaced(phrase: str) -> str:
    """A name set with a blank between its syllables, as one word: "사 업 비" → "사업비"."""
    m = _LETTERSPACED.match(phrase)
    return m.group().replace(" ", "") + phrase[m.end() :] if m else phrase


def _after_degree(text: str) -> str | None:
    """``text`` without a word of degree before its noun: 규모의 펀드 → 펀드.

    None where a particle says that no noun follows.
    """
    degree = _OF.match(text)
    if degree and degree.group(1) not in _LEAD_ON:
        return text[degree.end() :]
    if particle_after(text):
        return None
    if degree:
        text = text[degree.end() :]
        return None if particle_after(text) else text
    return text


def follow(text: str) -> str:
    """Noun phrase right after a figure or bracket: words up to the first that closes with a particle; '' if none.

    "규모의 펀드를 조성" → "펀드"; "을 지원" → "".
    """
    text = text.split("\n")[0]
    limit = _LIMIT.match(text)
    rest = _after_degree(text[limit.end() :] if limit else text)
    words: list[str] = []
    for word in (rest or "").split():
        bare = word.strip("*,.·")
        if (
            (words and word in ("및", "또는", "등"))
            or not bare
            or bare in (":", "/", "대비")
            or bare[0] in "([<" + ARROWS + ENUMERATORS
        ):
            break
        stripped = strip_particle(bare)
        if _VERBAL.search(bare) and stripped == bare:
            break
        words.append(stripped if bare.endswith(_WORD_ENDS) else bare)
        if (stripped != bare and not bare.endswith("의")) or len(words) >= _LONGEST_TAIL:
            break
    return tidy(" ".join(words))
