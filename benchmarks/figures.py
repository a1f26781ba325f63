"""Medians, ratios and goals from the raw figures of a benchmark; measures nothing.

A ratio is taken within each round, whose measurements lie close together in time; its median over the rounds counts.
"""

from __future__ import annotations

import statistics
from dataclasses import dataclass
from typing import Any

import check_speed

Raw = dict[str, Any]

RATES = {"a3_linear_regression": 300.0}
"""How many times nbgrader's rate is wanted, where it is not 200."""
MILLISECONDS = {"a5_model_regression": 80.0, "a8_autograd_engine": 60.0}
"""Milliseconds of one core that a right submission may take."""


@dataclass(frozen=True)
class Goal:
    """One figure that is wanted, and what was found. Without a limit it stands there for comparison."""

    what: str
    found: float
    lowest: float
    highest: float
    limit: float | None = None
    at_least: bool = True
    unit: str = ""

    @property
    def met(self) -> bool | None:
        """None where nothing is wanted."""
        if self.limit is None:
            return None
        return self.found >= self.limit if self.at_least else self.found <= self.limit

    @property
    def wanted(self) -> str:
        if self.limit is None:
            return "-"
        return f"{'at least' if self.at_least else 'at most'} {self.limit:g}{self.unit}"

    @property
    def verdict(self) -> str:
        return {True: "met", False: "not met", None: "-"}[self.met]


def over(raw: Raw, value: Any) -> list[float]:
    """A figure in each round."""
    return [value(one) for one in raw["rounds"]]


def each(raw: Raw, key: str) -> list[float]:
    """Seconds a submission of whole commands, by round."""
    number = {"class": raw["size"], "steady": raw["size"] - raw["counts"]["looping"], "small": raw["small"]}
    return over(raw, lambda one: one[key] / number[key.split(",")[0]])


def each_further(raw: Raw, key: str) -> list[float]:
    """Seconds a further submission, without what any class costs: the difference between the class and a small one."""
    what, cores = key.split(", ")
    number = (raw["size"] if what == "class" else raw["size"] - raw["counts"]["looping"]) - raw["small"]
    return over(raw, lambda one: (one[key] - one[f"small, {cores}"]) / number)


def _goal(what: str, values: list[float], limit: float | None = None, at_least: bool = True, unit: str = "") -> Goal:
    return Goal(what, statistics.median(values), min(values), max(values), limit, at_least, unit)


def _ratio(above: list[float], below: list[float]) -> list[float]:
    return [one / other for one, other in zip(above, below, strict=True)]


def goals(raw: Raw) -> list[Goal]:
    """All goals, the project's own first of each kind."""
    found = []
    for key, limit in (("nbgrader", 200.0), ("pytest", 100.0), ("otter", None)):
        if key in raw["peers"]:
            peer = over(raw, lambda one, key=key: one[f"peer, {key}"])
            name = raw["peers"][key]["name"]
            found.append(
                _goal(f"times the rate of {name}, all cores", _ratio(peer, each(raw, "class, all")), limit, True)
            )
            found.append(_goal(f"times the rate of {name}, one core", _ratio(peer, each(raw, "class, one"))))
    one_core = over(raw, lambda one: one["floor, one"]["each"])
    all_cores = over(raw, lambda one: 1 / one["floor, all"]["rate"])
    for what, words in (("class", "the whole class"), ("steady", "the class without its loopers")):
        found.append(
            _goal(f"times the floor, {words}, one core", _ratio(each(raw, f"{what}, one"), one_core), 2.5, False)
        )
        found.append(
            _goal(f"times the floor, {words}, all cores", _ratio(each(raw, f"{what}, all"), all_cores), 2.5, False)
        )
    return (
        found
        + by_assignment(raw)
        + _others(raw)
        + _flat(raw)
        + [_goal(what, times, check_speed.limit(what), False, " s") for what, times in raw["check"].items()]
    )


def by_assignment(raw: Raw) -> list[Goal]:
    """The goals of each assignment: against nbgrader, against the floor, and against the cheapest one."""
    rows = raw.get("by assignment", {})
    if not rows:
        return []
    cheapest = min(row["right, CPU"] for row in rows.values())
    found = []
    for name, row in rows.items():
        if "nbgrader" in row:
            times = row["nbgrader"] / row["class"]
            found.append(
                _goal(f"{name}: times the rate of nbgrader autograde, all cores", [times], RATES.get(name, 200))
            )
        floor, right = row["floor"], row["right, CPU"]
        found.append(_goal(f"{name}: times the floor, right work, one core", [row["right"] / floor], 4.0, False))
        found.append(_goal(f"{name}: times the cost of the cheapest assignment", [right / cheapest], 3.0, False))
        if name in MILLISECONDS:
            found.append(
                _goal(f"{name}: a right submission", [1e3 * right], MILLISECONDS[name], False, " ms of a core")
            )
    return found


def _others(raw: Raw) -> list[Goal]:
    """Whether loopers cost the others time: the median of the others' own times, with and without loopers."""
    if not raw["counts"]["looping"]:
        return []
    with_them, without = (
        over(raw, lambda one, key=key: one[f"others' median, {key}, all"]) for key in ("class", "steady")
    )
    return [_goal("times as long for the others when loopers are among them", _ratio(with_them, without), 1.1, False)]


def _flat(raw: Raw) -> list[Goal]:
    """Memory at all sizes, and how the largest class compares with the one of 1,000."""
    found = []
    by_size = {one["size"]: one for one in raw["by size"]}
    if by_size:
        peak = max(one["memory"]["proportional"] for one in by_size.values())
        found.append(_goal("peak memory of all processes, any size", [peak], 1024, False, " MiB"))
    if {1000, 10000} <= set(by_size):
        small, large = by_size[1000], by_size[10000]
        costs = [large["seconds"] / 10000 / (small["seconds"] / 1000)]
        found.append(_goal("times the cost of a submission, 10,000 against 1,000", costs, 1.1, False))
        memory = [large["memory"]["proportional"] / small["memory"]["proportional"]]
        found.append(_goal("times the peak memory, 10,000 against 1,000", memory, 1.1, False))
    return found


def loopers(raw: Raw) -> dict[str, float]:
    """What one looper costs: seconds of the whole command on all cores and on one, and its own time as noted."""
    number = raw["counts"]["looping"]
    if not number:
        return {}
    cost = {
        f"more for the whole command, {cores} core{'s' if cores == 'all' else ''}": statistics.median(
            over(raw, lambda one, cores=cores: (one[f"class, {cores}"] - one[f"steady, {cores}"]) / number)
        )
        for cores in ("all", "one")
    }
    times = [time for one in raw["rounds"] for time in one["loopers' times, class, all"]]
    return cost | {"its own time, median": statistics.median(times), "its own time, the longest": max(times)}


def rates(raw: Raw) -> list[tuple[str, float, float | None]]:
    """What, submissions a minute, and the same without the start (None where there is none to leave out)."""
    rows: list[tuple[str, float, float | None]] = []
    for what, words in (("class", "ours, whole class"), ("steady", "ours, without loopers")):
        for cores, on in (("all", f"{raw['cores']} cores"), ("one", "one core")):
            key = f"{what}, {cores}"
            further = 60 / statistics.median(each_further(raw, key)) if raw["size"] > raw["small"] else None
            rows.append((f"{words}, {on}", 60 / statistics.median(each(raw, key)), further))
    rows.append(("floor, one core", 60 / statistics.median(over(raw, lambda one: one["floor, one"]["each"])), None))
    rate = statistics.median(over(raw, lambda one: one["floor, all"]["rate"]))
    rows.append((f"floor, {raw['cores']} cores", 60 * rate, None))
    for key, peer in raw["peers"].items():
        seconds = statistics.median(over(raw, lambda one, key=key: one[f"peer, {key}"]))
        rows.append((peer["name"], 60 / seconds, None))
    return rows
