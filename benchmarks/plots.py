"""The two plots of a benchmark: the rate against the class size beside the peers, and the time by part."""

from __future__ import annotations

import math
import statistics
from pathlib import Path
from typing import Any

import figures
import matplotlib as mpl
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.ticker import FuncFormatter, NullFormatter

INK, QUIET, GRID = "#1f2933", "#5f6b76", "#e3e7ea"
OURS, FLOOR = "#0b6e99", "#2f855a"
PEERS = {"nbgrader": "#c2571a", "otter": "#8a5a9e", "pytest": "#8c6d1f"}
PARTS = {
    "calls": "#0b6e99",
    "pytest and cases": "#3d8fb5",
    "fork and lock-down": "#7ab3cf",
    "end of workers": "#bcd9e6",
    "feedback pages": "#c2571a",
    "records": "#dd8a4f",
    "class report": "#ecb98d",
    "start of Python, imports": "#66747f",
    "self-test of the isolation": "#8d9aa4",
    "start of the session": "#b3bdc4",
    "rest": "#dde2e6",
}
"""In the order of drawing: what each submission costs in blue, writing in orange, what comes once in grey."""
DARK = ("#0b6e99", "#3d8fb5", "#c2571a", "#66747f", "#2f855a")
SETTINGS = {
    "font.size": 12,
    "svg.hashsalt": "bench",
    "svg.fonttype": "path",
    "text.color": INK,
    "axes.labelcolor": INK,
    "axes.edgecolor": QUIET,
    "xtick.color": QUIET,
    "ytick.color": QUIET,
    "xtick.labelcolor": INK,
    "ytick.labelcolor": INK,
}


def rate(raw: dict[str, Any], path: Path) -> None:
    """Submissions a minute against the class size, both logarithmic; peers and floor as lines across."""
    with mpl.rc_context(SETTINGS):
        figure = Figure(figsize=(8, 5), layout="constrained")
        axes = figure.add_subplot()
        points = sorted((one["size"], 60 * one["size"] / one["seconds"]) for one in raw["by size"])
        lines = _lines(raw)
        highest = max([value for _, value in points] + [value for _, value, _ in lines])
        lowest = min([value for _, value in points] + [value for _, value, _ in lines])
        sizes = [size for size, _ in points] or [raw["size"]]
        axes.set(
            xscale="log", yscale="log", xlim=(min(sizes) / 1.25, max(sizes) * 1.25), ylim=(lowest / 1.8, highest * 1.8)
        )
        for _, value, color in lines:
            axes.axhline(value, color=color, linewidth=1.6, linestyle=(0, (5, 3)))
        axes.plot(
            *zip(*points, strict=True) if points else ([], []), color=OURS, linewidth=2.4, marker="o", markersize=7
        )
        _name_lines(axes, lines + [("ours", value, OURS) for _, value in points[-1:]])
        axes.set_xticks(sizes, [f"{size:,}" for size in sizes])
        axes.xaxis.set_minor_formatter(NullFormatter())
        axes.yaxis.set_major_formatter(FuncFormatter(lambda value, _: _plain(value)))
        axes.set_xlabel("submissions in the class")
        axes.set_ylabel("submissions a minute")
        _finish(axes, figure, f"Rate of a whole run, {raw['cores']} cores; peers grade one after the other")
        axes.grid(True, which="major", color=GRID)
        figure.savefig(path, metadata={"Date": None})


def _lines(raw: dict[str, Any]) -> list[tuple[str, float, str]]:
    """What is drawn across: words, submissions a minute, colour."""
    floor = 60 * statistics.median(figures.over(raw, lambda one: one["floor, all"]["rate"]))
    found = [(f"the floor, {raw['cores']} cores", floor, FLOOR)]
    for key, peer in raw["peers"].items():
        seconds = statistics.median(figures.over(raw, lambda one, key=key: one[f"peer, {key}"]))
        found.append((peer["name"], 60 / seconds, PEERS[key]))
    return found


def _name_lines(axes: Axes, lines: list[tuple[str, float, str]]) -> None:
    """Beside the right end of each line its name and its rate; names that would touch are moved apart."""
    low, high = (math.log(value) for value in axes.get_ylim())
    height, above = 0.058, -1.0
    for words, value, color in sorted(lines, key=lambda line: line[1]):
        above = max((math.log(value) - low) / (high - low), above + height)
        axes.annotate(
            f"{words}: {_plain(value)}",
            (1.015, above),
            xycoords="axes fraction",
            va="center",
            color=color,
            fontsize=11,
            fontweight="bold" if color == OURS else "normal",
        )


def parts(raw: dict[str, Any], path: Path) -> None:
    """Milliseconds a submission by part as a stacked bar, the floor as a bar beneath it."""
    found = _drawn(raw["parts"]["milliseconds"])
    whole = sum(found.values())
    floor = 1e3 * statistics.median(figures.over(raw, lambda one: one["floor, one"]["each"]))
    with mpl.rc_context(SETTINGS):
        figure = Figure(figsize=(8, 5), layout="constrained")
        axes = figure.add_subplot()
        begin = 0.0
        for part, spent in found.items():
            color = PARTS.get(part, PARTS["rest"])
            axes.barh(1, spent, left=begin, height=0.7, color=color, edgecolor="white", label=f"{part}: {spent:.1f} ms")
            _inside(axes, begin, 1, spent, color, whole)
            begin += spent
        axes.barh(0, floor, height=0.7, color=FLOOR)
        _inside(axes, 0.0, 0, floor, FLOOR, whole)
        axes.set(ylim=(-0.6, 1.6), xlim=(0, max(whole, floor) * 1.02), xlabel="milliseconds a submission, one core")
        axes.set_yticks([0, 1], ["the floor", "ours"])
        axes.tick_params(axis="y", length=0)
        figure.legend(ncols=2, loc="outside lower left", frameon=False, fontsize=11, handlelength=1.1)
        _finish(axes, figure, f"Where the time goes: {whole:.0f} ms a submission, without loopers")
        axes.grid(True, axis="x", color=GRID)
        figure.savefig(path, metadata={"Date": None})


def assignments(raw: dict[str, Any], path: Path) -> None:
    """Milliseconds of processors a submission by assignment: right work, wrong work, the floor."""
    rows = raw.get("by assignment", {})
    kinds = (("right, CPU", "right work", OURS), ("wrong, CPU", "wrong work", "#7ab3cf"), ("floor", "the floor", FLOOR))
    with mpl.rc_context(SETTINGS):
        figure = Figure(figsize=(8, 0.75 * len(rows) + 1.6), layout="constrained")
        axes = figure.add_subplot()
        for index, (key, words, color) in enumerate(kinds):
            places = [place + 0.27 * (index - 1) for place in range(len(rows))]
            values = [1e3 * row[key] for row in rows.values()]
            axes.barh(places, values, height=0.25, color=color, label=words)
            for place, value in zip(places, values, strict=True):
                axes.annotate(
                    f"{value:.0f}", (value, place), (3, 0), textcoords="offset points", va="center", fontsize=10
                )
        axes.set_yticks(range(len(rows)), list(rows))
        axes.tick_params(axis="y", length=0)
        axes.invert_yaxis()
        axes.set_xlabel("milliseconds of a processor for each submission, start left out")
        axes.legend(frameon=False, loc="best", fontsize=11)
        _finish(axes, figure, "Cost of a submission by assignment")
        axes.grid(True, axis="x", color=GRID)
        figure.savefig(path, metadata={"Date": None})


def _drawn(milliseconds: dict[str, float]) -> dict[str, float]:
    """The parts in the order of drawing; those that would be a hair are put to the rest."""
    whole, found = sum(milliseconds.values()), {}
    hair = {part for part, spent in milliseconds.items() if spent < 0.005 * whole} - {"rest"}
    for part in [*PARTS, *(part for part in milliseconds if part not in PARTS)]:
        if part in milliseconds and part not in hair:
            found[part] = milliseconds[part]
    rest = found.pop("rest", 0.0) + sum(milliseconds[part] for part in hair)
    return found | {"rest": rest}


def _inside(axes: Axes, begin: float, place: int, spent: float, color: str, whole: float) -> None:
    """The figure inside its part of a bar, where there is room."""
    if spent > 0.05 * whole:
        ink = "white" if color in DARK else INK
        axes.text(begin + spent / 2, place, f"{spent:.1f}", ha="center", va="center", color=ink)


def _finish(axes: Axes, figure: Figure, title: str) -> None:
    axes.set_title(title, loc="left", fontsize=13, fontweight="bold", pad=12)
    axes.set_axisbelow(True)
    axes.spines[["top", "right"]].set_visible(False)
    figure.patch.set_facecolor("white")


def _plain(value: float) -> str:
    return f"{value:,.0f}" if value >= 10 else f"{value:.1f}"
