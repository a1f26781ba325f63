"""Checks a number that the learner worked out with a pencil, for a cell of the notebook. Knows no formula.

The folder of an assignment with such numbers has a copy of this module. What is right, and what a slip makes of it,
are numbers in explanations.json.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

import numpy as np

from gradcheck import as_array

FILE = "explanations.json"
NEAR = 1e-3
"""How near, relatively, a typed number must come: people round."""


def check_step(task: str, number: int, answer: Any) -> None:
    """Print whether `answer` is the number of a step of a task's ladder: a number, or a tuple of numbers.

    An answer that is None or `...` counts as not filled in. Whatever the three are, no error is raised, so that a
    notebook runs on.
    """
    plain = type(task) is str and type(number) is int
    named = f"{task}, step {number}" if plain else "check_step"
    sys.stdout.write(f"{named}: {_said(task, number, answer)}\n")


def _said(task: Any, number: Any, answer: Any) -> str:
    ladders = _ladders()
    if not ladders:
        return f"{FILE}, beside ladder.py, has no steps. Take a fresh copy of this folder."
    steps = ladders.get(task, []) if type(task) is str else []
    if type(number) is not int or not 1 <= number <= len(steps):
        known = ", ".join(
            f"{name} 1 to {len(each)}" if len(each) > 1 else f"{name} 1" for name, each in ladders.items()
        )
        return f"there is no such step. The steps of this folder are: {known}."
    right = np.asarray(steps[number - 1]["right"], dtype=np.float64)
    if _unfilled(answer):
        return "not filled in yet. Replace the dots by your answer."
    form = "one number, such as -3.5" if right.ndim == 0 else f"{right.size} numbers in parentheses, such as (4, -3.5)"
    given = as_array(answer)
    if given is None or given.shape != right.shape:
        return f"not yet. Type {form}."
    if is_near(given, right):
        return "right."
    for slip, sentence in steps[number - 1]["slips"]:
        if is_near(given, slip):
            return f"not yet. {sentence}"
    otherwise = steps[number - 1].get("otherwise", "Look at each factor and its sign.")
    return f"not yet. {otherwise} Hint 3 of {task} works out another example."


def is_near(given: Any, right: Any) -> bool:
    """Whether all numbers of `given` are those of `right`, as people round."""
    return bool(np.allclose(given, right, rtol=NEAR, atol=1e-12))


def _unfilled(answer: Any) -> bool:
    entries = answer if type(answer) in (tuple, list) else (answer,)
    return not entries or any(entry is None or entry is ... for entry in entries)


def _ladders() -> dict[str, list[dict[str, Any]]]:
    """The steps of each task; none where the file is not there or is broken."""
    path = Path(__file__).resolve().parent / FILE
    try:
        ladders = json.loads(path.read_text(encoding="utf-8"))["ladders"]
    except (OSError, ValueError, LookupError, TypeError):
        return {}
    return {task: steps for task, steps in ladders.items() if steps} if isinstance(ladders, dict) else {}
