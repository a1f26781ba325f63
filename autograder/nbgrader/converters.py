"""nbgrader's autograde, generate_assignment and generate_feedback say what they did, what they left and how to go on.

nbgrader has no setting for any of it; hooks.py puts these functions in the places of its own.
"""

from __future__ import annotations

import contextlib
import os
import re
from collections.abc import Mapping
from datetime import UTC
from pathlib import Path
from typing import Any

from nbgrader.api import Gradebook
from nbgrader.converters.base import BaseConverter, NbGraderException
from nbgrader.utils import rmtree

from autograder.course.due_dates import in_local_time
from autograder.course.model import Course, CourseError
from autograder.faults import STOPPED
from autograder.grading.environment import course_hash
from autograder.nbgrader.autograded import read_record
from autograder.nbgrader.hooks import keep_closed
from autograder.nbgrader.late import write_penalties
from autograder.nbgrader.preprocessors import SetDueDates
from autograder.nbgrader.summary import Autograded, stopped, summary
from autograder.results.files import ResultsError
from autograder.results.text import names_of


def autograde_and_sum_up(self: Any) -> None:
    """nbgrader's, and then what it came to: its log names failures alone, and skips without a word."""
    before = {folder: _modified(_autograded(self, folder)) for folder in self.assignments}
    stop: BaseException | None = None
    try:
        BaseConverter.convert_notebooks(self)
    except (KeyboardInterrupt, NbGraderException) as error:
        stop = error
    keep_closed(self.coursedir, self.log)
    done = _autograded_now(self, before)
    if isinstance(stop, KeyboardInterrupt):
        self.log.error(stopped(done))
        raise SystemExit(STOPPED) from stop
    facts, todo = summary(done)
    for sentence in facts:
        self.log.info(sentence)
    for sentence in todo:
        self.log.warning(sentence)
    if stop is not None:
        raise stop


def _autograded_now(self: Any, before: Mapping[str, float]) -> Autograded:
    """What has become of the submissions whose folders are the keys of `before`."""
    done = Autograded(self.coursedir.assignment_id)
    for folder, modified in sorted(before.items()):
        book = _autograded(self, folder)
        try:
            record = read_record(book)
        except ResultsError:
            done.failed.append(_student(self, folder))
            continue
        (done.graded if _modified(book) != modified else done.skipped).append(record)
    with contextlib.suppress(CourseError):
        course = Course.at(Path(self.coursedir.root))
        done.digest = course_hash(course, course.load(done.assignment))
    mine = {_student(self, folder) for folder in before} - set(done.failed)
    with Gradebook(self.coursedir.db_url, self.coursedir.course_id) as gradebook:
        for student in sorted(mine):
            submission = gradebook.find_submission(done.assignment, student)
            if submission.needs_manual_grade:
                done.waiting.append(student)
            if submission.late_submission_penalty:
                done.late.append(student)
    return done


def _autograded(self: Any, folder: str) -> Path:
    """Where the graded notebook of a folder of `submitted/` lies."""
    name = self.coursedir.assignment_id
    return Path(
        self.coursedir.format_path(self.coursedir.autograded_directory, _student(self, folder), name), f"{name}.ipynb"
    )


def _student(self: Any, folder: str) -> str:
    match = re.match(
        self.coursedir.format_path(
            self.coursedir.submitted_directory, "(?P<student>.*)", self.coursedir.assignment_id, escape=True
        ),
        folder,
    )
    return match["student"] if match else Path(folder).parent.name


def _modified(path: Path) -> float:
    try:
        return path.stat().st_mtime_ns
    except OSError:
        return 0


def begin_release(self: Any, assignment_id: str, student_id: str) -> bool:
    """nbgrader's. What it skips it skips without a word, and with it a due date that has moved."""
    if BaseConverter.init_destination(self, assignment_id, student_id):
        return True
    dest = Path(self._format_dest(assignment_id, student_id))
    self.log.warning(
        "%s is there already and stays as it is, with the texts, cells and points of that time. "
        "`nbgrader generate_assignment %s --force` writes it again.",
        os.path.relpath(dest, self.coursedir.root),
        assignment_id,
    )
    due = SetDueDates(parent=self).due.get(assignment_id)
    if due is not None:
        with Gradebook(self.coursedir.db_url, self.coursedir.course_id) as gradebook:
            before = gradebook.update_or_create_assignment(assignment_id).duedate
            if before is None or before.replace(tzinfo=UTC) != due:
                utc = f"{due.astimezone(UTC):%Y-%m-%d %H:%M:%S} UTC"
                gradebook.update_or_create_assignment(assignment_id, duedate=utc)
                self.log.warning(
                    "The due date of %s was %s by this machine's clock, and is now %s.",
                    assignment_id,
                    in_local_time(before.replace(tzinfo=UTC)) if before else "not set",
                    in_local_time(due),
                )
            changed = write_penalties(gradebook, assignment_id, self.config)
        if changed:
            self.log.warning("What late work loses changed for %s.", names_of(changed))
    return False


def begin_feedback(self: Any, assignment_id: str, student_id: str) -> bool:
    """nbgrader's; and what was autograded again since its page was written gets a new page."""
    if BaseConverter.init_destination(self, assignment_id, student_id):
        return True
    if student_id in (self.coursedir.student_id_exclude or "").split(","):
        return False
    dest = Path(self._format_dest(assignment_id, student_id))
    book = Path(self._format_source(assignment_id, student_id), f"{assignment_id}.ipynb")
    if _modified(dest / f"{assignment_id}.html") < _modified(book):
        self.log.info("%s was graded again, so the page is written again.", student_id)
        rmtree(str(dest))
        return True
    self.__dict__.setdefault("kept_pages", []).append(student_id)
    return False


def write_feedback(self: Any) -> None:
    """nbgrader's, with the penalties of today, and then who kept an earlier page."""
    self.__dict__["kept_pages"] = []
    with Gradebook(self.coursedir.db_url, self.coursedir.course_id) as gradebook:
        write_penalties(gradebook, self.coursedir.assignment_id, self.config)
    BaseConverter.convert_notebooks(self)
    keep_closed(self.coursedir, self.log)
    kept = self.__dict__["kept_pages"]
    if kept:
        self.log.warning(
            "These pages are there already and stay as they are: %s. Points that a person gave since then are not on "
            "them; `nbgrader generate_feedback %s --force` writes all again.",
            names_of(sorted(kept)),
            self.coursedir.assignment_id,
        )
