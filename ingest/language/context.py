"""What stands right before and after a figure in flattened text: 약, 총, 연, 이상, 내외, +, △, ↑ → qualifier, rate,
sign, delta.

Signs: ``sign * value`` is always the signed figure. A plain minus before a quantity goes into its value (-270 ℃);
+, △, ↑ and words such as 증액 or 감소 make a delta whose value is its size.
"""

from __future__ import annotations

import re
from typing import NamedTuple

_BEFORE = re.compile(
    r"(?:(?P<rate>연평균|연간|매년|매월|월평균|(?<![가-힣\d'])(?:연|년|월))|(?P<q>(?<![가-힣])[약총]|최대|최소|각각|(?<![가-힣])각|평균|누적|누계|(?<![가-힣])만|최고|최저))\s?:?\s?$"
)
_EVERY = re.compile(r"(?<![가-힣])(매년|매월)\s[^,.;:()\[\]→\d]{1,30}$")  # 매년 전문인력 1.2천명
_AFTER = re.compile(
    r"\s?(?P<q>내외|이상|이하|미만|초과|수준|정도|가량|안팎|이내|상당|규모|씩|급|여(?=[\s)]))|\s?(?P<alpha>\+\s?[αａa](?![A-Za-z]))"
)
_PER = re.compile(r"\s?/\s?(?P<per>연|년|월)(?![가-힣\d])")
_BELOW_ZERO = re.compile(r"영하\s?$")  # 영하 163℃
_PER_UNIT = re.compile(r"\s?/\s?(?P<per>kg|톤|t|kWh|㎾h|MWh|GB|L|ℓ|㎥|㎡|㎞|km)(?![A-Za-z\d])")  # 3,600원/kg
_COMPARED_MONEY = re.compile(
    r"(?:전년|전년도|지난해|작년|당초|본예산)도?\s?(?:예산\s?)?(?:대비|比)\s?(?:약\s?|총\s?)?$"
)
_UP = re.compile(r"\s?(?:↑|증액|증가(?=[\s,)(]|$)|증(?=[\s,)]|$)|증대|상향(?=[\s,)]|$))")
_DOWN = re.compile(r"\s?(?:↓|감액|삭감|감소(?=[\s,)(]|$)|감(?=[\s,)]|$)|축소(?=[\s,)]|$)|절감|하향(?=[\s,)]|$))")
_SHARE_ASIDE = re.compile(r"\s?\([^()]*%\)")
_COMPARED = re.compile(r"대비\s?(?:약\s?|총\s?)?$")
_RATES = {
    "연평균": "year",
    "연간": "year",
    "매년": "year",
    "연": "year",
    "년": "year",
    "매월": "month",
    "월평균": "month",
    "월": "month",
}


class Context(NamedTuple):
    start: int  # where the figure with its sign starts
    qualifier: str | None
    rate: str | None
    sign: int
    is_delta: bool
    negative: bool  # a plain minus that belongs to the value
    end: int  # where it ends with what it is a price of


def _is_fall(before: str, whole_cell: bool) -> bool:
    """Whether a △ after these words is a minus: in a bracket, behind an arrow or a figure, compared with something."""
    last = before[-1:]
    return last in tuple("(→:[/%억원") or last.isdigit() or before.endswith("대비") or (whole_cell and not last)


def context_of(flat: str, start: int, end: int, is_money: bool, yeo: bool, whole_cell: bool) -> Context:
    """The surroundings of the figure at ``flat[start:end]``."""
    sign, delta, negative = 1, False, False
    if start > 2 and flat[start - 3 : start] == "(+ ":
        start -= 1  # a blank between the sign and its figure
    mark = flat[start - 1] if start else ""
    before = flat[: start - 1].rstrip()[-1:] if start else ""
    if mark == "+" and not (before.isalnum() and flat[start - 2] != " "):
        start, delta = start - 1, True
    elif mark in "△▽" and mark and _is_fall(flat[: start - 1].rstrip(), whole_cell):
        start, sign, delta = start - 1, -1, True
    elif mark == "-" and (start == 1 or flat[start - 2] in " (:→,/[~"):
        if is_money:
            start, sign, delta = start - 1, -1, True
        else:
            start, negative = start - 1, True
    if not is_money and (cold := _BELOW_ZERO.search(flat, max(0, start - 4), start)):
        start, negative = cold.start(), True
    words: list[str] = []
    rate = None
    at = start
    for _ in range(3):
        m = _BEFORE.search(flat, max(0, at - 8), at)
        if m is None:
            break
        if m["rate"]:
            rate = _RATES[m["rate"]]
            if m["rate"] == "연평균":
                words.insert(0, "연평균")
        else:
            words.insert(0, m["q"])
        at = m.start()
    if rate is None and (every := _EVERY.search(flat, max(0, at - 36), at)):
        rate = _RATES[every[1]]
    if yeo:
        words.append("여")
    at = end
    if is_money and (p := _PER_UNIT.match(flat, at)):
        rate, end = p["per"], p.end()
        at = end
    if p := _PER.match(flat, at):
        rate, at = _RATES[p["per"]], p.end()
    while m := _AFTER.match(flat, at):
        words.append(m["q"] or "+α")
        at = m.end()
    stop = end
    if not delta and is_money and _COMPARED_MONEY.search(flat, max(0, start - 24), start):
        delta = True  # "(전년 대비 1,725억원, 6.6% 증)"
    if not delta:
        if (aside := _SHARE_ASIDE.match(flat, end)) and _COMPARED.search(flat, max(0, start - 24), start):
            end = aside.end()  # "전년 대비 556억원(17.5%) 증액"
        if _UP.match(flat, end):
            delta = True
        elif _DOWN.match(flat, end):
            delta, sign = True, -1
    return Context(start, " ".join(words) or None, rate, sign, delta, negative, stop)
