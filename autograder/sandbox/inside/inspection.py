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
from itertools import islice
from types import FrameType
from typing import Any

import numpy as np

from autograder.sandbox.inside import loading

_MOST_NOTES = 60
_MOST_NAMES = 500
_IMPORT, _EXTENDED = dis.opmap["IMPORT_NAME"], dis.opmap["EXTENDED_ARG"]

_FEW = 20
"""Parts of a value that are looked at."""
_OFTEN = 6
"""How often a function is looked at when it is called, calls another or returns: a look costs as much as a call."""
_PLAIN = frozenset(
    {int, float, str, bool, type(None), type, types.FunctionType, types.BuiltinFunctionType, types.ModuleType, np.ufunc}
)
_GENERATOR = 0x20  # inspect.CO_GENERATOR
_NO_FUNCTIONS = frozenset({"<module>", "<listcomp>", "<dictcomp>", "<setcomp>", "<genexpr>"})
_DIFFERENTIATES = frozenset({"run_backward", "_make_dual"})
"""Functions of torch's engine, through which all of its differentiation from Python goes."""
_GRAPH_NAMES = frozenset({"grad_fn", "next_functions"})
_COMPLEX_NAMES = frozenset({"complex", "complex64", "complex128", "complex256", "csingle", "cdouble", "imag", "emath"})
_COMPLEX_TEXTS = frozenset({"complex", "complex64", "complex128", "c8", "c16", "imag"})


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
    by_name = {}
    for inner in code.co_consts:
        if isinstance(inner, types.CodeType) and inner.co_name.isidentifier() and len(inner.co_name) <= 200:
            by_name[inner.co_name] = [inner.co_firstlineno, _last_line(inner)]
    return dict(list(by_name.items())[:_MOST_NAMES])


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
    """Calls a function and notes how the submission computes: which of its functions are called, and by what means.

    The notes: "calls NAME TIMES"; "complex" where a function has complex numbers, in its variables, arguments or code;
    "autograd" where torch differentiates; "hidden" where the submission asks whether it is watched, or ends that.
    """

    def __init__(self, function: Callable[..., Any], files: Iterable[str], notes: list[str]) -> None:
        self._function = function
        self._files = frozenset(files)
        self._notes = notes
        self._calls: Counter[str] = Counter()
        self._looked: dict[tuple[int, str], tuple[int, types.CodeType]] = {}
        """How often, by event and the id of its code: the hash of code would be computed anew each time."""
        self._found: set[str] = set()
        self._watch = self._see  # one object: each look at a method makes another

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        sys.setprofile(self._watch)
        try:
            return self._function(*args, **kwargs)
        finally:
            if sys.getprofile() is not self._watch:
                self._found.add("hidden")
            sys.setprofile(None)
            self._notes += [f"calls {name[:60]} {times}" for name, times in self._calls.most_common(_MOST_NOTES - 3)]
            self._notes += sorted(self._found)

    def _see(self, frame: FrameType, event: str, argument: Any) -> None:
        if event != "c_return":
            try:
                self._note(frame, event, argument)
            except Exception:  # such as a RecursionError: what is raised here would reach the submission
                return

    def _note(self, frame: FrameType, event: str, argument: Any) -> None:
        code = frame.f_code
        times, _ = self._looked.get((id(code), event), (0, None))
        own = code.co_filename in self._files or code.co_filename == "<string>"  # made of text by the submission
        if event == "c_call":
            name = getattr(argument, "__name__", "")
            if name in _DIFFERENTIATES:
                self._found.add("autograd")
            if name in ("setprofile", "getprofile") and own:
                self._found.add("hidden")
            argument = getattr(argument, "__self__", None)
        elif event == "call":
            if own and not code.co_flags & _GENERATOR and code.co_name not in _NO_FUNCTIONS:
                self._calls[code.co_name] += 1
            if own and not times:
                self._read(frame)
        elif not own:  # what a library makes of real numbers in between is its own affair
            return
        if times < _OFTEN:
            self._looked[id(code), event] = (times + 1, code)
            self._look(argument, *(frame.f_locals.values() if event in ("call", "return") else ()))

    def _read(self, frame: FrameType) -> None:
        """Note what code itself tells, and the globals that it names."""
        code = frame.f_code
        if any(map(_is_complex_constant, code.co_consts)) or not _COMPLEX_NAMES.isdisjoint(code.co_names):
            self._found.add("complex")
        if "torch" in sys.modules and not _GRAPH_NAMES.isdisjoint(code.co_names):
            self._found.add("autograd")
        self._look(*map(frame.f_globals.get, code.co_names))

    def _look(self, *values: Any) -> None:
        """Note what values tell, and what is directly within them."""
        for value in values:
            kind = type(value)
            if kind in _PLAIN:
                continue
            try:
                self._look_at(value)
                for part in islice(self._within(value), _FEW) if kind is not np.ndarray else ():
                    self._look_at(part)
            except Exception:  # an object of the submission may refuse to be looked at; the others do not
                continue

    def _within(self, value: Any) -> Iterable[Any]:
        """The parts of a list, a tuple, a dict, or an object of a class of the submission."""
        kind = type(value)
        if kind is list or kind is tuple:
            return value  # type: ignore[no-any-return]  # narrowed by identity of the type
        if kind is dict:
            return value.values()  # type: ignore[no-any-return]  # narrowed by identity of the type
        return vars(value).values() if f"{kind.__module__}.py" in self._files else ()

    def _look_at(self, value: Any) -> None:
        if type(value) is complex or (isinstance(value, np.ndarray | np.generic) and value.dtype.kind == "c"):
            self._found.add("complex")
        elif type(value).__module__ == "torch" and type(value).__name__ == "Tensor":
            if value.is_complex():
                self._found.add("complex")
            if value.requires_grad and value.is_leaf:  # a parameter of a model is of another type
                self._found.add("autograd")


def _is_complex_constant(value: Any) -> bool:
    """Whether a constant of some code is complex, holds a complex number, or is the name of something complex."""
    if type(value) is tuple:
        return any(map(_is_complex_constant, value))
    return type(value) is complex or (type(value) is str and value in _COMPLEX_TEXTS)
