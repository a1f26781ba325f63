"""Turns a submission's bytes into a module, as Python itself would; runs in the worker and knows no assignment."""

from __future__ import annotations

import functools
import importlib.abc
import importlib.machinery
import importlib.util
import itertools
import linecache
import sys
import types
from collections import deque
from collections.abc import Iterable, Mapping, Sequence

_MOST_LINES = 16
_NEVER_SHADOWED = frozenset({"numpy", "torch", "autograder", "msgspec", "landlockpy", "seccompy"})


class AllowedLibraries(importlib.abc.MetaPathFinder):
    """Finds the libraries that an assignment offers, by name, and no other distribution beside them."""

    def __init__(self, names: Iterable[str], folders: Sequence[str]) -> None:
        self._names = frozenset(names)
        self._folders = list(folders)

    def find_spec(
        self, fullname: str, path: Sequence[str] | None, target: types.ModuleType | None = None
    ) -> importlib.machinery.ModuleSpec | None:
        if path is None and fullname in self._names:
            return importlib.machinery.PathFinder.find_spec(fullname, self._folders)
        return None


class SubmittedFiles(importlib.abc.MetaPathFinder, importlib.abc.Loader):
    """Imports a submission's own further files from memory; they can never stand in for a library."""

    def __init__(self, files: Mapping[str, bytes]) -> None:
        self._files = files

    def find_spec(
        self, fullname: str, path: Sequence[str] | None, target: types.ModuleType | None = None
    ) -> importlib.machinery.ModuleSpec | None:
        if f"{fullname}.py" not in self._files or fullname in sys.stdlib_module_names or fullname in _NEVER_SHADOWED:
            return None
        return importlib.util.spec_from_loader(fullname, self)

    def create_module(self, spec: importlib.machinery.ModuleSpec) -> None:
        return None

    def exec_module(self, module: types.ModuleType) -> None:
        run(module, f"{module.__name__}.py", self._files[f"{module.__name__}.py"])


def run(module: types.ModuleType, file: str, source: bytes) -> None:
    """Compile and execute a file's bytes in a module's namespace."""
    exec(compiled(file, source), module.__dict__)


@functools.lru_cache(maxsize=64)
def compiled(file: str, source: bytes) -> types.CodeType:
    """A file's code. Raises SyntaxError and whatever else the compiler raises.

    Decodes as Python decodes a file: compile() on bytes would accept bytes that `python file.py` refuses.
    """
    try:
        text = importlib.util.decode_source(source)
    except (UnicodeDecodeError, SyntaxError) as error:
        at = error.start if isinstance(error, UnicodeDecodeError) else _first_bad_byte(source)
        if at is None:
            raise
        line = source.count(b"\n", 0, at) + 1
        raise SyntaxError("a letter is not valid UTF-8; save the file as UTF-8", (file, line, 0, "")) from None
    linecache.cache[file] = (len(source), None, text.splitlines(keepends=True), file)
    return compile(text, file, "exec", dont_inherit=True)


class SetOrder:
    """Fixes the order in which a walk over a set meets objects of the submission's own classes.

    Python orders them by their addresses, so the same file would give other results each time. Here they have numbers,
    in the order in which one call first puts them into a set or asks a set for them. A `mirrored` walk goes the other
    way: results that differ depend on the order.
    """

    def __init__(self, *, mirrored: bool) -> None:
        self._mask = -1 if mirrored else 0
        self.begin()

    def begin(self) -> None:
        """Count from 1 again: a call does not depend on the calls before it."""
        self._numbers = itertools.count(1)

    def give_to(self, module: types.ModuleType) -> None:
        """Number the objects of the module's classes that leave it to Python how they are hashed."""

        def number(thing: object) -> int:
            try:
                own = object.__getattribute__(thing, "__dict__")
            except AttributeError:  # a class with slots
                return object.__hash__(thing)
            if "_place_in_sets" not in own:
                own["_place_in_sets"] = next(self._numbers)
            return int(own["_place_in_sets"]) ^ self._mask

        for value in list(vars(module).values()):
            if (
                isinstance(value, type)
                and value.__module__ == module.__name__
                and vars(object)["__hash__"] is value.__hash__
            ):
                type.__setattr__(value, "__hash__", number)


def _first_bad_byte(source: bytes) -> int | None:
    try:
        source.decode("utf-8")
    except UnicodeDecodeError as error:
        return error.start
    return None


def load(files: Mapping[str, bytes], entry: str) -> types.ModuleType:
    """Import a submission's module. Whatever its code raises comes through."""
    name = entry.removesuffix(".py")
    sys.meta_path.append(SubmittedFiles(files))
    module = types.ModuleType(name)
    module.__file__ = entry
    sys.modules[name] = module
    run(module, entry, files[entry])
    return module


def lines_of(error: BaseException, files: Iterable[str], entry: str) -> tuple[list[int], bool]:
    """The lines of the file `entry` that an error went through, the innermost first, and whether it went through any
    of the student's files."""
    names = frozenset(files)
    lines: deque[int] = deque(maxlen=_MOST_LINES)
    steps, own = 0, False
    trace = BaseException.__dict__["__traceback__"].__get__(error)  # a subclass may define its own __traceback__
    while trace is not None and steps < 5000:
        file = trace.tb_frame.f_code.co_filename
        own = own or file in names
        if file == entry and trace.tb_lineno:
            lines.appendleft(trace.tb_lineno)
        trace = trace.tb_next
        steps += 1
    return list(lines), own
