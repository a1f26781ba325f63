"""What stands in an autograded notebook beside the grader's own words, and what of it students get.

In formgrader a person sees each function as it was graded, and the command that explains the marks. `generate_feedback`
leaves the command out, and says where a person changed points.
"""

from __future__ import annotations

import shlex
from collections.abc import Mapping
from typing import Any

from nbformat import NotebookNode, v4
from nbgrader.api import Gradebook
from nbgrader.preprocessors import NbGraderPreprocessor
from nbgrader.utils import is_grade, is_solution

from autograder.course.definitions import definition
from autograder.course.model import Assignment
from autograder.results.records import Record, Status
from autograder.results.text import clean, number
from autograder.submissions.reading import Submission

_FOR_INSTRUCTORS = "**For instructors.** "
"""How the cell begins that students do not get."""
_MOST_LINES = 200
_new: Any = v4  # nbformat has no types


class ForStudents(NbGraderPreprocessor):  # type: ignore[misc]  # nbgrader ships no types
    """Makes an autograded notebook what a student may read: no cell for instructors, and all changed points said."""

    def preprocess(self, nb: NotebookNode, resources: dict[str, Any]) -> tuple[NotebookNode, dict[str, Any]]:
        info = resources["nbgrader"]
        nb.cells = [cell for cell in nb.cells if not cell.source.startswith(_FOR_INSTRUCTORS)]
        with Gradebook(info["db_url"]) as gradebook:
            submitted = gradebook.find_submission_notebook(info["notebook"], info["assignment"], info["student"])
            changed = {grade.name: grade for grade in submitted.grades if is_override(grade)}
        for cell in nb.cells:
            grade = changed.get(cell.metadata.get("nbgrader", {}).get("grade_id")) if is_grade(cell) else None
            if grade is not None and not is_solution(cell):
                notice = (
                    f"**A person changed the points of this task: {number(grade.auto_score or 0)} → "
                    f"{number(grade.score)}.**"
                )
                cell.outputs.insert(0, _new.new_output("display_data", data={"text/markdown": notice}))
        return nb, resources


def is_override(grade: Any) -> bool:
    """Whether a person changed what the grader gave, in formgrader."""
    return grade.manual_score is not None or bool(grade.extra_credit)


def instructors_cell(record: Record) -> NotebookNode:
    """The cell at the top of an autograded notebook: how the marks are explained, and what to look at."""
    student = shlex.quote(record.student)
    command = f"autograder explain . {student} -a {record.assignment}"
    cell: NotebookNode = _new.new_markdown_cell(
        f"{_FOR_INSTRUCTORS}In a terminal, in the course's folder, this shows each lost point with the hidden case:\n\n"
        f"    {clean(command)}\n\nStudents do not get this cell."
    )
    return cell


def functions_of(submission: Submission, record: Record, assignment: Assignment) -> dict[str, str]:
    """The student's function of each task, where these are the files that were graded."""
    if record.status is not Status.GRADED or submission.content_sha256() != record.content_sha256:
        return {}
    source = submission.text(assignment.module_file)
    return {task.name: definition(source, task.definition) for task in assignment.tasks}


def code_markdown(name: str, functions: Mapping[str, str]) -> str:
    """A task's function as a closed block of Markdown, letter by letter; "" where there is none."""
    lines = [clean(line.expandtabs(4)) for line in functions.get(name, "").splitlines()]
    if not lines:
        return ""
    if len(lines) > _MOST_LINES:
        lines = [*lines[:_MOST_LINES], "..."]
    code = "\n".join(f"    {line}" for line in lines)
    summary = '<details><summary style="display: list-item">The code that was graded</summary>'
    return f"\n\n{summary}\n\n{code}\n\n</details>"
