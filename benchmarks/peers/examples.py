"""Calls a submission on the public examples of its assignment and compares: the checks of the floor and of nbgrader.

It needs NumPy alone (and what the assignment itself imports), for it is copied into the peers' folders, beside the
handout's `explanations.json` and `example_calls.py`.
"""

from __future__ import annotations

import importlib
import json
import sys
import types
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np

CALLS = 30
"""So many calls are made of a submission at the most; where there are fewer examples, the floor makes them again."""


class Examples:
    """The public examples of one assignment; a submission is anything that has the tasks' functions as attributes."""

    def __init__(self, handout: Path, module: str) -> None:
        self.handout, self.module = handout, module
        told = json.loads((handout / "explanations.json").read_text(encoding="utf-8"))["examples"]
        by_task = [[(task, one) for one in found] for task, found in told.items()]
        longest = max(map(len, by_task))
        self.calls = [rows[turn] for turn in range(longest) for rows in by_task if turn < len(rows)]  # tasks in turn

    def function(self, call: str, student: types.ModuleType) -> Callable[..., Any]:
        """What an example calls: a function of the submission, or one of example_calls.py that uses it."""
        sys.modules[self.module] = student
        place, _, name = call.rpartition(".")
        return getattr(importlib.import_module(place) if place else student, name)

    def answer(self, number: int, student: types.ModuleType) -> Any:
        """What the submission returns in this call."""
        _, told = self.calls[number]
        return self.function(told["call"], student)(*map(decoded, told["arguments"]))

    def want(self, number: int, answer: Any) -> list[Any]:
        """What flat() should give of an answer."""
        right = {name: decoded(value) for name, value in self.calls[number][1]["right"].items()}
        return flat(right if isinstance(answer, dict) else list(right.values()))

    def right(self, number: int, answer: Any) -> bool:
        """Whether the answer has the numbers and words that it should have."""
        found, wanted = flat(answer), self.want(number, answer)
        return len(found) == len(wanted) and all(
            np.allclose(a, b, rtol=1e-6, atol=1e-9) if isinstance(b, float) else a == b
            for a, b in zip(found, wanted, strict=True)
        )

    def usable(self, student: types.ModuleType) -> list[int]:
        """The calls that a right submission answers as they say: an example that should raise is left out."""
        kept = []
        for number in range(len(self.calls)):
            try:
                if self.right(number, self.answer(number, student)):
                    kept.append(number)
            except Exception:  # noqa: BLE001  # it should raise, or needs more than this module knows
                continue
        return kept


def check(task: str, names: dict[str, Any]) -> None:
    """What a grade cell of a notebook does: the notebook's functions on the examples of one task.

    Numbers are compared by torch, which the other peers' checks import in each kernel as well. Raises AssertionError.
    """
    import torch

    about = json.loads(Path("about.json").read_text(encoding="utf-8"))
    examples, student = Examples(Path(), about["module"]), module_of(names, about["module"])
    for number in about["calls"][task]:
        answer = examples.answer(number, student)
        got, want = flat(answer), examples.want(number, answer)
        found, wanted = ([entry for entry in values if isinstance(entry, float)] for values in (got, want))
        if found:
            double = torch.float64
            torch.testing.assert_close(torch.tensor(found, dtype=double), torch.tensor(wanted, dtype=double))
        assert len(got) == len(want), f"{task} does not answer as it should"


def decoded(value: Any) -> Any:
    """An argument or a right value as explanations.json writes it."""
    if isinstance(value, dict) and "array" in value:
        return np.array(value["array"], dtype=value.get("dtype", "float64"))
    return value


def flat(value: Any) -> list[Any]:
    """All numbers (as floats), words and truth values of an answer, one after the other; of a dict by its keys."""
    if isinstance(value, dict):
        return flat([one for _, one in sorted(value.items())])
    if isinstance(value, list | tuple):
        return [entry for one in value for entry in flat(one)]
    if isinstance(value, str | bool):
        return [value]
    return [float(entry) for entry in np.asarray(value).ravel()]


def module_of(names: dict[str, Any], module: str) -> types.ModuleType:
    """A notebook's globals, or what a source defined, as a module."""
    student = types.ModuleType(module)
    student.__dict__.update({name: value for name, value in names.items() if not name.startswith("__")})
    return student


def main() -> None:
    """Print, as JSON, the numbers of the usable calls by task: `examples.py HANDOUT MODULE SOURCE`."""
    handout, module, source = sys.argv[1:]
    sys.path.insert(0, handout)
    examples, names = Examples(Path(handout), module), {"__name__": module}
    exec(compile(Path(source).read_text(encoding="utf-8"), "reference", "exec"), names)  # our own reference
    found: dict[str, list[int]] = {}
    for number in examples.usable(module_of(names, module))[:CALLS]:
        found.setdefault(examples.calls[number][0], []).append(number)
    sys.stdout.write(json.dumps(found))


if __name__ == "__main__":
    main()
