"""Fixtures that several test files share."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from xdist.scheduler import LoadScopeScheduling

from autograder.course.model import Course
from autograder.grading.environment import required_level
from autograder.grading.session import GradingSession
from autograder.grading.verdicts import CaseSpec
from autograder.results.records import Record
from autograder.sandbox.launch import Isolation
from autograder.sandbox.selftest import IsolationReport
from autograder.submissions.reading import Submission

SEED = 20261123


LONGEST = ("test_nbgrader.py", "test_naming.py", "test_own_course.py", "test_browser.py", "test_gradescope.py")
"""They begin first: no process shall be alone with one of them at the end."""
BY_ASSIGNMENT = (
    "test_corpus.py",
    "test_naming.py",
    "test_numeric_flags.py",
    "test_odd_values.py",
    "test_nothing_crosses.py",
)
"""The tests of these files go together by assignment: most share the fixture `corpus`, which remembers the records."""


class Together(LoadScopeScheduling):
    """Runs the tests of a file in one process; those of BY_ASSIGNMENT go together by assignment.

    xdist's own groups do not work here: it writes them into a name of pytest that pytest 9.2 does not read any more.
    """

    def _split_scope(self, nodeid: str) -> str:
        file = nodeid.partition("::")[0]
        name = re.search(r"\[(a\d_\w+)", nodeid) if Path(file).name in BY_ASSIGNMENT else None
        return name[1] if name else file


def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> Together:
    config.option.loadscopereorder = False
    return Together(config, log)


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    items.sort(key=lambda item: LONGEST.index(item.path.name) if item.path.name in LONGEST else len(LONGEST))


@pytest.fixture(scope="session")
def found_level() -> IsolationReport:
    """The isolation level of this machine, found once."""
    course = Course.find(Path(__file__))
    return required_level(course, course.load("a3_linear_regression"), 1)


@pytest.fixture(scope="session")
def isolation(found_level) -> tuple[Isolation, int]:
    """The best means of isolation here, and their level."""
    return found_level.isolation, found_level.level


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Print the figures that tests recorded, in whatever process they ran."""
    for report in terminalreporter.getreports("passed"):
        for name, value in report.user_properties:
            if name == "figure":
                terminalreporter.write_line(str(value))


class Corpus:
    """Grades sources of any assignment at one seed through the real grader; the same source is graded once."""

    def __init__(self, means: Isolation, level: int) -> None:
        self.course = Course.find(Path(__file__))
        self._means, self._level = means, level
        self._opened: dict[str, GradingSession] = {}
        self._records: dict[tuple[str, str], Record] = {}

    def specs(self, name: str) -> list[CaseSpec]:
        return self._session(name).specs

    def grade(self, name: str, source: str) -> Record:
        if (name, source) not in self._records:
            file = self.course.load(name).module_file
            self._records[name, source] = self._session(name).grade(Submission("s", {file: source.encode()}))
        return self._records[name, source]

    def close(self) -> None:
        for session in self._opened.values():
            session.__exit__()

    def _session(self, name: str) -> GradingSession:
        if name not in self._opened:
            opened = GradingSession(self.course, name, seed=SEED, isolation=self._means, level=self._level)
            self._opened[name] = opened.__enter__()
        return self._opened[name]


@pytest.fixture(scope="session")
def corpus(isolation) -> Iterator[Corpus]:
    """The grader of single sources that all test files share."""
    opened = Corpus(*isolation)
    yield opened
    opened.close()
