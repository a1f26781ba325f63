"""bench.md: the figures of a benchmark as tables that a person reads. It can be made again from bench.json.

python benchmarks/report.py benchmarks/results      writes bench.md and the plots anew
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

import figures
import plots
from measure import QUIET

Rows = list[list[str]]
PARTS = ("fork and lock-down", "calls", "pytest and cases", "end of workers", "feedback pages", "rest")
"""The parts of a run that each submission costs, in the table by assignment."""


def page(raw: dict[str, Any]) -> str:
    """The whole page."""
    parts = [_head(raw), _goals(raw), _rates(raw), "![Rate against class size](rate.svg)\n", _sizes(raw), _loopers(raw)]
    parts += [_assignments(raw)]
    parts += ["## Time by part\n", "![Time by part](parts.svg)\n", _parts(raw), _how(raw), _where(raw)]
    return "\n".join(part for part in parts if part)


def table(head: list[str], rows: Rows) -> str:
    """A table whose first column is text and whose others are figures."""
    lines = [head, ["---"] + ["---:"] * (len(head) - 1), *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines) + "\n"


def number(value: float) -> str:
    """Three significant digits, thousands with commas."""
    if abs(value) >= 100:
        return f"{value:,.0f}"
    return f"{value:.1f}" if abs(value) >= 10 else f"{value:.2f}"


def _head(raw: dict[str, Any]) -> str:
    counts = raw["counts"]
    made_of = f"{counts['right']} right, {counts['wrong']} wrong, {counts['looping']} looping for ever"
    rounds = f"{len(raw['rounds'])} round{'s' if len(raw['rounds']) > 1 else ''}"
    lines = [f"# A class of {raw['size']:,}, measured\n"]
    if raw["quick"]:
        lines.append("This was a quick try: too small a class, one round. Quote none of it.\n")
    busy = max(one["busy before"] for one in raw["rounds"])
    if busy > QUIET:
        lines.append(f"The machine was not quiet: other work took up to {100 * busy:.0f} % of it. Quote none of it.\n")
    lines.append(f"a3_linear_regression: {made_of}. {rounds}, medians. Written by `make bench`.\n")
    wrong = raw["complaints"]
    marks = "Every mark was what it was meant to be, in every run, and every feedback page was there."
    if wrong:
        marks = "Some marks were not what they were meant to be:\n\n" + "\n".join(f"- {sentence}" for sentence in wrong)
    return "\n".join([*lines, marks, ""])


def _goals(raw: dict[str, Any]) -> str:
    rows = []
    for goal in figures.goals(raw):
        span = f"{number(goal.lowest)} to {number(goal.highest)}" if goal.lowest != goal.highest else "-"
        rows.append([goal.what, f"{number(goal.found)}{goal.unit}", span, goal.wanted, goal.verdict])
    return "## Goals\n\n" + table(["figure", "median", "from, to", "wanted", ""], rows)


def _rates(raw: dict[str, Any]) -> str:
    rows = []
    for what, rate, further in figures.rates(raw):
        rows.append(
            [what, number(rate), number(60e3 / rate), "-" if further is None or further <= 0 else number(further)]
        )
    head = ["", "submissions a minute", "ms each", "a minute, start left out"]
    return "## Rates\n\n" + table(head, rows)


def _sizes(raw: dict[str, Any]) -> str:
    if not raw["by size"]:
        return ""
    rows = []
    for one in raw["by size"]:
        memory, size = one["memory"], one["size"]
        cells = [number(one["seconds"]), number(1e3 * one["seconds"] / size), number(60 * size / one["seconds"])]
        rows.append(
            [f"{size:,}", str(one["looping"]), *cells, number(memory["proportional"]), number(memory["resident"])]
        )
    head = ["class", "loopers", "seconds", "ms each", "a minute", "peak PSS, MiB", "peak RSS, MiB"]
    return (
        f"## By class size, {raw['cores']} cores\n\n"
        + table(head, rows)
        + "\nMemory is that of all processes together. PSS counts a shared page once; RSS counts it in each process.\n"
    )


def _loopers(raw: dict[str, Any]) -> str:
    found = figures.loopers(raw)
    if not found:
        return ""
    return "## What one looper costs\n\n" + table(
        ["", "seconds"], [[what, number(value)] for what, value in found.items()]
    )


def _assignments(raw: dict[str, Any]) -> str:
    rows_by_name = raw.get("by assignment", {})
    if not rows_by_name:
        return ""
    rows, parts = [], []
    for name, row in rows_by_name.items():
        own = [row["class"], row["class, CPU"], row["right, CPU"], row["wrong, CPU"], row["floor"], row["start"]]
        cells = [number(1e3 * value) for value in own]
        cells.append(number(row["right"] / row["floor"]))
        cells += (
            [number(1e3 * row["nbgrader"]), number(row["nbgrader"] / row["class"])] if "nbgrader" in row else ["-"] * 2
        )
        rows.append([name, *cells])
        parts.append([name, *(number(row["parts"].get(part, 0.0)) for part in PARTS)])
    head = ["", f"class, {raw['cores']} cores", "class, CPU", "right, CPU", "wrong, CPU", "floor", "start", "x floor"]
    size = next(iter(rows_by_name.values()))["size"]
    return (
        f"## By assignment\n\nMilliseconds a submission in a class of {size:,}; right and wrong work by itself on one "
        "core, without the start of the command, which is given by itself. nbgrader runs each notebook's cells on the "
        "public examples.\n\n"
        + table([*head, "nbgrader", "x nbgrader"], rows)
        + "\n![Cost by assignment](assignments.svg)\n\nRight work by part, milliseconds a submission, one core:\n\n"
        + table(["", *PARTS], parts)
    )


def _parts(raw: dict[str, Any]) -> str:
    parts = raw["parts"]
    whole = sum(parts["milliseconds"].values())
    rows = [
        [part, number(spent), f"{100 * spent / whole:.0f} %"]
        for part, spent in sorted(parts["milliseconds"].items(), key=lambda item: -item[1])
    ]
    said = (
        f"One process on one core, {parts['submissions']} submissions without loopers; what comes once is spread over "
        "them.\n"
    )
    if parts["missing"]:
        said += f"Not found, and so in the rest: {', '.join(parts['missing'])}.\n"
    return said + "\n" + table(["part", "ms a submission", "share"], [*rows, ["all", number(whole), "100 %"]])


def _how(raw: dict[str, Any]) -> str:
    notes = [
        "Ours is the whole command `autograder grade`, start to end, all feedback pages and the class report written; "
        "nothing is subtracted. *Start left out* is the difference between the class and one of "
        f"{raw['small']}, by the submissions between them.",
        "Ours asks every answer that counts twice, in two locked workers, and names mistakes. Neither the peers nor "
        "the floor do.",
        "The floor: a warm NumPy process forks for each submission, 30 calls with arrays as MessagePack frames, "
        "comparisons with np.allclose; no lock-down, no page.",
        "Each peer runs the same 43 checks (benchmarks/peers/checks.py) in an environment of its own and was seen to "
        "tell a wrong submission from a right one. The oracle's torch is imported in each process or kernel: a peer "
        "has no other place for it. It grades right submissions only, "
        f"{raw['peer sample']} in each round, one after the other, and may use all cores.",
        "nbgrader's figure is the difference between a class of one and a larger one, by the submissions between them, "
        "so its start is left out; its feedback pages, a command of their own, are not in it.",
        "CPU is the time in which the machine's processors were busy, whoever had them: killed workers are in "
        "no process's account.",
        "Ratios are taken within a round, whose measurements follow each other, and the median over rounds is given.",
    ]
    return "## How\n\n" + "\n".join(f"- {note}" for note in notes) + "\n"


def _where(raw: dict[str, Any]) -> str:
    rows = [[name, str(value)] for name, value in (raw["machine"] | raw["versions"]).items()]
    for peer in raw["peers"].values():
        packages = ", ".join(f"{name} {version}" for name, version in peer["versions"].items())
        rows.append([peer["name"], packages])
    rows += [["begun", raw["started"]], ["took", f"{raw['seconds'] / 60:.0f} minutes"]]
    return "## Where\n\n" + table(["", ""], rows)


def main() -> None:
    folder = Path(sys.argv[1]) if len(sys.argv) == 2 else Path(__file__).parent / "results"
    try:
        raw = json.loads((folder / "bench.json").read_text(encoding="utf-8"))
    except OSError:
        sys.exit(f"There is no bench.json in {folder}.")
    (folder / "bench.md").write_text(page(raw), encoding="utf-8")
    plots.rate(raw, folder / "rate.svg")
    plots.parts(raw, folder / "parts.svg")
    plots.assignments(raw, folder / "assignments.svg")


if __name__ == "__main__":
    main()
