"""The ladders of a notebook: numbers before code, and the formula of a gradient only below its check.

Reads `solutions/<name>/ladders.py`, checks its numbers against the reference, and looks whether a notebook shows the
formula of a task too early. Knows no formula: which ones a task has, the folded derivation below its check says, and
the reference.
"""

from __future__ import annotations

import ast
import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

import numpy as np

from autograder.cases.ladders import Step
from autograder.course.make_stub import read_source, source_text
from autograder.course.model import Assignment, Course, CourseError, Task
from autograder.course.modules import load_module
from autograder.faults import described
from autograder.handout.explain import shown
from autograder.handout.ladder import is_near

FILE = "ladders.py"
_FUNCTIONS = "LADDERS"
_AGREE = 1e-6
"""How near, relatively, the oracles must come to the number that the author wrote down."""
_CALL = re.compile(r'^check_step\("(\w+)", (\d+), ', re.MULTILINE)

Ladders = dict[str, list[Step]]
"""The steps in numbers of each task."""


def read_ladders(course: Course, name: str) -> Ladders:
    """The ladders of an assignment by task; none without a file. Raises CourseError for a file that is not sound."""
    path = course.folder(name) / FILE
    if not path.is_file():
        return {}
    where = f"solutions/{name}/{FILE}"
    try:
        makers = getattr(load_module(path), _FUNCTIONS)
        reference = load_module(course.reference(name))
        ladders = {task: list(make(reference)) for task, make in makers.items()}
    except (Exception, SystemExit) as error:
        raise CourseError(f"{where} cannot be used: {described(error, course.root).rstrip('.')}.") from error
    tasks = [task.name for task in course.load(name).tasks]
    for task, steps in ladders.items():
        if task not in tasks:
            raise CourseError(f"{where} has a ladder of {task}, which is not a task.")
        for number, step in enumerate(steps, 1):
            for fault in _faults_of(step):
                raise CourseError(f"{where}, step {number} of {task}: {fault}.")
    return ladders


def _faults_of(step: Step) -> Iterator[str]:
    """What is wrong with a step, each as a sentence without its full stop."""
    if not step.oracles:
        yield "nothing computes its number; give it oracles"
    for oracle in step.oracles:
        if np.shape(oracle) != np.shape(step.right) or not np.allclose(oracle, step.right, rtol=_AGREE, atol=1e-9):
            yield f"{shown(step.right)} is written down, but the reference gives {shown(oracle)}"
    slips = list(step.slips.items())
    for at, (sentence, number) in enumerate(slips):
        if np.shape(number) == np.shape(step.right) and is_near(number, step.right):
            yield f'the slip "{sentence}" makes the right number; choose other numbers'
        for other, again in slips[:at]:
            if np.shape(again) == np.shape(number) and is_near(again, number):
                yield f'the slips "{other}" and "{sentence}" make the same number; choose other numbers'


def shipped(ladders: Ladders) -> dict[str, list[dict[str, Any]]]:
    """What ladder.py reads: by task, for each step the right number, the slips, and what is said of other numbers."""
    return {
        task: [
            {
                "right": _plain(step.right),
                "slips": [[_plain(number), sentence] for sentence, number in step.slips.items()],
            }
            | ({"otherwise": step.otherwise} if step.otherwise else {})
            for step in steps
        ]
        for task, steps in ladders.items()
    }


def _plain(numbers: Any) -> Any:
    return np.asarray(numbers, dtype=np.float64).tolist()


# -- the notebook -------------------------------------------------------------------------------------------------


def faults_of_notebook(book: bytes, where: str, assignment: Assignment, ladders: Ladders, module: str) -> list[str]:
    """What is wrong with the ladders of a notebook (ipynb), each a sentence; `module` is the reference's text."""
    cells = [_Cell(cell) for cell in json.loads(book)["cells"]]
    checks = {cell.task: at for at, cell in enumerate(cells) if cell.task}
    faults = list(_steps_asked(cells, checks, where, ladders))
    for at, cell in enumerate(cells):
        if cell.derivation and cell.derivation not in checks:
            faults.append(f"{where} has a derivation of {cell.derivation!r}, which is not a task.")
        elif cell.derivation and at < checks[cell.derivation]:
            faults.append(f"{where} has the derivation of {cell.derivation} above its check; put it below the check.")
    for task in assignment.tasks:
        told = [cell.source for cell in cells if cell.derivation == task.name]
        if told:
            faults += _shown_early(cells[: checks[task.name]], told, where, task, _code_of(module, task.definition))
        elif task.gradient and task.name in ladders:
            faults.append(
                f'{where} has a ladder of {task.name} and no cell `# %% [markdown] derivation="{task.name}"` '
                "below its check; the derivation tells which formulas must not show early."
            )
    return faults


class _Cell:
    """A cell of a notebook, as far as ladders need it."""

    def __init__(self, cell: Mapping[str, Any]) -> None:
        self.source: str = "".join(cell["source"])
        self.is_code: bool = cell["cell_type"] == "code"
        self.task: str = cell["metadata"].get("task", "")
        self.derivation: str = cell["metadata"].get("derivation", "")

    @property
    def visible(self) -> str:
        """What a reader sees who opens nothing."""
        return self.source if self.is_code else _FOLDED.sub("", self.source)


_FOLDED = re.compile(r"<details>.*?</details>", re.DOTALL)


def _steps_asked(cells: list[_Cell], checks: Mapping[str, int], where: str, ladders: Ladders) -> Iterator[str]:
    """Each step is asked once, above the check of its task, and what it takes stands above it."""
    asked: dict[tuple[str, int], int] = {}
    for at, cell in enumerate(cells):
        for task, number in _CALL.findall(cell.source) if cell.is_code else ():
            if (task, int(number)) in asked:
                yield f"{where} asks for step {number} of {task} twice."
            asked[task, int(number)] = at
            if not 1 <= int(number) <= len(ladders.get(task, ())):
                yield f"{where} asks for step {number} of {task}, which {FILE} does not have."
    for task, steps in ladders.items():
        for number, step in enumerate(steps, 1):
            at = asked.get((task, number), -1)
            if at < 0:
                call = f'check_step("{task}", {number}, ...)'
                yield f"{where} never asks for step {number} of {task}; add a cell with `{call}`."
                continue
            if at > checks[task]:
                yield f"{where} asks for step {number} of {task} below the check of {task}; put it above."
            text = re.sub(r"[`$\s]", "", "\n".join(cell.source for cell in cells[: at + 1]))
            for name, value in step.given.items():
                if f"{name}={shown(value)}".replace(" ", "") not in text:
                    yield f"{where} does not show `{name} = {shown(value)}` above step {number} of {task}."


# -- formulas -----------------------------------------------------------------------------------------------------

_MATH = re.compile(r"\$\$(.+?)\$\$|(?<!\$)\$([^$\n]+(?:\n[^$\n]+)?)\$(?!\$)|`([^`\n]+)`", re.DOTALL)
_UNDERBRACE = re.compile(r"\\(?:under|over)brace\{((?:[^{}]|\{(?:[^{}]|\{[^{}]*\})*\})*)\}[_^]\{[^{}]*\}")
_FRACTION = re.compile(r"\\[td]?frac\{((?:[^{}]|\{[^{}]*\})*)\}\{((?:[^{}]|\{[^{}]*\})*)\}")
_PIECES = re.compile(r"\\qquad|\\quad|\\\\|&|\\text\{[^{}]*\}|\n\s*\n|;")
_NOISE = re.compile(
    r"\\(?:left|right|big+[lr]?|Big+[lr]?|cdot|times|odot|mathrm|mathbf|displaystyle|,|;|:|!| )|[*@{}_^\[\],.:|'\"]|\s"
)
_TELLS = re.compile(r"[-+()/\dᵀ]|sum")
"""What a right side must have to tell something alone, without what it is equal to."""
_SHORTEST, _SHORTEST_CODE = 3, 5
"""Letters and digits that a formula must have to tell something alone."""


def _shown_early(cells: list[_Cell], told: list[str], where: str, task: Task, code: list[str]) -> Iterator[str]:
    """A sentence for the first formula of a derivation, or of the reference, that stands open in one of the cells."""
    equations = {
        pair for text in told for math in _math(text, False) for piece in _pieces(math) for pair in _pairs(piece)
    }
    hidden = {(left, right) for left, right in equations if "∂" not in right and (_is_slope(left) or not task.gradient)}
    alone = {right for _, right in hidden if _TELLS.search(right) and _size(right) >= _SHORTEST}
    alone |= {formula for line in code if _size(formula := _normal(line)) >= _SHORTEST_CODE}
    for cell in cells:
        pieces = [piece for math in _math(cell.visible, cell.is_code) for piece in _pieces(math)]
        shown_here = {pair for piece in pieces for pair in _pairs(piece)}
        plain = [_normal(piece) for piece in pieces]
        formulas = sorted(f"{left} = {right}" for left, right in hidden & shown_here)
        formulas += sorted(formula for formula in alone if any(formula in piece for piece in plain))
        if formulas:
            heading = cell.source.strip().split("\n")[0][:40]
            yield (
                f"{where} shows a formula of {task.name} above its check ({formulas[0]}), in the cell that begins "
                f'"{heading}"; fold it, or leave a gap.'
            )
            return


def _size(formula: str) -> int:
    return sum(letter.isalnum() for letter in formula)


def _is_slope(side: str) -> bool:
    """Whether a side of an equation, in normal form, is a derivative, such as ∂L/∂W or dW."""
    return "∂" in side or "nabla" in side or re.fullmatch(r"d[a-z]\d?|dl\W?d.*", side) is not None


def _math(text: str, is_code: bool) -> list[str]:
    """The formulas of a text; of code its lines."""
    if is_code:
        return text.split("\n")
    return [next(filter(None, groups)) for groups in _MATH.findall(text)]


def _pieces(math: str) -> list[str]:
    return [piece for piece in _PIECES.split(_UNDERBRACE.sub(r"\1", math)) if piece.strip()]


def _pairs(piece: str) -> set[tuple[str, str]]:
    """The equations of a = b = c: each side with each that follows, in normal form."""
    sides = [side for part in re.split(r"(?<![=<>!])=(?!=)", piece) if (side := _normal(part))]
    return {(left, right) for at, left in enumerate(sides) for right in sides[at + 1 :]}


def _normal(math: str) -> str:
    """A formula in LaTeX or Python without what does not tell it apart: `2\\,r_{nm}x_{nd}`, `2 * r[n, m] * x[n, d]`."""
    text = _UNDERBRACE.sub(r"\1", math)
    while (once := _FRACTION.sub(r"\1/\2", text)) != text:
        text = once
    text = re.sub(r"\\partial(?![A-Za-z])", "∂", text)
    text = re.sub(r"\\(?:wide)?hat\s*\{?(\w)\}?|(\w)_hat", lambda match: f"{match[1] or match[2]}hat", text)
    text = re.sub(r"\^\s*\{?\\top\}?|\^\s*\{?\\mathsf\{?T\}?\}?|\.T\b|\^\s*\{?T\}?", "ᵀ", text)
    return _NOISE.sub("", text).replace("\\", "").lower()


def _code_of(module: str, function: str) -> list[str]:
    """The expressions that the reference's function returns, as far as they compute something; none for a class."""
    inside = {number for number, _ in read_source(module, "the reference").inside()}
    expressions: list[str] = []
    for node in ast.walk(ast.parse(module)):
        if isinstance(node, ast.FunctionDef) and node.name == function:
            returned = [
                statement.value
                for statement in ast.walk(node)
                if isinstance(statement, ast.Return) and statement.lineno in inside
            ]
            computed = [expression for value in returned if value is not None for expression in _outermost(value)]
            expressions += [ast.get_source_segment(module, expression) or "" for expression in computed]
    return expressions


def _outermost(node: ast.AST) -> Iterator[ast.BinOp]:
    if isinstance(node, ast.BinOp):
        yield node
        return
    for child in ast.iter_child_nodes(node):
        yield from _outermost(child)


def checked(course: Course, name: str, assignment: Assignment, book: bytes, ladders: Ladders) -> None:
    """Raise CourseError with the first fault of a notebook's ladders."""
    module = source_text(course, name, assignment.module_file)[0]
    for fault in faults_of_notebook(book, f"solutions/{name}/notebook.py", assignment, ladders, module):
        raise CourseError(fault)
