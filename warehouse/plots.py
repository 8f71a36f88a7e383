"""In: frames of the warehouse's views. Out: matplotlib figures with legible Korean, the same on any machine.

The fonts are those of two locked packages (NanumGothic of koreanize-matplotlib, Noto Sans KR of pylopdf-fonts-ko; both
under the SIL Open Font License): nothing has to be installed by hand. Money is drawn in 억원 (100 million won).
"""

from __future__ import annotations

import logging
import textwrap
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

import matplotlib.pyplot as plt
import pandas as pd
from matplotlib import dates, font_manager, ticker
from matplotlib.colors import to_rgb

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

FONTS = {
    "koreanize_matplotlib": ("fonts/NanumGothic.ttf", "fonts/NanumGothicBold.ttf"),
    "pylopdf_fonts_ko": ("NotoSansKR-Regular.otf",),
}
# Paul Tol's "bright" and "light" schemes, which colour-blind readers tell apart. Grey is kept for what is put together.
COLORS = ("#4477AA", "#EE6677", "#228833", "#CCBB44", "#66CCEE", "#AA3377", "#EE8866", "#44BB99", "#AAAA00", "#FFAABB")
MANY = 14  # columns whose names stand side by side; more are turned
GREY, INK, FAINT = "#BBBBBB", "#222222", "#DDDDDD"
OTHER = "기타 other"  # what is too small to be drawn alone


def use_korean() -> list[str]:
    """Register the packaged fonts and set the style of every figure. Returns the font families, first choice first.

    Raises FileNotFoundError where no package is installed. Fonts are tried glyph by glyph, so a mark that one lacks
    (➊, ‧) is taken from the next.
    """
    families: list[str] = []
    for package, files in FONTS.items():
        spec = find_spec(package)
        for folder in spec.submodule_search_locations or () if spec else ():
            for path in (Path(folder) / f for f in files):
                if path.is_file():
                    font_manager.fontManager.addfont(path)
                    name = font_manager.FontProperties(fname=path).get_name()
                    families += [name] * (name not in families)
    if not families:
        raise FileNotFoundError(f"No Korean font: install one of {', '.join(FONTS)} (both stand in requirements.lock).")
    # NanumGothic's bold calls itself 600, Noto Sans KR comes in one weight: near enough to say nothing.
    logging.getLogger("matplotlib.font_manager").setLevel(logging.ERROR)
    plt.rcParams.update(
        {
            "font.family": [*families, "DejaVu Sans"],
            "axes.unicode_minus": False,
            "axes.spines.top": False,
            "axes.spines.right": False,
            "axes.prop_cycle": plt.cycler(color=COLORS),
            "axes.titlelocation": "left",
            "axes.titleweight": "bold",
            "axes.titlesize": 11,
            "font.size": 9,
            "figure.dpi": 110,
            "legend.frameon": False,
        }
    )
    return families


def wrapped(text: str, width: int, lines: int = 2) -> str:
    """``text`` in at most ``lines`` lines of about ``width`` letters (a Korean letter counts as one); then "…"."""
    return textwrap.fill(text, width, max_lines=lines, placeholder=" …", break_long_words=True)


def colors_of(names: Sequence[str]) -> dict[str, str]:
    """A colour for each name, in the order given; grey for OTHER."""
    named = [n for n in names if n != OTHER]
    return {n: COLORS[i % len(COLORS)] for i, n in enumerate(named)} | {OTHER: GREY}


def stacked(table: pd.DataFrame, unit: str, title: str, smallest: float = 0.03) -> Figure:
    """Horizontal stacked bars: a row per bar, a column per part, values in ``unit``.

    Columns that nowhere reach ``smallest`` of the largest bar are put together as OTHER. A bar's sum stands at its end.
    """
    table = table.fillna(0)
    keep = [c for c in table.columns if table[c].max() >= smallest * table.sum(axis=1).max()]
    keep.sort(key=lambda c: -table[c].sum())
    parts = table[keep].copy()
    rest = table.drop(columns=keep).sum(axis=1)
    if rest.any():
        parts[OTHER] = parts.get(OTHER, 0) + rest
    parts = parts.loc[parts.sum(axis=1).sort_values().index]
    figure, ax = plt.subplots(figsize=(9.5, 0.55 * len(parts) + 1.6), layout="constrained")
    left = parts.iloc[:, 0] * 0
    longest = parts.sum(axis=1).max()
    palette = colors_of(list(parts.columns))
    for name in parts.columns:
        color = palette[name]
        bars = ax.barh(
            [wrapped(str(i), 18) for i in parts.index], parts[name], left=left, color=color, label=name, height=0.66
        )
        labels = [f"{v:,.0f}" if v > 0.035 * longest else "" for v in parts[name]]
        ax.bar_label(bars, labels, label_type="center", color=_readable_on(color), fontsize=8)
        left = left + parts[name]
    for y, total in enumerate(left):
        ax.text(total + 0.008 * longest, y, f"{total:,.0f}", va="center", fontweight="bold")
    _only_values(ax, f"{title} ({unit})")
    ax.set_xlim(0, longest * 1.09)
    figure.legend(ncols=8, loc="outside lower left", fontsize=8, handlelength=1)
    return figure


def columns(table: pd.DataFrame, unit: str, title: str) -> Figure:
    """Stacked columns: a row per place on the axis, a column per part; the sum stands on top."""
    table = table.fillna(0)
    figure, ax = plt.subplots(figsize=(min(9.5, 3 + 1.2 * len(table)), 3.8), layout="constrained")
    base = table.iloc[:, 0] * 0
    for name, color in colors_of(list(table.columns)).items():
        if name in table:
            ax.bar([str(i) for i in table.index], table[name], bottom=base, color=color, label=name, width=0.72)
            base = base + table[name]
    fine = base.max() < 100 and any(base % 1)
    for x, total in enumerate(base):
        if total:
            ax.text(x, total, f"{total:,.1f}" if fine else f"{total:,.0f}", ha="center", va="bottom")
    if len(table) > MANY:
        ax.tick_params(axis="x", rotation=60)
    ax.set_title(f"{title} ({unit})", pad=14)
    ax.yaxis.set_visible(False)
    ax.spines["left"].set_visible(False)
    if len(table.columns) > 1:
        figure.legend(ncols=6, loc="outside lower left", fontsize=8, handlelength=1)
    return figure


def dumbbells(frame: pd.DataFrame, label: str, before: str, after: str, unit: str, title: str) -> Figure:
    """A line per row from ``before`` to ``after`` (column names), with both figures and the change. Log axis."""
    frame = frame.sort_values(after)
    figure, ax = plt.subplots(figsize=(9.5, 0.42 * len(frame) + 1.3), layout="constrained")
    rows = range(len(frame))
    ax.hlines(rows, frame[before], frame[after], color=FAINT, lw=5, zorder=1)
    ax.scatter(frame[before], rows, color=GREY, s=46, zorder=2, label="앞 해 before")
    ax.scatter(frame[after], rows, color=COLORS[0], s=46, zorder=2, label="뒤 해 after")
    for y, (b, a) in enumerate(zip(frame[before], frame[after], strict=True)):
        side = 1 if a >= b else -1
        ax.annotate(
            f"{b:,g}",
            (b, y),
            (-9 * side, 0),
            textcoords="offset points",
            ha="right" if side > 0 else "left",
            va="center",
            color="#777777",
        )
        ax.annotate(
            f"{a:,g}  ({a - b:+,g})",
            (a, y),
            (9 * side, 0),
            textcoords="offset points",
            ha="left" if side > 0 else "right",
            va="center",
        )
    ax.set_yticks(rows, [wrapped(t, 30, 1) for t in frame[label]])
    ax.set_xscale("log")
    ax.set_xlim(min(frame[before].min(), frame[after].min()) / 2, max(frame[before].max(), frame[after].max()) * 3)
    _only_values(ax, f"{title} ({unit}; 로그 눈금 log scale)")
    ax.legend(loc="lower right", fontsize=8)
    return figure


def dots(frame: pd.DataFrame, label: str, value: str, note: str, group: str, unit: str, title: str) -> Figure:
    """A dot per row on a log axis, coloured by ``group``, with its figure and the words in column ``note``."""
    frame = frame.sort_values(value)
    palette = colors_of(list(dict.fromkeys(frame[group])))
    figure, ax = plt.subplots(figsize=(9.5, 0.34 * len(frame) + 1.3), layout="constrained")
    rows = list(range(len(frame)))
    ax.hlines(rows, frame[value].min() / 3, frame[value], color=FAINT, lw=1.2, zorder=1)
    for name, color in palette.items():
        at = [y for y, g in zip(rows, frame[group], strict=True) if g == name]
        if at:
            ax.scatter(frame[value].iloc[at], at, color=color, s=46, label=name, zorder=2)
    for y, (v, n) in enumerate(zip(frame[value], frame[note], strict=True)):
        ax.annotate(f"{v:,.0f}  {n}".strip(), (v, y), (8, 0), textcoords="offset points", va="center")
    ax.set_yticks(rows, [wrapped(t, 34, 1) for t in frame[label]])
    ax.set_xscale("log")
    ax.set_xlim(frame[value].min() / 3, frame[value].max() * 6)
    _only_values(ax, f"{title} ({unit}; 로그 눈금 log scale)")
    ax.legend(loc="lower right", fontsize=8)
    return figure


def slopes(frame: pd.DataFrame, title: str, across: int = 4) -> Figure:
    """A small panel per row of ``targets_with_baselines``: the baseline and the target, both as printed.

    Each panel has its own scale; ranks are drawn with the first place on top. A baseline without a year is 현재 (now).
    """
    down = -(-len(frame) // across)
    figure, grid = plt.subplots(down, across, figsize=(9.5, 2.3 * down), layout="constrained", squeeze=False)
    figure.get_layout_engine().set(hspace=0.09)  # between a panel's years and the name of the panel below
    palette = colors_of(list(dict.fromkeys(frame["project_name"])))
    for ax, (_, row) in zip(grid.flat, frame.iterrows(), strict=False):
        color, start = palette[row["project_name"]], row["baseline_year"]
        years = ["현재" if pd.isna(y) else str(int(y)) for y in (start, row["target_year"])]
        ax.plot((0, 1), (row["baseline"], row["target"]), color=color, marker="o", lw=2.2)
        rises = (row["target"] >= row["baseline"]) != (row["unit"] == "rank")  # as drawn: the first place is on top
        for x, end, above in ((0, "baseline", not rises), (1, "target", rises)):
            place = {"xytext": (0, 7 if above else -7), "va": "bottom" if above else "top"}  # clear of the line
            ax.annotate(
                row[f"{end}_printed"],
                (x, row[end]),
                textcoords="offset points",
                ha="center",
                fontweight="bold",
                **place,
            )
        ax.set_xticks((0, 1), years)
        ax.set_xlim(-0.45, 1.45)
        ax.margins(y=0.45)
        ax.yaxis.set_visible(False)
        ax.spines["left"].set_visible(False)
        ax.set_title(wrapped(row["indicator"], 15), fontsize=8.5, loc="center")
        if row["unit"] == "rank":
            ax.invert_yaxis()
    for ax in grid.flat[len(frame) :]:
        ax.set_axis_off()
    handles = [plt.Line2D([], [], color=palette[n], marker="o", label=n) for n in palette if n != OTHER]
    figure.legend(handles=handles, loc="outside lower left", ncols=len(handles), fontsize=8)
    figure.suptitle(f"{title}\n", x=0.01, ha="left", fontweight="bold", fontsize=11)  # clear of a name of two lines
    return figure


def gantt(frame: pd.DataFrame, title: str, today: date | None = None) -> Figure:
    """Rows of ``milestones_due`` as bars over their periods, a panel per project, earliest first.

    A deadline ("by") is a diamond at its day; a period without a printed end is an arrow. ``today``: a dotted line.
    """
    groups = list(frame.groupby("project_name", sort=False))
    sizes = [len(g) + 0.6 for _, g in groups]
    figure, axes = plt.subplots(
        len(groups),
        figsize=(10, 0.235 * sum(sizes) + 1),
        sharex=True,
        squeeze=False,
        layout="constrained",
        gridspec_kw={"height_ratios": sizes},
    )
    last = dates.date2num(frame[["period_start", "period_end"]].max().max()) + 40
    for (name, group), ax, color in zip(groups, axes[:, 0], COLORS * len(groups), strict=False):
        until = group["period_end"].fillna(group["period_start"])
        group = group.assign(until=until).sort_values(["until", "period_start", "description"])
        for y, (_, row) in enumerate(group.iterrows()):
            _period(ax, y, row, last, color)
        ax.set_yticks(range(len(group)), [wrapped(d, 40, 1) for d in group["description"]], fontsize=8)
        ax.set_ylim(len(group) - 0.4, -0.6)
        ax.set_title(name, fontsize=10)
        ax.grid(axis="x", color=FAINT, lw=0.8)
        ax.set_axisbelow(True)
        ax.tick_params(left=False)
        ax.spines["left"].set_visible(False)
        ax.xaxis.set_major_locator(dates.YearLocator())
        ax.xaxis.set_major_formatter(dates.DateFormatter("%Y"))
        ax.xaxis.set_minor_locator(dates.MonthLocator((4, 7, 10)))
        ax.tick_params(labelbottom=True, labelsize=8)
        if today is not None:
            ax.axvline(dates.date2num(today), color=INK, ls=":", lw=1.2)
    figure.suptitle(title, x=0.01, ha="left", fontweight="bold", fontsize=11)
    return figure


def _period(ax: Axes, y: int, row: pd.Series, last: float, color: str) -> None:
    start, end = (None if pd.isna(row[c]) else dates.date2num(row[c]) for c in ("period_start", "period_end"))
    if start is None:
        ax.plot(end, y, marker="D", color=color, ms=5)
    elif end is None:
        ax.annotate("", (last, y), (start, y), arrowprops={"arrowstyle": "->", "color": color, "lw": 2})
    else:
        ax.barh(y, max(end + 1 - start, 6), left=start, height=0.58, color=color)


def _readable_on(color: str) -> str:
    """Ink for words on ``color``: white on dark, INK on light (relative luminance as in WCAG 2)."""
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in to_rgb(color)]
    return "white" if 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2] < 0.25 else INK


def _only_values(ax: Axes, title: str) -> None:
    """A chart whose bars carry their figures needs no value axis."""
    ax.set_title(title)
    ax.xaxis.set_visible(False)
    ax.spines["bottom"].set_visible(False)
    ax.spines["left"].set_visible(False)
    ax.tick_params(left=False)
    ax.xaxis.set_major_formatter(ticker.NullFormatter())
