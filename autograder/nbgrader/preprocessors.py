"""nbgrader's preprocessors of this course: cells put right, marks instead of a kernel's outputs, due dates.

They are named in settings.py. A submission is graded in a session that stays open for the next one.
"""

from __future__ import annotations

import atexit
import functools
import re
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import msgspec
from nbformat import NotebookNode, v4
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook
from nbgrader.api import Gradebook, Notebook
from nbgrader.preprocessors import NbGraderPreprocessor
from nbgrader.utils import compute_checksum, is_grade, is_solution
from traitlets import Dict, Integer, Unicode, validate

from autograder.authoring.blocks import hints_cell
from autograder.course.due_dates import due_date, in_local_time
from autograder.course.exceptions import read_exceptions
from autograder.course.model import Assignment, Course
from autograder.grading.environment import IsolationError, course_hash, new_seed, required_level
from autograder.grading.session import GradingSession
from autograder.nbgrader.feedback import code_markdown, functions_of, instructors_cell
from autograder.nbgrader.misplaced import FOUND, Handout
from autograder.nbgrader.settings import CONFIG
from autograder.nbgrader.submitted import (
    UNREAD,
    as_text,
    harmless_attachments,
    harmless_markdown,
    read_notebook,
    tangled,
)
from autograder.results.feedback import task_markdown
from autograder.results.given import with_exceptions
from autograder.results.records import Record, Status, TaskResult
from autograder.sandbox.forkserver import hide_memory
from autograder.submissions.discover import read_folder
from autograder.submissions.reading import Submission

_new_code: Any = new_code_cell  # nbformat has no types
_new_markdown: Any = new_markdown_cell
_new_book: Any = new_notebook

Pair = tuple[NotebookNode, dict[str, Any]]
_SCHEMA = 3


class NotGradedError(Exception):
    """This submission got no mark, for a reason that is not the student's; nbgrader then counts it as failed."""


class RestoreCells(NbGraderPreprocessor):  # type: ignore[misc]  # nbgrader ships no types
    """Gives every graded cell of a submitted notebook the metadata it was released with, and adds deleted ones.

    Without this a deleted check cell would lose its points, and a copied one would fail the whole submission. What
    the gradebook does not know loses nbgrader's metadata; of two cells with one id the last counts. Where the notebook
    was not read, all of them are added, and the answers say why: so they wait for a person, as nothing else would.
    Where the answer's cell is untouched and other cells have text of the student, that is the answer.
    """

    def preprocess(self, nb: NotebookNode, resources: dict[str, Any]) -> Pair:
        info = resources["nbgrader"]
        submitted = [_copied(cell) for cell in nb.cells]
        with Gradebook(info["db_url"]) as gradebook:
            released = _released_cells(gradebook.find_notebook(info["notebook"], info["assignment"]))
        seen = set()
        for cell in reversed(nb.cells):
            metadata = cell.metadata.pop("nbgrader", None)
            name = metadata.get("grade_id") if isinstance(metadata, dict) else None
            if isinstance(name, str) and name in released and name not in seen:
                seen.add(name)
                cell.metadata["nbgrader"] = released[name].metadata["nbgrader"]
        for name, cell in released.items():
            if name not in seen:
                self.log.warning("The cell %s was not handed in; it is added at the end.", name)
                if UNREAD in resources and is_solution(cell):
                    cell.source = f"Your notebook was not read: {resources[UNREAD]}. Your Python file was graded."
                nb.cells.append(cell)
        for answer in [cell for cell in nb.cells if is_solution(cell)]:
            if not answer.source.strip() or answer.metadata.nbgrader["checksum"] == compute_checksum(answer):
                self._find_answer(answer, submitted, released, info)
        return nb, resources

    def _find_answer(
        self,
        answer: NotebookNode,
        submitted: list[NotebookNode],
        released: dict[str, NotebookNode],
        info: dict[str, str],
    ) -> None:
        """Put what the student wrote in other cells into the answer's cell: there a person looks for it."""
        coursedir = coursedir_of(self)
        sources = [cell.source for cell in released.values()]
        for directory in (coursedir.source_directory, coursedir.release_directory):
            handed_out = Path(coursedir.format_path(directory, ".", info["assignment"]), f"{info['notebook']}.ipynb")
            if handed_out.is_file():
                with handed_out.open("rb") as file:
                    sources += [cell.source for cell in read_notebook(file).cells]
        text = Handout(sources).own_text(submitted)
        if text:
            answer.source = "\n\n".join([FOUND, *text])
            attachments = [cell.get("attachments", {}) for cell in submitted]
            if answer.cell_type == "markdown":
                answer["attachments"] = {name: data for attached in attachments for name, data in attached.items()}
            self.log.warning(
                "%s wrote in other cells than the answer's cell; the text waits in formgrader, Manual grading.",
                info["student"],
            )


class MakeHarmless(NbGraderPreprocessor):  # type: ignore[misc]
    """Leaves of a submitted notebook what may be shown in a browser. It comes when the graded cells are put right.

    What the gradebook wrote stays: locked cells, and answers that nobody touched. All metadata but nbgrader's goes.
    """

    def preprocess(self, nb: NotebookNode, resources: dict[str, Any]) -> Pair:
        kernel = {"kernelspec": nb.metadata["kernelspec"]} if "kernelspec" in nb.metadata else {}
        book = _new_book(
            cells=[_harmless_cell(cell, f"cell-{count}") for count, cell in enumerate(nb.cells, 1)],
            metadata=kernel | {"language_info": {"name": "python"}},
        )
        return book, resources


class GradeSubmission(NbGraderPreprocessor):  # type: ignore[misc]
    """Instead of Execute: grades the submitted Python file with the hidden cases; starts no kernel."""

    course_root = Unicode("", help="The course's folder. Default: nbgrader's own.").tag(config=True)
    require_isolation = Integer(1, min=1, max=3, help="Refuse to grade below this isolation level.").tag(config=True)
    seed = Integer(
        None,
        allow_none=True,
        help="Seed of the hidden inputs. Default: a new seed for each command, the same for the whole class.",
    ).tag(config=True)

    def preprocess(self, nb: NotebookNode, resources: dict[str, Any]) -> Pair:
        info = resources["nbgrader"]
        name, student = info["assignment"], info["student"]
        try:
            course = Course.find(Path(self.course_root or coursedir_of(self).root))
            assignment = course.load(name)
            record = with_exceptions([self._grade(course, name, student)], read_exceptions(course, name))[0]
            _fill(nb, record, assignment, functions_of(self._submission(assignment, student), record, assignment))
            nb.cells.insert(0, instructors_cell(record))
            _drop_hints(nb, assignment)
        except Exception:
            _needs_a_person(info)
            raise
        _flag(info, record)
        return nb, resources

    def _grade(self, course: Course, name: str, student: str) -> Record:
        folder = self._folder(name, student)
        try:
            record = _folder_grader(course.root, name, self.require_isolation).grade(student, folder, self.seed)
        except IsolationError as error:
            raise NotGradedError(f"{name} of {student} was not graded. {error}") from error
        if record.status is Status.UNGRADABLE:
            raise NotGradedError(f"{name} of {student} was not graded. {record.message}")
        self.log.info("%s of %s: %s, %g of %g", name, student, record.status.value, record.score, record.max_score)
        return record

    def _folder(self, name: str, student: str) -> Path:
        """What was handed in, not autograded/: there nbgrader replaces submitted files by files of the source."""
        coursedir = coursedir_of(self)
        return Path(coursedir.format_path(coursedir.submitted_directory, student, name))

    def _submission(self, assignment: Assignment, student: str) -> Submission:
        tasks = [task.name for task in assignment.tasks]
        return read_folder(student, self._folder(assignment.name, student), assignment.module_file, tasks)


class SetDueDates(NbGraderPreprocessor):  # type: ignore[misc]
    """Writes the due dates of course.toml into the gradebook when an assignment is generated, and says them."""

    due = Dict(help='Due dates by assignment, such as "2027-03-01 23:59 UTC". Other dates do not change.').tag(
        config=True
    )

    @validate("due")  # type: ignore[untyped-decorator]  # traitlets has no types
    def _check_due(self, proposal: Any) -> dict[str, datetime]:
        """As course.toml's are checked: nbgrader would take `+0200` for 200 seconds, and EDT for UTC."""
        try:
            return {name: due_date(written) for name, written in proposal["value"].items()}
        except ValueError as error:
            raise SystemExit(f"autograder: A due date in {CONFIG}, {error}") from error

    def preprocess(self, nb: NotebookNode, resources: dict[str, Any]) -> Pair:
        info = resources["nbgrader"]
        when = self.due.get(info["assignment"])
        if when and resources.get("due") != when:  # nbgrader reads its settings twice, and comes here twice
            resources["due"] = when
            self.log.info("The due date of %s by this machine's clock: %s.", info["assignment"], in_local_time(when))
            with Gradebook(info["db_url"]) as gradebook:
                utc = f"{when.astimezone(UTC):%Y-%m-%d %H:%M:%S} UTC"
                gradebook.update_or_create_assignment(info["assignment"], duedate=utc)
        return nb, resources


def coursedir_of(preprocessor: Any) -> Any:
    """nbgrader's CourseDirectory, which the converter around a preprocessor has. Raises NotGradedError without one."""
    holder = preprocessor
    while holder is not None:
        if getattr(holder, "coursedir", None) is not None:
            return holder.coursedir
        holder = holder.parent
    raise NotGradedError("The submitted files cannot be found, because this is not an nbgrader command.")


def _copied(cell: NotebookNode) -> NotebookNode:
    """What a student wrote into a cell. The cell itself is put right in place."""
    return NotebookNode(cell_type=cell.cell_type, source=cell.source, attachments=dict(cell.get("attachments", {})))


def _released_cells(notebook: Notebook) -> dict[str, NotebookNode]:
    """A fresh cell for each graded cell of a notebook as released, by its id."""
    points = {cell.name: float(cell.max_score) for cell in notebook.grade_cells}
    answers = {cell.name for cell in notebook.solution_cells}
    released = {}
    for source in sorted(notebook.source_cells, key=lambda cell: (cell.name in answers, cell.name)):
        meta = {
            "cell_type": source.cell_type,
            "checksum": source.checksum,
            "grade": source.name in points,
            "grade_id": source.name,
            "locked": source.locked,
            "schema_version": _SCHEMA,
            "solution": source.name in answers,
            "task": False,
        }
        if source.name in points:
            meta["points"] = points[source.name]
        make = _new_code if source.cell_type == "code" else _new_markdown
        released[source.name] = make(source=source.source, metadata={"nbgrader": meta})
    return released


def _harmless_cell(cell: NotebookNode, name: str) -> Any:
    graded = cell.metadata.get("nbgrader")
    known = {"id": name, "metadata": {"nbgrader": graded} if graded else {}}
    if cell.cell_type == "code" and (graded or not tangled(cell.source)):
        return _new_code(cell.source, **known)
    if cell.cell_type != "markdown":
        return _new_markdown(as_text(cell.source), **known)
    pictures = harmless_attachments(cell.get("attachments", {}))
    untouched = bool(graded) and graded.get("checksum") == compute_checksum(cell)
    source = cell.source if untouched else harmless_markdown(cell.source, pictures)
    new_cell = _new_markdown(source, **known)
    if pictures and source == cell.source:  # else they stand in it
        new_cell["attachments"] = pictures
    return new_cell


def _fill(nb: NotebookNode, record: Record, assignment: Assignment, functions: dict[str, str]) -> None:
    """Put each task's outputs into its cell, and the record into the notebook's metadata.

    Raises NotGradedError where a mark would come out wrong.
    """
    results = {task.name: task for task in record.tasks}
    cells = [cell for cell in nb.cells if is_grade(cell) and not is_solution(cell)]
    names = [cell.metadata.nbgrader["grade_id"] for cell in cells]
    if sorted(names) != sorted(results):
        raise NotGradedError(
            f"The notebook's check cells ({', '.join(names)}) are not the tasks of {assignment.name}: "
            "run `nbgrader generate_assignment` again."
        )
    for count, cell in enumerate(cells, 1):
        task = results[cell.metadata.nbgrader["grade_id"]]
        if float(cell.metadata.nbgrader["points"]) != task.max_score:
            raise NotGradedError(
                f"{task.name} has {task.max_score:g} points here, but another number in the gradebook: "
                "run `nbgrader generate_assignment` again."
            )
        cell.execution_count = count
        cell.outputs = cell_outputs(record, task, assignment, count, functions)
    nb.metadata["autograder"] = msgspec.to_builtins(record)


def _drop_hints(nb: NotebookNode, assignment: Assignment) -> None:
    """Remove the hints as they were handed out: what is said of a task has its hints already."""
    hints = {hints_cell(task) for task in assignment.tasks}
    nb.cells = [cell for cell in nb.cells if cell.cell_type != "markdown" or cell.source not in hints]
    for count, cell in enumerate(nb.cells, 1):
        cell.id = f"cell-{count}"


def _flag(info: dict[str, Any], record: Record) -> None:
    """Raise formgrader's flag where a person should look; one that a person raised stays."""
    if record.flags:
        with Gradebook(info["db_url"]) as gradebook:
            submitted = gradebook.find_submission_notebook(info["notebook"], info["assignment"], info["student"])
            submitted.flagged = True
            gradebook.db.commit()


def _needs_a_person(info: dict[str, Any]) -> None:
    """Take back an earlier mark: it was of other bytes, and the new ones have none."""
    with Gradebook(info["db_url"]) as gradebook:
        submitted = gradebook.find_submission_notebook(info["notebook"], info["assignment"], info["student"])
        for grade in submitted.grades:
            grade.auto_score = None
            grade.needs_manual_grade = True
        gradebook.db.commit()


_new_output: Any = v4.new_output  # nbformat has no types
_OF_TEX = re.compile("&#(?:36|92);")
"""What Markdown escapes as a letter is a dollar or a backslash again on the page, where MathJax looks for formulas."""


def cell_outputs(
    record: Record, task: TaskResult, assignment: Assignment, count: int, functions: Mapping[str, str] | None = None
) -> list[NotebookNode]:
    """The feedback with the code that was graded, then the points as a plain float.

    nbgrader takes the points from the one `execute_result`; anything else in its place scores full marks, and anything
    on standard error scores 0, so there is never more than these two.
    """
    page = task_markdown(record, task, assignment) + code_markdown(task.name, functions or {})
    marked = _OF_TEX.sub(r"<span>\g<0></span>", page)
    shown = _new_output("display_data", data={"text/markdown": marked, "text/plain": page})
    score = min(max(float(task.score), 0.0), float(task.max_score))
    return [shown, _new_output("execute_result", data={"text/plain": repr(score)}, execution_count=count)]


class FolderGrader:
    """Grades the submissions of one assignment, in one session as long as the seed and the course are the same."""

    def __init__(self, root: Path, assignment: str, require: int) -> None:
        """Raises CourseError or IsolationError when nothing can be graded here."""
        course = Course(root)
        hide_memory()
        self._course, self._name = course, assignment
        level = required_level(course, course.load(assignment), require)
        self._new = functools.partial(GradingSession, course, assignment, isolation=level.isolation, level=level.level)
        self._opened: tuple[tuple[int, str], GradingSession] | None = None
        self._drawn = new_seed()
        self._had: set[str] = set()
        """The students who had the drawn seed."""
        atexit.register(self.close)

    def grade(self, student: str, folder: Path, seed: int | None) -> Record:
        """The record of what a student handed in.

        Without a seed, all students of this process have the same hidden inputs, until a student comes again: then
        others are drawn.
        """
        if seed is None:
            if student in self._had:
                self._drawn, self._had = new_seed(), set()
            self._had.add(student)
            seed = self._drawn
        assignment = self._course.load(self._name)
        submission = read_folder(student, folder, assignment.module_file, [task.name for task in assignment.tasks])
        return self._session(seed, course_hash(self._course, assignment)).grade(submission)

    def close(self) -> None:
        """End the session, if there is one."""
        opened, self._opened = self._opened, None
        if opened is not None:
            opened[1].__exit__()

    def _session(self, seed: int, digest: str) -> GradingSession:
        """The open one, if it has this seed and the course is as it was: to open one costs more than a submission."""
        if self._opened is None or self._opened[0] != (seed, digest):
            self.close()
            self._opened = (seed, digest), self._new(seed=seed).__enter__()
        return self._opened[1]


@functools.cache
def _folder_grader(root: Path, assignment: str, require: int) -> FolderGrader:
    """This process's grader: formgrader asks for one student at a time."""
    return FolderGrader(root, assignment, require)
