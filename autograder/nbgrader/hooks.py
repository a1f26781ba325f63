"""What nbgrader has no setting for, done to its classes when a course's nbgrader_config.py is read."""

from __future__ import annotations

import contextlib
import glob
import importlib
import os
import re
import shutil
import sqlite3
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

from nbgrader.converters import Autograde, GenerateAssignment, GenerateFeedback
from nbgrader.converters.base import BaseConverter, NbGraderException
from nbgrader.exchange import ExchangeFactory
from sqlalchemy import make_url
from sqlalchemy.exc import SQLAlchemyError

from autograder.course.permissions import close
from autograder.nbgrader.exchange import Collect, ReleaseFeedback, mend, remove_links


def install() -> None:
    """Make our classes nbgrader's defaults, and let autograde mend folders before it looks for notebooks in them.

    Defaults, because a setting in the course's nbgrader_config.py would win over the hub's. For the other nbgrader has
    no setting: it passes over a folder without a notebook before anything that can be configured is asked.
    """
    ExchangeFactory.collect.default_value = Collect
    ExchangeFactory.release_feedback.default_value = ReleaseFeedback
    Autograde.init_notebooks = _mend_and_find_notebooks
    Autograde.convert_notebooks = _ours("autograde_and_sum_up")
    GenerateAssignment.init_notebooks = _find_notebooks
    GenerateAssignment.init_destination = _ours("begin_release")
    GenerateAssignment.convert_notebooks = _convert_and_close
    GenerateFeedback.init_notebooks = _find_notebooks
    GenerateFeedback.init_destination = _ours("begin_feedback")
    GenerateFeedback.convert_notebooks = _ours("write_feedback")


def _ours(name: str) -> Callable[..., Any]:
    """A function of converters.py, imported when it is called: few commands need it, and it needs settings.py."""

    def call(*arguments: Any) -> Any:
        return getattr(importlib.import_module("autograder.nbgrader.converters"), name)(*arguments)

    return call


def _find_notebooks(self: Any) -> None:
    """nbgrader's, where the gradebook can be used: else it goes on to a traceback and to wrong advice."""
    problem = unusable(self.coursedir.db_url)
    if problem:
        self.log.error(problem)
        raise NbGraderException(problem)
    keep_closed(self.coursedir, self.log)
    BaseConverter.init_notebooks(self)


def _convert_and_close(self: Any) -> None:
    BaseConverter.convert_notebooks(self)
    keep_closed(self.coursedir, self.log)


def keep_closed(coursedir: Any, log: Any) -> None:
    """Take what others handed in, and the marks, from users who are not in the instructors' group; say so once."""
    names = (coursedir.submitted_directory, coursedir.autograded_directory, coursedir.feedback_directory)
    paths = [Path(coursedir.root, name) for name in names]
    file = sqlite_file(coursedir.db_url)
    if file is not None:
        paths.append(file)
    closed = [path.name for path in paths if close(path)]
    if closed:
        log.info("Closed to other users of this machine: %s.", ", ".join(closed))


def _mend_and_find_notebooks(self: Any) -> None:
    coursedir = self.coursedir
    for folder in sorted(glob.glob(self._format_source(coursedir.assignment_id, coursedir.student_id))):
        match = re.match(self._format_source(coursedir.assignment_id, "(?P<student_id>.*)", escape=True), folder)
        if match and os.path.isdir(folder):
            try:
                remove_links(Path(folder), self.log)
                mend(coursedir, match["student_id"], self.log)
            except OSError as error:
                self.log.error("%s cannot be mended: %s", folder, error)
    _find_notebooks(self)


def sqlite_file(url: str) -> Path | None:
    """The file of a gradebook; None for any other database, and where the address cannot be read."""
    with contextlib.suppress(SQLAlchemyError):
        address = make_url(url)
        if address.get_backend_name() == "sqlite" and address.database not in (None, "", ":memory:"):
            return Path(str(address.database))
    return None


def unreadable(url: str) -> str:
    """That there is no gradebook to be read, as a sentence; "" where there is a file, or the database is no file."""
    file = sqlite_file(url)
    if file is None or (file.is_file() and file.stat().st_size > 0):
        return ""
    return f"There is no gradebook {file}: run `nbgrader generate_assignment`, or name another gradebook."


def unusable(url: str) -> str:
    """Why nbgrader cannot write to a gradebook, as a sentence; "" where nothing is known that speaks against it."""
    file = sqlite_file(url)
    if file is None:
        return ""
    reason = _refused(file)
    if reason:
        return f"The gradebook {file} cannot be written: {reason}; change its rights, or name another gradebook."
    if not file.exists() and shutil.which("alembic") is None:
        return "nbgrader needs the program alembic to make a gradebook, but it is missing: run `pip install alembic`."
    return ""


def _refused(file: Path) -> str:
    """Tries to write to a gradebook, or to make a file in its place; why it was refused."""
    try:
        if file.exists():
            with contextlib.closing(
                sqlite3.connect(f"{file.absolute().as_uri()}?mode=rw", uri=True, timeout=1)
            ) as held:
                held.execute("BEGIN IMMEDIATE")
        tempfile.TemporaryFile(dir=file.parent).close()  # SQLite writes a journal beside it
    except sqlite3.Error as error:
        return "" if "locked" in str(error) else str(error)
    except OSError as error:
        return (error.strerror or str(error)).lower()
    return ""
