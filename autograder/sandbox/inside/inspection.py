"""Looks at how a submission reaches its answers: what it imports, what a function calls; judges nothing.

Runs in the worker, before the submission's own code where it can. A submission can hide from it; then its numbers still
have to be right, and nothing that it hides could have helped it.
"""

from __future__ import annotations

import ast
import dis
import importlib.util
import sys
import types
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence, Set
from types import FrameType
from typing import Any

import numpy as np

from autograder.sandbox.inside import loading

_MOST_NOTES = 60
_MOST_NAMES = 500
_IMPORT, _EXTENDED = dis.opmap["IMPORT_NAME"], dis.opmap["EXTENDED_ARG"]


def look_at(files: Mapping[str, bytes], entry: str, usual: Sequence[str] = ()) -> tuple[list[str], dict[str, Any]]:
    """What `wire.Inspect` asks for: the imports as notes, and its value.

    Imports of the files themselves are not noted. A file that imports nothing but `usual` modules has no notes: its
    code shows that much faster than its syntax tree.
    """
    own = {name.removesuffix(".py") for name in files}
    notes: list[str] = []
    error: list[Any] | None = None
    functions: dict[str, list[int]] = {}
    for file in sorted(files, key=lambda file: file != entry):
        try:
            code = loading.compiled(file, files[file])
            if file == entry:
                functions = _places(code)
            if not own.isdisjoint(usual) or not _imports_only(code, frozenset(usual)):
                notes += _statements(files[file], own)
        except (SyntaxError, ValueError, RecursionError, MemoryError) as fault:
            error = error or _refused(file, fault)
    return list(dict.fromkeys(notes))[:_MOST_NOTES], {"functions": functions, "error": error}


def _refused(file: str, fault: Exception) -> list[Any]:
    line = fault.lineno if isinstance(fault, SyntaxError) and type(fault.lineno) is int else 0
    text = fault.msg if isinstance(fault, SyntaxError) else str(fault)
    text = text[:300].encode("utf-8", "replace").decode("utf-8")
    return [file[:200], min(max(line, 0), 10_000_000), type(fault).__name__, text]


def _places(code: types.CodeType) -> dict[str, list[int]]:
    """The first and last line of each function and class that a module defines at its top level."""
    found = {}
    for inner in code.co_consts:
        if isinstance(inner, types.CodeType) and inner.co_name.isidentifier() and len(inner.co_name) <= 200:
            found[inner.co_name] = [inner.co_firstlineno, _last_line(inner)]
    return dict(list(found.items())[:_MOST_NAMES])


def _last_line(code: types.CodeType) -> int:
    lines = [line for _, _, line in code.co_lines() if line is not None]
    within = [_last_line(inner) for inner in code.co_consts if isinstance(inner, types.CodeType)]
    return max([code.co_firstlineno, *lines, *within])


def _statements(source: bytes, own: Set[str]) -> list[str]:
    notes: list[str] = []
    for node in ast.walk(ast.parse(importlib.util.decode_source(source))):
        names: list[str] = []
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom) and not node.level:
            names = [node.module or ""]
        tops = {name.partition(".")[0][:60] for name in names}
        notes += [f"{top} {node.lineno}" for top in sorted(tops - own)]  # type: ignore[attr-defined]  # both kinds of node have a line
    return notes


def _imports_only(code: types.CodeType, usual: Set[str]) -> bool:
    """Whether the code, and all code in it, imports no other modules; False too where that is not easily seen."""
    bytecode = code.co_code  # a copy at each look
    operations = bytecode[::2]
    at = operations.find(_IMPORT)
    while at >= 0:
        argument = bytecode[2 * at + 1]
        extended = at > 0 and operations[at - 1] == _EXTENDED
        if extended or code.co_names[argument].partition(".")[0] not in usual:
            return False
        at = operations.find(_IMPORT, at + 1)
    return all(_imports_only(inner, usual) for inner in code.co_consts if isinstance(inner, types.CodeType))


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
