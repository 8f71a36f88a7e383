"""Fonts that hold every letter the plan prints, and figures that survive what a frame may hold."""

from __future__ import annotations

import datetime

import matplotlib

matplotlib.use("agg")

import pandas as pd
import pytest
from matplotlib import font_manager, ft2font

from warehouse import open_warehouse, plots


def test_every_letter_of_the_facts_has_a_glyph(built) -> None:
    families = plots.use_korean()
    assert families[0] == "NanumGothic"
    glyphs: set[int] = set()
    for family in families:
        glyphs |= set(ft2font.FT2Font(font_manager.findfont(family, fallback_to_default=False)).get_charmap())
    with open_warehouse(built.out) as con:
        names = con.sql("select subject || project_name || coalesce(figure_printed, '') from facts").fetchall()
    letters = {c for (name,) in names for c in name if not c.isspace()}
    missing = {c for c in letters if ord(c) not in glyphs}
    assert letters and not missing


def test_no_font_package_says_what_to_install(monkeypatch) -> None:
    monkeypatch.setattr(plots, "FONTS", {"no_such_font_package": ("a.ttf",)})
    with pytest.raises(FileNotFoundError, match="no_such_font_package"):
        plots.use_korean()


def test_small_parts_are_put_together_and_the_sum_stays() -> None:
    table = pd.DataFrame({"a": [100.0, None], "b": [1.0, None], "c": [None, 1.5]}, index=["x", "y"])
    figure = plots.stacked(table, "억원", "t")
    labels = [t.get_text() for t in figure.legends[0].get_texts()]
    sums = {t.get_text() for t in figure.axes[0].texts}
    assert labels == ["a", plots.OTHER] and {"101", "2"} <= sums


def test_slope_of_a_rank_rises_to_the_first_place() -> None:
    row = {"project_name": "p", "indicator": "수출 순위", "unit": "rank", "baseline": 10.0, "baseline_printed": "10위",
           "baseline_year": pd.NA, "target": 7.0, "target_printed": "7위", "target_year": 2030}  # fmt: skip
    ax = plots.slopes(pd.DataFrame([row]), "t").axes[0]
    assert ax.yaxis_inverted()
    assert [t.get_text() for t in ax.get_xticklabels()] == ["현재", "2030"]


def test_gantt_draws_ranges_deadlines_and_open_ends() -> None:
    day = datetime.date
    rows = [
        ("a", day(2026, 1, 1), day(2026, 6, 30), day(2026, 6, 30)),
        ("b", None, day(2026, 4, 30), day(2026, 4, 30)),
        ("c", day(2026, 1, 1), None, day(2026, 1, 1)),
    ]
    frame = pd.DataFrame(rows, columns=["description", "period_start", "period_end", "due_on"]).assign(project_name="p")
    ax = plots.gantt(frame, "t", day(2025, 12, 16)).axes[0]
    assert [t.get_text() for t in ax.get_yticklabels()] == ["c", "b", "a"], "earliest due first"
    bar, diamond, arrow = ax.patches, [line for line in ax.lines if line.get_marker() == "D"], ax.texts
    assert (len(bar), len(diamond), len(arrow)) == (1, 1, 1)
    assert bar[0].get_width() == 181  # 2026-01-01 to 2026-06-30, both days
