"""The Python files of a course as modules that import one another; knows where they lie, not what they do.

`solutions/` is a package of its own in each course: a hidden case imports its neighbours by `from .inputs import ...`
and what several assignments share by `from ...shared.crops import ...`. No bytecode is written there, and none is read.
"""

from __future__ import annotations

import ast
import hashlib
import importlib
import importlib.util
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

from autograder.course.model import CourseError


class CourseModules:
    """Imports a course's files. Two courses in one process do not meet: each has a package of its own name."""

    def __init__(self, solutions: Path) -> None:
        self._solutions = solutions.resolve()
        self.package = f"course_{hashlib.sha256(str(self._solutions).encode()).hexdigest()[:16]}"

    def load(self, path: Path) -> ModuleType:
        """Import a file below `solutions/`, and what it imports there, anew. What the files raise comes through."""
        self._forget()
        package = ModuleType(self.package)
        package.__path__ = [str(self._solutions)]
        sys.modules[self.package] = package
        writing, sys.dont_write_bytecode = sys.dont_write_bytecode, True
        try:
            importlib.invalidate_caches()
            return importlib.import_module(self._name(path))
        finally:
            sys.dont_write_bytecode = writing

    def loaded(self) -> dict[str, ModuleType]:
        """The modules that were imported, by their names within the course, such as `a1_topic.hidden.inputs`."""
        within = f"{self.package}."
        return {name.removeprefix(within): module for name, module in sys.modules.items() if name.startswith(within)}

    def _name(self, path: Path) -> str:
        return ".".join((self.package, *path.resolve().relative_to(self._solutions).with_suffix("").parts))

    def _forget(self) -> None:
        for name in [name for name in sys.modules if name.partition(".")[0] == self.package]:
            del sys.modules[name]


def load_module(path: Path) -> ModuleType:
    """A module of the course that imports no other one, such as a reference, from its file, under its own name."""
    name = f"course_{path.parent.name}_{path.stem}"
    spec = importlib.util.spec_from_file_location(name, path)
    assert spec is not None
    assert spec.loader is not None
    sys.modules[name] = module = importlib.util.module_from_spec(spec)  # where a dataclass looks for it
    spec.loader.exec_module(module)
    return module


def imported_files(solutions: Path, path: Path) -> list[Path]:
    """A file of a course and all files of the course that it imports, directly or not, sorted; nothing is run.

    Raises CourseError for a file that cannot be read or has a syntax error.
    """
    files: set[Path] = set()
    todo = [path.resolve()]
    while todo:
        file = todo.pop()
        if file not in files:
            files.add(file)
            todo += _imports(file, solutions.resolve())
    return sorted(files)


def _imports(file: Path, solutions: Path) -> Iterator[Path]:
    try:
        tree = ast.parse(file.read_bytes())
    except (OSError, SyntaxError, ValueError) as error:
        raise CourseError(f"{file.relative_to(solutions.parent)} cannot be read: {error}.") from error
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and node.level:
            folder = file.parents[node.level - 1].joinpath(*(node.module or "").split("."))
            candidates = [folder.with_suffix(".py"), folder / "__init__.py"] if node.module else []
            candidates += [folder / f"{alias.name}.py" for alias in node.names]
            yield from (
                candidate for candidate in candidates if candidate.is_file() and candidate.is_relative_to(solutions)
            )
