"""What makes an amount money: a currency word after it, or a bare 억 or 조 that counts nothing else. Flattened
text in, unit out.
"""

from __future__ import annotations

import re

from ingest.language.numbers import Amount
from ingest.language.units import Unit, UnitTable

KRW = Unit("", "KRW", 1.0, "money")
_BARE_NEXT = re.compile(
    r"(?![가-힣A-Za-z])|[을를이가은는의로으에도씩대]|여(?=[\s)])|규모|내외|수준|이상|이하|미만|초과|증|감|상당|반영|투자|출자|지원|달성|확보|규모|정도|가량|까지"
)
_BARE_JO_NOT = re.compile(r"[의이가에로](?:\s?\d|제)|에\s?(?:따|의)|의\s?\d|\s?제?\d+항|\s?\d교대")


def bare_money(flat: str, a: Amount) -> bool:
    """True where an amount in 억 or 조 without a currency word is won: 160억), 4.1조 규모; not 제3조 or 1.3억회."""
    if not a.scale_printed or (
        a.scale_printed[-1] not in "억조" and not (a.is_compound and re.search("[억조]", a.scale_printed))
    ):
        return False
    if not _BARE_NEXT.match(flat, a.end):
        return False
    if a.scale_printed == "조":
        return not _BARE_JO_NOT.match(flat, a.end)
    return True


def currency_before(flat: str, a: Amount, table: UnitTable) -> Unit | None:
    """The currency whose sign stands right before an amount: $58억, ₩300만."""
    sign = flat[: a.start].rstrip()[-1:] if a.start else ""
    unit = table.by_printed.get(sign) if sign and not sign.isalnum() else None
    return unit if unit is not None and unit.kind == "money" else None
