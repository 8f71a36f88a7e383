"""In: an English sentence of the program. Out: the same in Korean where the user's locale is Korean.

What the program says is translated; what a document says (names, quotes, figures, keys, columns) never is. The Korean
stands in kplan/catalogue.py under the English, with {} where values stand.
"""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from functools import cache

VARIABLES = ("KPLAN_LANG", "LC_ALL", "LC_MESSAGES", "LANG")  # the first one set decides, as in POSIX
LANGUAGES = ("ko", "en")

_chosen: str | None = None


def of_locale(environment: Mapping[str, str]) -> str:
    """``ko`` where the first variable set names Korean (``ko``, ``ko_KR``, ``ko_KR.UTF-8`` …), else ``en``."""
    for name in VARIABLES:
        if value := environment.get(name):
            return "ko" if re.match(r"ko(?![a-z])", value.lower()) else "en"
    return "en"


def use(language: str | None) -> None:
    """Speak ``ko`` or ``en`` from now on; None: what the locale says."""
    global _chosen
    _chosen = language


def current() -> str:
    return _chosen or of_locale(os.environ)


def say(english: str, *values: object) -> str:
    """The sentence in the user's language, its {} filled with ``values`` in their order."""
    said = english
    if current() == "ko":
        from kplan.catalogue import KOREAN

        said = KOREAN.get(english, english)
    return said.format(*values) if values else said


def translate(message: str) -> str:
    """A finished English message in the user's language; see ``in_korean``."""
    return in_korean(message) if current() == "ko" else message


def in_korean(message: str) -> str:
    """A finished English message, line by line, in Korean; lines that no entry fits stay as they are.

    For messages that rooms below made, which know of no languages: what the entry's {} match is put into the Korean.
    """
    from kplan.catalogue import KOREAN

    if message in KOREAN:
        return KOREAN[message]
    return _line(message) or "\n".join(_line(line) or line for line in message.split("\n"))


def _line(line: str) -> str | None:
    from kplan.catalogue import KOREAN

    bare = line.strip()
    for pattern, english in _patterns():
        if found := pattern.fullmatch(bare):
            indent = line[: len(line) - len(line.lstrip())]
            return indent + KOREAN[english].format(*(in_korean(v) if " " in v else v for v in found.groups()))
    return None


@cache
def _patterns() -> list[tuple[re.Pattern[str], str]]:
    """Every entry as a pattern, those with the most fixed words first: they fit the fewest messages."""
    from kplan.catalogue import KOREAN

    entries = sorted((e for e in KOREAN if len(e.replace("{}", "").strip()) > 3), key=lambda e: (-len(e), e))
    return [(re.compile("(.+?)".join(map(re.escape, e.split("{}"))), re.S), e) for e in entries]
