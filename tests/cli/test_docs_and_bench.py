"""`make docs` writes one page that stands alone; `make bench` measures processes and says when one fails."""

import sys

import pytest

from kplan.bench import measure
from kplan.docs import write_docs
from kplan.errors import WrongUsage


def test_the_documentation_is_one_page_with_the_models(built, tmp_path):
    page = write_docs(tmp_path / "docs", built.out)
    assert [p.name for p in page.parent.iterdir()] == ["index.html"]
    assert "model.kplan.fct_budgets" in page.read_text(encoding="utf-8")


def test_documentation_needs_a_warehouse(tmp_path):
    with pytest.raises(WrongUsage, match="make warehouse"):
        write_docs(tmp_path / "docs", tmp_path / "none.duckdb")


def test_a_measurement_counts_the_cpu_of_children_too():
    burn = "sum(i * i for i in range(3_000_000))"
    child = f"import subprocess, sys; subprocess.run([sys.executable, '-c', {burn!r}])"
    here, there = (measure("burn", [sys.executable, "-c", code], 1) for code in (burn, child))
    assert there.cpu > 0.7 * here.cpu > 0.05
    assert here.peak > 3


def test_a_failing_measurement_says_what_went_wrong():
    with pytest.raises(RuntimeError, match="no such thing"):
        measure("wrong", [sys.executable, "-c", "raise SystemExit('no such thing')"], 1)
