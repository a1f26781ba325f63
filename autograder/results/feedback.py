"""Writes a student's two feedback pages from their record; knows no hidden case beyond whether it passed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from markupsafe import Markup

from autograder.course.model import Assignment, CourseError
from autograder.handout import watch
from autograder.handout.explain import capital, texts
from autograder.results import pages
from autograder.results.files import refuse_odd
from autograder.results.given import given, in_words
from autograder.results.late import final_mark, late_note
from autograder.results.records import Record, Status, TaskResult
from autograder.results.statistics import lost_points
from autograder.results.stepped import Pictures
from autograder.results.text import file_stem, markdown_prose

TIERS = ("a nudge", "a sketch", "a worked line")
"""What each hint of a task gives, from the first to the last."""


@dataclass(frozen=True)
class Notice:
    """Why a submission has no marks task by task, and what to do about it."""

    title: str
    what: str
    todo: str
    has_mark: bool = True


@dataclass(frozen=True)
class TaskView:
    """One task as its page shows it: of the hidden cases only how many passed."""

    name: str
    summary: str
    score: float
    max_score: float
    message: str
    text: tuple[str, ...]
    example: tuple[str, ...]
    picture: Markup | None
    cases: str
    hints: tuple[tuple[str, str], ...]
    section: str


def write_feedback(folder: Path, record: Record, assignment: Assignment, pictures: Pictures | None = None) -> None:
    """Write `folder`/feedback/<student>.html and .md. Raises ResultsError. A run passes the same `pictures`."""
    refuse_odd(folder / pages.FEEDBACK_FOLDER, folder=True)
    path = folder / pages.FEEDBACK_FOLDER / file_stem(record.student)
    pages.write_page(path.with_name(f"{path.name}.html"), feedback_html(record, assignment, pictures))
    pages.write_page(path.with_name(f"{path.name}.md"), feedback_markdown(record, assignment))


def feedback_html(record: Record, assignment: Assignment, pictures: Pictures | None = None) -> str:
    """The page of one student, complete in itself."""
    return pages.html().get_template("feedback.html.j2").render(_content(record, assignment, pictures or Pictures()))


def feedback_markdown(record: Record, assignment: Assignment) -> str:
    """The same page as Markdown."""
    return pages.markdown().get_template("feedback.md.j2").render(_content(record, assignment, None))


def task_markdown(record: Record, task: TaskResult, assignment: Assignment) -> str:
    """What a student reads about one task, for the task's own cell in a notebook."""
    content = {
        "record": record,
        "assignment": assignment,
        "notice": _notice(record.status, assignment),
        "task": _view(task, assignment, None),
        "given": in_words(task) if task.given is not None else "",
    }
    return pages.markdown().get_template("feedback_task.md.j2").render(content).strip()


def notice_markdown(record: Record, assignment: Assignment) -> str:
    """Why no task could be tried, and what to do about it, as Markdown; empty for a graded submission."""
    notice = _notice(record.status, assignment)
    if notice is None:
        return ""
    messages = [record.message] if record.message and notice.has_mark else []
    return "\n\n".join(map(markdown_prose, (f"{notice.title}.", notice.what, *messages, notice.todo)))


def _content(record: Record, assignment: Assignment, pictures: Pictures | None) -> dict[str, object]:
    graded = record.status is Status.GRADED
    views = [(_view(task, assignment, pictures), lost_points(task)) for task in record.tasks] if graded else []
    wrong = [view for view, lost in views if lost]
    moves = (
        {"script": pages.to_run(watch.SCRIPT), "watch_css": Markup(watch.CSS)} if any(v.picture for v in wrong) else {}
    )
    return {
        "record": record,
        "assignment": assignment,
        "mark": final_mark(record, assignment),
        "late": late_note(record, assignment),
        "notice": _notice(record.status, assignment),
        "given": [in_words(task) for task in given(record)],
        "right": [view for view, lost in views if not lost],
        "wrong": wrong,
        **moves,
    }


def _view(result: TaskResult, assignment: Assignment, pictures: Pictures | None) -> TaskView:
    try:
        task = assignment.task(result.name)
        summary, hints = task.summary, tuple(zip(TIERS, task.hints, strict=True))
    except CourseError:  # a record of an earlier version of the course
        summary, hints = "", ()
    return TaskView(
        name=result.name,
        summary=summary,
        score=result.score,
        max_score=result.max_score,
        message=capital(result.message),
        text=explained(result, assignment),
        example=tuple(result.example.splitlines()),
        picture=pictures.of(result, assignment) if pictures is not None else None,
        cases=_cases(result),
        hints=hints,
        section=assignment.sections.get(result.name, ""),
    )


def explained(result: TaskResult, assignment: Assignment) -> tuple[str, ...]:
    """The paragraphs on a task's mistake; those on no single mistake where points were lost without a name for it."""
    if not lost_points(result):
        return ()
    return texts(result.mistake, assignment.mistakes, result.example)


def _cases(result: TaskResult) -> str:
    counts = []
    for kind, core in (("core", True), ("edge", False)):
        passed = [case.passed for case in result.cases if case.core is core]
        if passed:
            counts.append(f"{sum(passed)} of {len(passed)} {kind} case{'s' if len(passed) > 1 else ''} passed")
    return _sentence(counts)


def _sentence(parts: Sequence[str]) -> str:
    return f"{', '.join(parts)}." if parts else ""


def _notice(status: Status, assignment: Assignment) -> Notice | None:
    file = assignment.module_file
    match status:
        case Status.GRADED:
            return None
        case Status.UNCHANGED:
            return Notice(
                "Nothing is filled in yet",
                f"`{file}` is the file as it was handed out, so there is nothing to mark.",
                "If you did work on it, you may have handed in another copy. Look for your copy without "
                "`raise NotImplementedError`, and hand in that copy.",
            )
        case Status.MISSING:
            return Notice(
                "No submission was found",
                f"There is no file under your name that can be graded as `{file}`.",
                f"Hand in your work as `{file}`. If you did hand it in, tell your instructor.",
            )
        case Status.UNREADABLE:
            return Notice(
                "No file could be graded",
                f"Something was handed in, but none of it could be graded as `{file}`.",
                f"Mend this, and hand in `{file}` again. It must be one Python file: plain text in UTF-8, not a "
                "notebook, a link or an archive.",
            )
        case Status.DOES_NOT_IMPORT:
            return Notice(
                "Python could not load the file",
                f"`{file}` stops with an error while it is imported, so no task could be checked.",
                f"Run `python {file}` in the assignment folder; it must end without an error. "
                "An import that this assignment does not offer is also an error.",
            )
        case Status.UNGRADABLE:
            return Notice(
                "This submission has not been marked yet",
                "The grader failed on this submission. This is not a mark of 0, and you do not need to do anything.",
                "Your instructor sees it first in the class report.",
                has_mark=False,
            )
