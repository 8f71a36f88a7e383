"""Placeholders: a module is imported when something of it is first used, and not before."""

import subprocess
import sys


def run(code: str) -> str:
    return subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout


def test_importing_a_placeholder_imports_nothing_and_using_it_imports_the_module():
    code = (
        "import sys\nfrom expectations.later import import_later\nimport_later('colorsys')\nimport colorsys\n"
        "print(hasattr(colorsys, '__file__'))\nprint(colorsys.rgb_to_hls(0, 0, 0)[1])\n"
        "print(hasattr(sys.modules['colorsys'], '__file__'))"
    )
    assert run(code).split() == ["False", "0.0", "True"]


def test_the_gate_imports_neither_plotting_nor_statistics():
    code = (
        "import sys, duckdb\nfrom expectations.run import Gate\nfrom expectations.rules import Suite, unique\n"
        "con = duckdb.connect()\ncon.execute('create table t as select 1 as a')\n"
        "print(*(r.outcome for r in Gate().check(con, 's', [Suite('t', ('a',), (unique(['a']),))])))\n"
        "print('great_expectations' in sys.modules, 'scipy.linalg' in sys.modules, 'narwhals' in sys.modules)"
    )
    assert run(code).split() == ["held", "True", "False", "False"]
