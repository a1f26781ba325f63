"""Turns a task's marks into the outputs of its notebook cell, in the form from which nbgrader reads exact points."""

from __future__ import annotations

import re
from typing import Any

from nbformat import NotebookNode, v4

from autograder.course.model import Assignment
from autograder.results.feedback import task_markdown
from autograder.results.records import Record, TaskResult

_new_output: Any = v4.new_output  # nbformat has no types
_OF_TEX = re.compile("&#(?:36|92);")
"""What Markdown escapes as a letter is a dollar or a backslash again on the page, where MathJax looks for formulas."""


def cell_outputs(record: Record, task: TaskResult, assignment: Assignment, count: int) -> list[NotebookNode]:
    """The feedback, then the points as a plain float.

    nbgrader takes the points from the one `execute_result`; anything else in its place scores full marks, and anything
    on standard error scores 0, so there is never more than these two.
    """
    page = task_markdown(record, task, assignment)
    marked = _OF_TEX.sub(r"<span>\g<0></span>", page)
    shown = _new_output("display_data", data={"text/markdown": marked, "text/plain": page})
    score = min(max(float(task.score), 0.0), float(task.max_score))
    return [shown, _new_output("execute_result", data={"text/plain": repr(score)}, execution_count=count)]
