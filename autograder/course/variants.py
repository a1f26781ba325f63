"""Variants of a reference solution, right and wrong on purpose, and what each should earn; grades nothing.

`variants/<task>.py` is a percent script with a cell a variant. A cell is put below the reference and defines some of
its functions again. Its head says what it is:

    # %% right loops                  right work in a style of that name
    # %% wrong minus-twice            the mistake that should be named, or `none` for work that is no listed mistake
    # %% wrong minus-twice einsum     a word more tells several cells of a mistake apart
    # The 2 of the square is missing. comment lines: what is wrong, or what the style is
    # loses: edges                    where it is not the core of the file's task: `edges`, `nothing`, or other tasks
    # loses: grad_W, fit              (`task` or `task:part`, the file's task first) whose core is lost,
    # loses: edges of grad_W, fit     or their edges alone

A wrong variant's name is `<task>-<mistake>` and `-<word>` where there is one; a right variant's is its style.
"""

from __future__ import annotations

import ast
import re
from pathlib import Path
from typing import Literal

import msgspec

from autograder.course.model import Course, CourseError

_CELL = re.compile(r"#\s*%%")
_HEAD = re.compile(r"# %% (?:right (?P<style>\S+)|wrong (?P<mistake>\S+)(?: (?P<word>\S+))?)")
_LOSES = "loses:"

Loses = Literal["core", "edges", "nothing"]


class Variant(msgspec.Struct, frozen=True):
    """One variant. `tasks` lists what a wrong one loses as (task, part), the part being empty for the whole task."""

    name: str
    right: bool
    source: str
    """The whole module: the reference and the cell's code."""
    says: str
    where: str
    """The file in the assignment's folder and the line of the cell's head: `variants/grad_W.py:120`."""
    tasks: tuple[tuple[str, str], ...] = ()
    mistake: str | None = None
    loses: Loses = "nothing"


def variants(course: Course, name: str) -> list[Variant]:
    """All variants of an assignment, right ones first. Raises CourseError, with file and line, for a broken cell."""
    tasks = [task.name for task in course.load(name).tasks]
    reference = course.reference(name).read_text(encoding="utf-8")
    by_name: dict[tuple[bool, str], Variant] = {}
    defined = _defined(reference, course.reference(name).relative_to(course.root))
    for path in sorted((course.folder(name) / "variants").glob("[!.]*")):
        if path.name == "__pycache__":
            continue
        shown = path.relative_to(course.root)
        if path.stem not in tasks or path.suffix != ".py":
            raise CourseError(f"{shown} is not named after a task of {name}; the tasks are {', '.join(tasks)}.")
        for line, cell in _cells(path, shown):
            try:
                variant = _variant(cell, path.stem, tasks, reference, f"variants/{path.name}:{line}")
                _check_code(cell, line, defined if variant.right else None)
            except SyntaxError as error:
                raise CourseError(f"{shown}:{error.lineno} is not Python: {error.msg}.") from error
            except ValueError as error:
                raise CourseError(f"{shown}:{line} {error}.") from error
            first = by_name.setdefault((variant.right, variant.name), variant)
            if first is not variant:
                raise CourseError(
                    f"{shown}:{line} is called {variant.name}, but {first.where} already has this name; "
                    "rename one of them."
                )
    return sorted(by_name.values(), key=lambda variant: not variant.right)


def find_variant(course: Course, name: str, kind: str, which: str) -> Variant:
    """One variant by its kind (`right` or `wrong`) and name. Raises CourseError when there is none."""
    for variant in variants(course, name):
        if (variant.right, variant.name) == (kind == "right", which):
            return variant
    raise CourseError(f"{name} has no {kind} variant {which}.")


def _cells(path: Path, shown: Path) -> list[tuple[int, list[str]]]:
    """The cells of a percent script, each with the number of its first line. Nothing may stand above the first."""
    try:
        lines = path.read_text(encoding="utf-8").split("\n")
    except UnicodeDecodeError as error:
        raise CourseError(f"{shown} is not UTF-8 text.") from error
    starts = [number for number, line in enumerate(lines) if _CELL.match(line)]
    for number, line in enumerate(lines[: starts[0] if starts else None], 1):
        if line.strip():
            raise CourseError(f"{shown}:{number} belongs to no cell; a cell begins with `# %% right` or `# %% wrong`.")
    return [(start + 1, lines[start:end]) for start, end in zip(starts, [*starts[1:], len(lines)], strict=True)]


def _variant(cell: list[str], task: str, tasks: list[str], reference: str, where: str) -> Variant:
    """Raises ValueError with what is wrong with the cell, as the end of a sentence without its full stop."""
    head = _HEAD.fullmatch(cell[0].rstrip())
    if head is None:
        raise ValueError("should read `# %% right STYLE`, `# %% wrong MISTAKE` or `# %% wrong MISTAKE WORD`")
    code = next((number for number, line in enumerate(cell) if not line.startswith("#")), len(cell))
    comments = [line.removeprefix("#").strip() for line in cell[1:code]]
    loses = [line.removeprefix(_LOSES).strip() for line in comments if line.startswith(_LOSES)]
    says = " ".join(line for line in comments if not line.startswith(_LOSES)).strip()
    if not says:
        raise ValueError("needs a comment line below it that describes the variant")
    if not any(line.partition("#")[0].strip() for line in cell[code:]):
        raise ValueError("has no code below it")
    if len(loses) > 1 or (loses and head["style"]):
        raise ValueError("has too many lines `# loses:`; a wrong variant may have one line, a right variant none")
    source = f"{reference}\n\n" + "\n".join(cell[code:]).strip("\n") + "\n"
    if head["style"]:
        return Variant(head["style"], True, source, says, where)
    part, lost = _lost(loses[0], task, tasks) if loses else ("core", ((task, ""),))
    mistake = head["mistake"]
    called = "-".join(filter(None, (task, mistake, head["word"])))
    return Variant(called, False, source, says, where, lost, None if mistake == "none" else mistake, part)


def _check_code(cell: list[str], line: int, defined: set[str] | None) -> None:
    """Raises SyntaxError, with the line in the file, for a cell that is no Python, else ValueError as _variant does.

    `defined` are the names of which a right variant gives at least one a new meaning.
    """
    bound = _bound(ast.parse("\n" * (line - 1) + "\n".join(cell)))
    if defined is not None and not bound & defined:
        raise ValueError("defines no function of the reference again, so it is equal to the reference")


def _defined(source: str, shown: Path) -> set[str]:
    try:
        return _bound(ast.parse(source))
    except SyntaxError as error:
        raise CourseError(f"{shown}:{error.lineno} is not Python: {error.msg}.") from error


def _bound(tree: ast.AST) -> set[str]:
    """The names to which a module gives a value, or of which it sets an attribute."""
    names: set[str] = set()
    todo = list(ast.iter_child_nodes(tree))
    while todo:
        node = todo.pop()
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            names.add(node.name)
            continue
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
            names.add(node.id)
        elif isinstance(node, ast.Attribute) and isinstance(node.ctx, ast.Store) and isinstance(node.value, ast.Name):
            names.add(node.value.id)
        elif isinstance(node, ast.alias):
            names.add(node.asname or node.name)
        todo += ast.iter_child_nodes(node)
    return names


def _lost(text: str, task: str, tasks: list[str]) -> tuple[Loses, tuple[tuple[str, str], ...]]:
    """What a line `# loses:` says. Raises ValueError as _variant does."""
    if text == "nothing":
        return "nothing", ((task, ""),)
    if text == "edges":
        return "edges", ((task, ""),)
    listed = text.removeprefix("edges of ")
    lost = []
    for word in listed.split(","):
        name, _, part = word.strip().partition(":")
        if name not in tasks:
            raise ValueError(
                f"loses {name!r}, which is not a task; the tasks are {', '.join(tasks)}. "
                "The line may also say edges, nothing, edges of TASK, or TASK:PART"
            )
        lost.append((name, part))
    if lost[0][0] != task:
        raise ValueError(f"loses {lost[0][0]} first, so it belongs in variants/{lost[0][0]}.py")
    return "core" if listed == text else "edges", tuple(lost)
