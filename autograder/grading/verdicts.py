"""A hidden case as collected, what it said of one submission, and sentences where it compared no numbers."""

from __future__ import annotations

import re

import msgspec

from autograder.course.model import Assignment
from autograder.handout.gradcheck import Comparison
from autograder.handout.handing_in import FILES, TO_THE_NOTEBOOK, not_offered
from autograder.handout.python_errors import (
    AT_THE_TOP,
    INDENTED,
    NO_TYPING,
    advice,
    asks_for_input,
    syntax_advice,
)
from autograder.results.text import one_line
from autograder.sandbox.responses import is_system_error
from autograder.sandbox.runner import DoesNotImportError

_NO_MODULE = re.compile(r"No module named '([A-Za-z_]\w*)")


class CaseSpec(msgspec.Struct, frozen=True):
    """A hidden case as collected. `part` is empty where the task is graded as a whole."""

    nodeid: str
    task: str
    id: str
    core: bool
    part: str = ""
    where: str = ""
    """The file beside the hidden cases and the line, such as `test_hidden.py:120`."""
    says: str = ""
    """The property that the case checks: the first paragraph of its docstring."""


class Verdict(msgspec.Struct, frozen=True):
    """What one case said of one submission. `outcome` is "" when it passed."""

    outcome: str = ""
    message: str = ""
    seen: tuple[tuple[Comparison, ...], ...] = ()
    """What the case compared, with right numbers or wrong ones: once for each way in which it could be passed."""
    fault: str = ""
    """The exception that the case met with a value of the submission, where it met one that is no verdict."""

    @property
    def passed(self) -> bool:
        return not self.outcome


def import_message(problem: DoesNotImportError, assignment: Assignment) -> str:
    """Why a file does not import, in one sentence. Of its own words none are shown, only Python's."""
    file = problem.file or assignment.module_file
    where = f" in line {problem.line}" if problem.line else ""
    text = one_line(problem.text, 200).rstrip(".")
    if problem.kind == "timeout":
        limit = assignment.limits.import_seconds
        sentence = f"{file} does not finish importing within {limit:g} s: something at the top level runs for too long."
        return f"{sentence} {TO_THE_NOTEBOOK}"
    if problem.kind == "syntax":
        return f"{file} has a syntax error{where}: {text}. {_helps_syntax(problem)}".rstrip()
    if problem.kind == "exited":
        return f"{file} ends the program{where} while it is imported. Remove the call of exit at the top level."
    if problem.kind == "memory":
        return f"{file} uses more memory than allowed{where} while it is imported. {TO_THE_NOTEBOOK}"
    if problem.kind in ("died", "protocol", "flood"):
        return f"{file} cannot be imported: {text}."
    if problem.kind == "not-implemented":
        return f"{file} calls a function that is not written yet{where} while it is imported. {AT_THE_TOP}"
    missing = _NO_MODULE.match(problem.text)
    if missing and problem.error == "ModuleNotFoundError":
        return not_offered(file, missing[1], problem.line, assignment.shipped_modules)
    name = problem.error or "an error"
    if is_system_error(name):
        return f"{file} does not import: {name}{where}. {FILES}"
    if asks_for_input(name):
        return f"{file} asks for input{where} while it is imported. {NO_TYPING}"
    helps = "" if name == "ImportError" else advice(name, "") or AT_THE_TOP
    return f"{file} does not import: {name}{where}{f': {text}' if text else ''}. {helps}".rstrip()


def _helps_syntax(problem: DoesNotImportError) -> str:
    """What usually helps against what the compiler says; nothing where it says so itself."""
    if problem.error in ("IndentationError", "TabError"):
        return INDENTED
    known = problem.error == "SyntaxError" and "UTF-8" not in problem.text
    return syntax_advice(problem.text) if known else ""


def nondeterministic_message(mistake: str, task: str) -> str:
    """Why a right answer did not count."""
    if mistake == "keeps-state":
        return f"{task} keeps something from earlier calls. In another order, the same calls give other results."
    if mistake == "order-of-a-set":
        return f"{task} depends on the order of a set of objects. Python does not promise any order."
    return f"{task} gives other results each time, for the same arguments."
