"""The sentences for outcomes that are no wrong numbers: a file that does not import, answers that change."""

from __future__ import annotations

from autograder.results.text import one_line
from autograder.sandbox.runner import DoesNotImportError


def import_message(problem: DoesNotImportError, file: str, seconds: float) -> str:
    """Why a file does not import, in one sentence. Of its own words none are shown, only Python's."""
    file = problem.file or file
    where = f" in line {problem.line}" if problem.line else ""
    text = one_line(problem.text, 200).rstrip(".")
    if problem.kind == "timeout":
        return f"{file} does not finish importing within {seconds:g} s: something at the top level runs for too long."
    if problem.kind == "syntax":
        return f"{file} has a syntax error{where}: {text}."
    if problem.kind == "exited":
        return f"{file} ends the program{where} while it is imported. Remove the call of exit at the top level."
    if problem.kind == "memory":
        return f"{file} uses more memory than allowed{where} while it is imported."
    if problem.kind in ("died", "protocol", "flood"):
        return f"{file} cannot be imported: {text}."
    if problem.kind == "not-implemented":
        return f"{file} calls a function that is not written yet{where} while it is imported."
    name = problem.error or "an error"
    return f"{file} does not import: {name}{where}{f': {text}' if text else ''}."


def nondeterministic_message(mistake: str, task: str) -> str:
    """Why a right answer did not count."""
    if mistake == "keeps-state":
        return f"{task} keeps something from earlier calls. In another order, the same calls give other results."
    if mistake == "order-of-a-set":
        return f"{task} depends on the order of a set of objects. Python does not promise any order."
    return f"{task} gives other results each time, for the same arguments."
