"""Two hundred mutated plans: an outcome for each, nothing left running, open or on the disk (`make fuzz`: 10,000)."""

import random
import re
import subprocess
import sys
from pathlib import Path

from tests.fuzz.mutate import MUTATIONS, mutate
from tests.fuzz.run import seeds
from tests.pdf.build import pdf

ROOT = Path(__file__).resolve().parents[2]


def test_two_hundred_mutated_plans_end_with_an_outcome_each():
    said = subprocess.run(
        [sys.executable, "-m", "tests.fuzz.run", "--count", "200", "--jobs", "1", "--seed", "7"],
        cwd=ROOT, capture_output=True, text=True, timeout=280,
    )  # fmt: skip
    assert said.returncode == 0, said.stdout + said.stderr
    first, *outcomes = said.stdout.splitlines()
    counts = [int(n) for n in re.findall(r"^ *(\d+) (?:ok|empty|picture_only|garbled_text|refused)", said.stdout, re.M)]
    assert first.startswith("200 files") and sum(counts) == 200 and len(counts) > 3, said.stdout
    assert not [line for line in outcomes if "(timeout)" in line or "(memory)" in line], said.stdout


def test_mutations_change_the_file_and_are_the_same_for_the_same_seed():
    data = pdf("BT /F1 12 Tf 40 250 Td (plan) Tj ET")
    for change in MUTATIONS:
        assert change(data, random.Random(3)) == change(data, random.Random(3))
    made = {mutate(data, random.Random(n)) for n in range(50)}
    assert len(made) > 40 and data not in made


def test_seeds_are_sound(tmp_path):
    from ingest.pdf import read_file

    for n, data in enumerate(seeds()):
        (tmp_path / f"{n}.pdf").write_bytes(data)
        assert read_file(tmp_path / f"{n}.pdf").outcomes[0].kind == "ok"
