"""Checks of what an author wrote, read and not run: description, stub, docstrings, hints, words for mistakes."""

from __future__ import annotations

import ast
import re
from collections.abc import Callable, Iterator

from autograder.course import generate
from autograder.course.model import Assignment, Course, CourseError
from autograder.course.variants import variants
from autograder.results import explain
from autograder.validation import Finding

MOST_LINES = 120
"""Lines of a stub: more of them are not read before one begins."""
_SHAPE = re.compile(r"\((?:[A-Z0-9][A-Za-z0-9]*|n_\w+|rows|\.\.\.)?(?:, ?(?:[A-Z0-9][A-Za-z0-9]*|n_\w+|\.\.\.)?)*\)")
_KIND = re.compile(r"\b(?:float|floats|int|integer|number|numbers|scalar|bool|True|str|string|word|dict|list|shape)\b")


def check_texts(course: Course, name: str) -> Iterator[Finding]:
    """The checks that only read. Raises CourseError when the description itself cannot be read."""
    assignment = course.load(name)
    yield _points(assignment)
    yield _guarded("said once", lambda: _said_once(course, name))
    yield _guarded("stub", lambda: _stub(course, assignment))
    yield _guarded("docstrings", lambda: _docstrings(course, assignment))
    yield _guarded("no leak", lambda: _leaks(course, name))
    yield _guarded("words", lambda: _words(course, assignment))


def _guarded(check: str, look: Callable[[], Finding]) -> Finding:
    """A check that cannot be carried out has failed, for the reason that stopped it."""
    try:
        return look()
    except CourseError as error:
        return Finding(check, "", (str(error),))


def _points(assignment: Assignment) -> Finding:
    total = assignment.max_score
    faults = []
    if assignment.points is not None and abs(assignment.points - total) > 1e-9:
        faults.append(f"points = {assignment.points:g} is said, and the tasks' points add up to {total:g}.")
    note = f"{total:g} in {len(assignment.tasks)} tasks, and {assignment.question.points:g} written"
    return Finding("points", note, tuple(faults))


def _said_once(course: Course, name: str) -> Finding:
    """Points, minutes and the question stand in assignment.toml; README.md and notebook.py have their markers."""
    return Finding("said once", "points, minutes, question", tuple(generate.said_twice(course, name)))


def _stub(course: Course, assignment: Assignment) -> Finding:
    lines = len(generate.stub_source(course, assignment.name).splitlines())
    faults = []
    if lines >= MOST_LINES:
        faults.append(f"The stub has {lines} lines; fewer than {MOST_LINES} are due.")
    return Finding("stub", f"{lines} lines", tuple(faults))


def _docstrings(course: Course, assignment: Assignment) -> Finding:
    """Each task's docstring says of what shape, or of what kind, its arguments and its result are."""
    source = course.reference(assignment.name).read_text(encoding="utf-8")
    found = {
        node.name: node
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.FunctionDef | ast.ClassDef) and not node.name.startswith("_")
    }
    faults = []
    for task in assignment.tasks:
        node = found.get(task.definition)
        said = (ast.get_docstring(node) or "") if node else ""
        if node is None:
            faults.append(f"{assignment.module_file} defines no {task.definition}.")
        elif not said:
            faults.append(f"{task.name} has no docstring.")
        elif not _SHAPE.search(said) and not _KIND.search(said):
            faults.append(f"The docstring of {task.name} gives no shape, such as (N, D), and no kind, such as float.")
        else:
            faults += [f"The docstring of {task.name} does not speak of {name}." for name in _unnamed(node, said)]
    return Finding("docstrings", f"{len(assignment.tasks)} tasks", tuple(faults))


def _unnamed(node: ast.FunctionDef | ast.ClassDef, said: str) -> list[str]:
    """Arguments of a function that its docstring does not mention."""
    if isinstance(node, ast.ClassDef):
        return []
    return [one.arg for one in node.args.args if not re.search(rf"\b{re.escape(one.arg)}\b", said)]


def _leaks(course: Course, name: str) -> Finding:
    release = generate.build_all(course)
    stale = generate.differences(course, {name: release[name]}, whole=False)
    faults = tuple(f"assignments/{one.path} is {one.kind}; run `autograder generate`." for one in stale)
    return Finding("no leak", f"{len(release[name])} files", faults)


def _words(course: Course, assignment: Assignment) -> Finding:
    planted = sorted({one.mistake for one in variants(course, assignment.name) if one.mistake})
    faults = [
        f"There is no text for the mistake {one}."
        for one in planted
        if not explain.explanation(one, assignment.mistakes)
    ]
    faults += [
        f"The notebook has no check cell for {task.name}."
        for task in assignment.tasks
        if task.name not in assignment.sections
    ]
    return Finding("words", f"{len(planted)} mistakes", tuple(faults))
