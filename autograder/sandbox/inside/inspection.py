"""Looks at how a submission reaches its answers: what it imports, what a function calls; judges nothing.

Runs in the worker, before the submission's own code where it can. A submission can hide from it; then its numbers still
have to be right, and nothing that it hides could have helped it.
"""

from __future__ import annotations

import ast
import importlib.util
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from types import FrameType
from typing import Any

import numpy as np

_MOST_NOTES = 60


def imports(files: Mapping[str, bytes]) -> list[str]:
    """Every import statement in the files, as "top-level-name line", without those of the files themselves."""
    own = {name.removesuffix(".py") for name in files}
    notes: list[str] = []
    for source in files.values():
        try:
            tree = ast.parse(importlib.util.decode_source(source))
        except (SyntaxError, ValueError, RecursionError, MemoryError):
            continue  # loading says what is wrong
        for node in ast.walk(tree):
            names: list[str] = []
            if isinstance(node, ast.Import):
                names = [alias.name for alias in node.names]
            elif isinstance(node, ast.ImportFrom) and not node.level:
                names = [node.module or ""]
            tops = {name.partition(".")[0][:60] for name in names}
            notes += [f"{top} {node.lineno}" for top in sorted(tops - own)]  # type: ignore[attr-defined]  # both kinds of node have a line
    return list(dict.fromkeys(notes))[:_MOST_NOTES]


class Observer:
    """Calls a function and notes which functions of the submission it called, how often, and with what numbers."""

    def __init__(self, function: Callable[..., Any], files: Iterable[str], notes: list[str]) -> None:
        self._function = function
        self._files = frozenset(files)
        self._notes = notes
        self._calls: Counter[str] = Counter()
        self._complex = False
        self._autograd = False

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        sys.setprofile(self._see)
        try:
            return self._function(*args, **kwargs)
        finally:
            sys.setprofile(None)
            self._notes += [f"calls {name[:60]} {times}" for name, times in self._calls.most_common(_MOST_NOTES - 2)]
            if self._complex:
                self._notes.append("complex")
            if self._autograd:
                self._notes.append("autograd")

    def _see(self, frame: FrameType, event: str, _: Any) -> None:
        if event != "call":
            return
        file = frame.f_code.co_filename
        if file in self._files:
            self._calls[frame.f_code.co_name] += 1
            if not self._complex:
                self._complex = any(_is_complex(value) for value in frame.f_locals.values())
        elif "/torch/autograd/" in file and frame.f_code.co_name in ("backward", "grad"):
            self._autograd = True


def _is_complex(value: Any) -> bool:
    return type(value) is complex or (isinstance(value, np.ndarray | np.generic) and value.dtype.kind == "c")
