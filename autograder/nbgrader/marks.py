"""The mark of record of each student: the same number, whatever program it is for.

Where nbgrader's gradebook has submissions of the assignment, it is the gradebook's: with manual points, overrides,
extra credit and late penalties. Else it is the run's, less the late penalty that nbgrader would take. Where both have a
mark and the two differ, nothing is exported.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import UTC
from typing import Any, NamedTuple

from nbgrader.api import MissingEntry

from autograder.course.due_dates import LateRule, when
from autograder.course.model import Assignment, Course
from autograder.faults import UserError
from autograder.grading.marks import make_record
from autograder.nbgrader.autograded import read_records
from autograder.nbgrader.feedback import is_override
from autograder.nbgrader.gradebook import has_mark, is_there, opened, same_points, score_of, settings_of
from autograder.nbgrader.hooks import unreadable
from autograder.nbgrader.late import Penalty, losses, penalties
from autograder.nbgrader.settings import CONFIG
from autograder.results.records import Record, Status, TaskResult
from autograder.results.text import names_of, number, one_line
from autograder.submissions.reading import Submission

_NEAR = 14 * 3600
"""Seconds that a time without a zone may be away from what it says."""


class MarksError(UserError):
    """There is no one mark of record; its text says for whom, and what to do."""


class Mark(NamedTuple):
    """The mark of one student. `score` is None where there is none yet: the grader could not judge the submission."""

    record: Record
    """What was handed in, and by whom."""
    score: float | None
    tasks: dict[str, float]
    """Points of each task, as a person may have changed them."""
    question: float | None = None
    """Points of the written question; None where nobody has graded it."""
    penalty: float = 0.0
    """What was taken off for being late."""


class Marks(NamedTuple):
    """The marks of a class. What a person should know of them stands in `notes`, a sentence each."""

    marks: list[Mark]
    max_score: float
    source: str
    """Whose marks these are, as the end of "These are the marks of ..."."""
    notes: list[str]


def marks_of_run(course: Course, records: Sequence[Record], assignment: Assignment, db_url: str | None = None) -> Marks:
    """The marks of record of those in a run. Raises MarksError, GradebookError and CourseError."""
    refuse_two_marks(records)
    if not is_there(course, db_url):
        _refuse_nothing(db_url)
        return _of_run(course, records, assignment, assignment.late)
    with opened(course, db_url, reading=True) as gradebook:
        entry = _entry(gradebook, assignment)
        if entry is None or not entry.submissions:
            rule = assignment.late
            if entry is not None and entry.duedate is not None:
                rule = LateRule(entry.duedate.replace(tzinfo=UTC), rule.policy)
            return _of_run(course, records, assignment, rule)
        submissions = {submission.student.id: submission for submission in entry.submissions}
        _refuse_differences(records, submissions)
        penalty = penalties(settings_of(course))
        marks = [
            _of_gradebook(record, submissions[record.student], penalty)
            if record.student in submissions
            else Mark(record, 0.0, {})
            for record in records
        ]
        more = sorted(submissions.keys() - {record.student for record in records})
        notes = _question_notes(marks)
        if more:
            notes.append(f"In the gradebook, but not in this run, and not written: {names_of(more)}.")
        return Marks(marks, float(entry.max_score), "nbgrader's gradebook", notes)


def marks_of_course(course: Course, assignment: Assignment, db_url: str | None = None) -> Marks:
    """The marks of record of all in nbgrader's gradebook. Raises MarksError, GradebookError and CourseError."""
    known = {record.student: record for record in read_records(course.root, assignment.name)}
    missing = MarksError(
        f"nbgrader's gradebook has no submission of {assignment.name}: run `nbgrader autograde {assignment.name}`, "
        "or name a folder that `autograder grade` wrote."
    )
    if not is_there(course, db_url):
        _refuse_nothing(db_url)
        raise missing
    marks = []
    with opened(course, db_url, reading=True) as gradebook:
        entry, penalty = _entry(gradebook, assignment), penalties(settings_of(course))
        for submission in sorted(entry.submissions if entry else (), key=lambda submission: str(submission.student.id)):
            student = submission.student
            name = " ".join(filter(None, (student.first_name, student.last_name)))
            when = f"{submission.timestamp:%Y-%m-%d %H:%M:%S} UTC" if submission.timestamp else ""
            person = Submission(student.id, name=name, email=student.email or "", timestamp=when)
            bare = make_record(person, assignment, Status.UNGRADABLE, seed=0, level=0, message="Not graded yet.")
            marks.append(_of_gradebook(known.get(student.id, bare), submission, penalty))
        most = float(entry.max_score) if entry else 0.0
    if not marks:
        raise missing
    return Marks(marks, most, "nbgrader's gradebook", _question_notes(marks))


def _refuse_nothing(db_url: str | None) -> None:
    """Raise MarksError where a gradebook was named that is not there."""
    if db_url:
        raise MarksError(unreadable(db_url))


def _entry(gradebook: Any, assignment: Assignment) -> Any:
    try:
        return gradebook.find_assignment(assignment.name)
    except MissingEntry:
        return None


# -- From the run ------------------------------------------------------------------------------------------------------


def _of_run(course: Course, records: Sequence[Record], assignment: Assignment, rule: LateRule) -> Marks:
    penalty_of = _penalties(course, rule)
    marks = []
    for record in records:
        if record.status is Status.UNGRADABLE:
            marks.append(Mark(record, None, {}))
            continue
        penalty = penalty_of(record)
        tasks = {task.name: task.score for task in record.tasks}
        marks.append(Mark(record, max(0.0, record.score - penalty), tasks, None, penalty))
    return Marks(marks, assignment.max_score, "the run", time_notes(records, rule))


def time_notes(records: Sequence[Record], rule: LateRule) -> list[str]:
    """Who is late, and of whom it is not sure, a sentence each; without a due date none."""
    due = rule.due
    if due is None:
        return []
    times = {record.student: when(record.timestamp) for record in records}
    late = [record.student for record in records if rule.seconds(record.timestamp) > 0]
    near = [
        student
        for student, (time, has_zone) in times.items()
        if time is not None and not has_zone and abs((time - due).total_seconds()) < _NEAR
    ]
    unread = [record.student for record in records if record.timestamp and times[record.student][0] is None]
    marked = [record.student for record in records if record.late and times[record.student][0] is None]
    groups = (
        (late, "Late by the due date in the course"),
        (near, "Handed in close to the due date; the time has no zone, and was read as UTC"),
        (marked, "Late in the LMS, which gives no time; no penalty was taken here"),
        (unread, "The time cannot be read, so no penalty was taken"),
    )
    return [f"{what}: {names_of(names)}." for names, what in groups if names]


def _penalties(course: Course, rule: LateRule) -> Callable[[Record], float]:
    """What submissions of a run lose for being late, by the course's settings, as nbgrader would take it off."""
    if rule.due is None or not (course.root / CONFIG).is_file():
        return lambda record: rule.loss(record.score, record.timestamp)
    loss = losses(settings_of(course))
    return lambda record: loss(record.student, record.score, rule.seconds(record.timestamp))


# -- From the gradebook ------------------------------------------------------------------------------------------------


def _of_gradebook(record: Record, submission: Any, penalty: Penalty) -> Mark:
    grades = [grade for notebook in submission.notebooks for grade in notebook.grades]
    written = [grade for grade in grades if grade.cell.cell_type != "code"]
    graded = [grade for grade in written if not (grade.manual_score is None and grade.auto_score is None)]
    question = sum(float(grade.score) for grade in graded) if len(graded) == len(written) and written else None
    tasks = {grade.name: float(grade.score) for grade in grades if grade.cell.cell_type == "code"}
    score = score_of(submission, penalty) if has_mark(submission) else None
    return Mark(record, score, tasks, question, penalty(submission))


def refuse_two_marks(records: Sequence[Record]) -> None:
    """Raise MarksError where several records may be of one person: a person has one mark."""
    there = {record.student for record in records}
    groups = {frozenset({record.student, *record.same_person} & there) for record in records if record.same_person}
    several = sorted(" and ".join(sorted(group)) for group in groups if len(group) > 1)
    if several:
        raise MarksError(
            f"Several submissions may be of one person, who can have one mark only: {names_of(several)}. Remove the "
            "submission that does not count, or rename it if it is of somebody else, and grade again. "
            "Nothing was written."
        )


def _refuse_differences(records: Sequence[Record], submissions: dict[str, Any]) -> None:
    """Raise MarksError where the gradebook's own marks are not those of the run; a person's points do not count."""
    different = []
    for record in records:
        submission = submissions.get(record.student)
        if submission is None and record.status is Status.MISSING and not record.found:
            continue  # who handed nothing in has 0 points by both
        if submission is None:
            different.append(f"{one_line(record.student, 60)} (not in the gradebook)")
            continue
        told = {task.name: task for task in record.tasks}
        for grade in (grade for notebook in submission.notebooks for grade in notebook.grades):
            if grade.name not in told:
                continue
            task = told[grade.name]
            expected = None if record.status is Status.UNGRADABLE else task.score
            if same_points(grade.auto_score, expected) or _by_a_person(grade, expected, task):
                continue
            different.append(
                f"{one_line(record.student, 60)} ({grade.name}: {_points(grade.auto_score)} in the gradebook, "
                f"{_points(expected)} in the run)"
            )
            break
    if different:
        raise MarksError(
            f"nbgrader's gradebook and the run differ, and nothing was written: {names_of(different)}. "
            "To give the gradebook the run's marks, use `autograder export OUT --to nbgrader`. To write the marks of "
            "the gradebook, name the course's folder instead of OUT, and -a NAME."
        )


def _by_a_person(grade: Any, expected: float | None, task: TaskResult) -> bool:
    """Whether a person has given in the gradebook what neither side could, or points instead of the grader's."""
    if task.given is not None and same_points(grade.auto_score, task.given.before):
        return is_override(grade)
    return grade.manual_score is not None and (grade.auto_score is None or expected is None)


def _points(score: float | None) -> str:
    return "no mark" if score is None else number(score)


def _question_notes(marks: Sequence[Mark]) -> list[str]:
    waiting = [mark.record.student for mark in marks if mark.question is None and mark.score is not None and mark.tasks]
    if not waiting:
        return []
    return [f"The written question is not graded yet and counts 0 points for: {names_of(waiting)}."]
