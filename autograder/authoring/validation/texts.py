"""Checks of what an author wrote for a reader: description, stub, docstrings, words for mistakes, examples."""

from __future__ import annotations

import ast
import math
import re
from collections.abc import Callable, Iterator
from typing import Any

from autograder.authoring import generate, ladders
from autograder.authoring.validation import Finding, stopped
from autograder.cases.examples import Example
from autograder.course.make_stub import stub_source
from autograder.course.mistakes import ENGINE_FILE, Mistake, heading_line, read_mistakes
from autograder.course.model import Assignment, Course, CourseError
from autograder.course.modules import load_module
from autograder.course.variants import Variant, variants
from autograder.faults import described
from autograder.grading.counterexample import read_examples
from autograder.handout import explain as explained
from autograder.handout.explain import describe
from autograder.results.text import wrapped

MOST_LINES = 130
"""Lines of a stub: more of them are not read before one begins."""
MOST_TEXT, MOST_FIRST = 6, 3
"""Lines on a terminal of a text with the line that says where to read, and of its first paragraph."""
_SHAPE = re.compile(r"\((?:[A-Z0-9][A-Za-z0-9]*|n_\w+|rows|\.\.\.)?(?:, ?(?:[A-Z0-9][A-Za-z0-9]*|n_\w+|\.\.\.)?)*\)")
_KIND = re.compile(r"\b(?:float|floats|int|integer|number|numbers|scalar|bool|True|str|string|word|dict|list|shape)\b")


def check_texts(course: Course, name: str) -> Iterator[Finding]:
    """The checks that only read. Raises CourseError when the description itself cannot be read."""
    assignment = course.load(name)
    yield _points(assignment)
    yield _guarded(course, "said once", lambda: _said_once(course, name))
    yield _guarded(course, "stub", lambda: _stub(course, assignment))
    yield _guarded(course, "docstrings", lambda: _docstrings(course, assignment))
    yield _guarded(course, "no leak", lambda: _leaks(course, name))
    yield _guarded(course, "words", lambda: _words(course, assignment))
    yield _guarded(course, "ladders", lambda: _ladders(course, assignment))


def _guarded(course: Course, check: str, look: Callable[[], Finding]) -> Finding:
    """A check that cannot be carried out has failed, for the reason that stopped it."""
    try:
        return look()
    except (CourseError, SyntaxError) as error:
        return stopped(check, error, course.root)


def faults_of_text(course: Course, assignment: Assignment, mistake: str) -> list[str]:
    """What makes the text that an assignment has on a mistake hard to read at midnight."""
    paragraphs = assignment.mistakes.get(mistake, Mistake()).paragraphs
    if not paragraphs:
        return []
    lines = [len(wrapped(paragraph)) for paragraph in paragraphs]
    faults = []
    if sum(lines) + 1 > MOST_TEXT:
        faults.append(f"The text on {mistake} takes {sum(lines)} lines; a page shows at most {MOST_TEXT - 1}.")
    if lines[0] > MOST_FIRST:
        faults.append(f"The first paragraph on {mistake} takes {lines[0]} lines; a page shows at most {MOST_FIRST}.")
    if any("!" in paragraph for paragraph in paragraphs):
        faults.append(f"The text on {mistake} has an exclamation mark; write a calm sentence.")
    return [f"{_where_of_text(course, assignment.name, mistake)} {fault}" for fault in faults]


def _where_of_text(course: Course, name: str, mistake: str) -> str:
    """File and line of the section from which an assignment takes its text on a mistake."""
    for path in (course.folder(name) / "mistakes.md", course.solutions / "mistakes.md"):
        if read_mistakes(path, path.name).get(mistake, Mistake()).paragraphs:
            return f"{path.relative_to(course.root)}:{heading_line(path, mistake)}"
    return f"autograder/course/{ENGINE_FILE.name}:{heading_line(ENGINE_FILE, mistake)}"


def _points(assignment: Assignment) -> Finding:
    total, where = assignment.max_score, f"solutions/{assignment.name}/assignment.toml"
    faults = []
    if assignment.points is not None and abs(assignment.points - total) > 1e-9:
        faults.append(f"{where} says points = {assignment.points:g}, but the tasks' points add up to {total:g}.")
    note = f"{total:g} in {len(assignment.tasks)} tasks, and {assignment.question.points:g} written"
    return Finding("points", note, tuple(faults))


def _said_once(course: Course, name: str) -> Finding:
    """Points, minutes and the question stand in assignment.toml; README.md and notebook.py have their markers."""
    return Finding("said once", "points, minutes, question", tuple(generate.said_twice(course, name)))


def _stub(course: Course, assignment: Assignment) -> Finding:
    lines = len(stub_source(course, assignment.name).splitlines())
    faults = []
    if lines >= MOST_LINES:
        where = f"solutions/{assignment.name}/{assignment.module_file}"
        faults.append(f"{where} The stub has {lines} lines; expected fewer than {MOST_LINES}.")
    return Finding("stub", f"{lines} lines", tuple(faults))


def _docstrings(course: Course, assignment: Assignment) -> Finding:
    """Each task's docstring says of what shape, or of what kind, its arguments and its result are."""
    path = course.reference(assignment.name)
    source, shown = path.read_text(encoding="utf-8"), path.relative_to(course.root)
    definitions = {
        node.name: node
        for node in ast.walk(ast.parse(source, str(path)))
        if isinstance(node, ast.FunctionDef | ast.ClassDef) and not node.name.startswith("_")
    }
    faults = []
    for task in assignment.tasks:
        node = definitions.get(task.definition)
        docstring = (ast.get_docstring(node) or "") if node else ""
        where = f"{shown}:{node.lineno}" if node else shown
        if node is None:
            faults.append(f"{where} defines no {task.definition}.")
        elif not docstring:
            faults.append(f"{where} {task.name} has no docstring.")
        elif not _SHAPE.search(docstring) and not _KIND.search(docstring):
            faults.append(
                f"{where} The docstring of {task.name} names no shape, such as (N, D), and no type, such as float."
            )
        else:
            faults += [
                f"{where} The docstring of {task.name} does not mention {name}." for name in _unnamed(node, docstring)
            ]
    return Finding("docstrings", f"{len(assignment.tasks)} tasks", tuple(faults))


def _unnamed(node: ast.FunctionDef | ast.ClassDef, docstring: str) -> list[str]:
    """Arguments of a function that its docstring does not mention, or names in the example only."""
    if isinstance(node, ast.ClassDef):
        return []
    return [
        argument.arg
        for argument in node.args.args
        if not re.search(rf"\b{re.escape(argument.arg)}\b(?! ?=)", docstring)
    ]


def _leaks(course: Course, name: str) -> Finding:
    """No solution shows in this assignment's files, as they are made now, nor its own in those of the others.

    What the others hand out is read in assignments/.
    """
    release = {one: generate.handed_out(course, one) for one in course.names() if one != name}
    release[name] = generate.build(course, name)
    generate.refuse_leaks(course, release)
    stale = generate.differences(course, {name: release[name]}, whole=False)
    faults = tuple(
        f"assignments/{difference.path} is {difference.kind}; run `autograder generate`." for difference in stale
    )
    return Finding("no leak", f"{len(release[name])} files", faults)


def _words(course: Course, assignment: Assignment) -> Finding:
    planted: dict[str, Variant] = {}
    for variant in variants(course, assignment.name):
        for mistake in variant.mistake.split("+") if variant.mistake else ():
            planted.setdefault(mistake, variant)
    faults = []
    for mistake, variant in sorted(planted.items()):
        paragraphs = assignment.mistakes.get(mistake, Mistake()).paragraphs
        if not paragraphs:
            faults.append(f"solutions/{assignment.name}/{variant.where} There is no text for the mistake {mistake}.")
        faults += faults_of_text(course, assignment, mistake)
    faults += [
        f"solutions/{assignment.name}/notebook.py has no check cell for {task.name} below a heading."
        for task in assignment.tasks
        if not assignment.sections.get(task.name)
    ]
    return Finding("words", f"{len(planted)} mistakes", tuple(faults))


def _ladders(course: Course, assignment: Assignment) -> Finding:
    """The numbers of the ladders are right (`generate` looks at the notebook); a gradient without one is noted."""
    by_task = ladders.read_ladders(course, assignment.name)
    steps = sum(map(len, by_task.values()))
    bare = [task.name for task in assignment.tasks if task.gradient and task.name not in by_task]
    without = f"; no ladder for {' and '.join(bare)}" if bare else ""
    return Finding("ladders", f"{steps} number{'' if steps == 1 else 's'}{without}")


MOST_EXAMPLE = 5
"""Lines of an example on a terminal, whichever of its values is wrong."""
_ARITHMETIC = frozenset("0123456789.+-*/() e")
_NEAR = 2e-5
"""How near, relatively, a written calculation must come to the value: its numbers are rounded."""


def check_examples(course: Course, name: str) -> Iterator[Finding]:
    """Raises CourseError, with file and line, for a file that cannot be used."""
    path = course.folder(name) / "examples.py"
    shown = path.relative_to(course.root)
    makers = read_examples(path)
    reference = load_module(course.reference(name))
    tasks = [task.name for task in course.load(name).tasks]
    faults = [f"{shown} has examples of {task}, which is not a task." for task in makers if task not in tasks]
    count = 0
    for task in tasks:
        if task not in makers:
            faults.append(f"{shown} has no examples of {task}.")
            continue
        where = f"{shown}:{getattr(getattr(makers[task], '__code__', None), 'co_firstlineno', 1)}"
        try:
            examples = list(makers[task](reference))
            numbered_faults = [
                (number, fault) for number, example in enumerate(examples, 1) for fault in faults_of(example)
            ]
        except (Exception, SystemExit) as error:  # noqa: BLE001  # the author's code, whatever it raises
            faults.append(f"The examples of {task} cannot be made: {described(error, course.root).rstrip('.')}.")
            continue
        count += len(examples)
        faults += [] if examples else [f"{where} makes no example of {task}."]
        faults += [f"{where} {task}, example {number}: {fault}." for number, fault in numbered_faults]
    yield Finding("examples", f"{count} of {len(tasks)} tasks", tuple(faults))


def faults_of(example: Example) -> Iterator[str]:
    """What is wrong with an example, each as a sentence without its full stop."""
    right, data = dict(example.right), example.data()
    if describe(data, _result(data, right)):
        yield "its right answer is marked as wrong"
    for key, value in right.items():
        if not isinstance(value, bool | str):
            yield from _wrong_arithmetic(example, key, value)
        got = {**right, key: _wrong(value)}
        lines = describe(data, _result(data, got)).splitlines()
        if len(lines) != 3 or not lines[2].startswith("yours: "):
            yield f"a wrong {key} does not give three lines of text"
        elif sum(len(wrapped(line)) for line in lines) > MOST_EXAMPLE:
            yield f"a wrong {key} takes more than {MOST_EXAMPLE} lines on a terminal"


def _result(example: explained.Example, values: dict[str, Any]) -> Any:
    """What a function returns that returns these parts."""
    if example.keys:
        return {example.keys[name]: value for name, value in values.items()}
    return tuple(values[name] for name in example.returns or values) if len(values) > 1 else next(iter(values.values()))


def _wrong_arithmetic(example: Example, key: str, value: Any) -> Iterator[str]:
    for index, entry in explained.entries(value):
        work = example.work(key, index)
        label = f"{key}{list(index) if index else ''}"
        if not set(work) <= _ARITHMETIC:
            yield f"the calculation of {label} has other characters than numbers and + - * / ( ): {work}"
        elif not math.isclose(eval(work), entry, rel_tol=_NEAR, abs_tol=_NEAR):  # of digits and operators only
            yield f"the calculation of {label} is {work} = {eval(work):g}, but its value is {entry:g}"


def _wrong(value: Any) -> Any:
    """A wrong answer of the right form: every number is off by 1."""
    if isinstance(value, bool):
        return not value
    if isinstance(value, str):
        return f"not {value}"
    return [entry + 1 for entry in value] if isinstance(value, list) else value + 1
