"""Patterns that keep their sets as written match what those with mapped sets match."""

from __future__ import annotations

import re
import subprocess
import sys

import pytest

PATTERNS = ["[가-힣]+", "[^가-힣]", "(?<![가-힣])[A-Za-z’‘']\\d", "[㉮-㉯가나다\\s]", "(?i)[a-zé]+", "[\\d,.-]+원"]
SAID = "'26년 가나다 é É Abc ’30 3,000원 ㉮ x"
SCRIPT = """
import re, sys
from ingest.pdf.regexes import keep_small_sets
kept = keep_small_sets()
print(kept, [re.findall(p, sys.argv[1]) for p in sys.argv[2:]])
"""


def test_the_same_is_found_with_sets_kept_as_written():
    found = subprocess.run([sys.executable, "-c", SCRIPT, SAID, *PATTERNS], capture_output=True, text=True, check=True)
    assert found.stdout.split(" ", 1)[1].strip() == str([re.findall(p, SAID) for p in PATTERNS])


@pytest.mark.skipif(sys.version_info[:2] != (3, 11), reason="later versions of Python map a set at once")
def test_a_set_of_many_letters_costs_no_walk_through_them():
    counted = "import re._compiler as c; from ingest.pdf.regexes import keep_small_sets; print(keep_small_sets(), "
    counted += "c._optimize_charset([(c.RANGE, (0xac00, 0xd7a3))]) == ([(c.RANGE, (0xac00, 0xd7a3))], False))"
    found = subprocess.run([sys.executable, "-c", counted], capture_output=True, text=True, check=True)
    assert found.stdout.split() == ["True", "True"]
