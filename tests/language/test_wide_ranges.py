"""Patterns with wide classes match the same characters as Python's own compiling of them."""

from __future__ import annotations

import re

import pytest

from ingest import wide_ranges

EVERY = [chr(code) for code in range(0x10000) if not 0xD800 <= code < 0xE000] + ["😀", "𠀀"]


@pytest.mark.parametrize(
    "pattern",
    [
        "[가-힣]",
        "[^가-힣]",
        "[가-힣A-Za-z]",
        "[^가-힣A-Za-z0-9\\s]",
        "(?<![가-힣·])x|[가-힣①-⑳%]",
        "(?i:[가-힣a-z])",
        "[ㄱ-힣&&]",
    ],
)
@pytest.mark.filterwarnings("ignore:Possible set")
def test_same_characters(pattern: str, monkeypatch: pytest.MonkeyPatch) -> None:
    compiler = re._compiler
    quick = compiler.compile(pattern)
    original = next(c.cell_contents for c in compiler._optimize_charset.__closure__ if callable(c.cell_contents))
    monkeypatch.setattr(compiler, "_optimize_charset", original)
    slow = compiler.compile(pattern)
    assert [c for c in EVERY if quick.search(c)] == [c for c in EVERY if slow.search(c)]


def test_another_compiler_stays_as_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    def other(items: list) -> list:
        return items

    monkeypatch.setattr(re._compiler, "_optimize_charset", other)
    wide_ranges.spare_wide_ranges()
    assert re._compiler._optimize_charset is other
