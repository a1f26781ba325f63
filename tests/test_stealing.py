"""The attacks that are tried first, at levels 3 and 2, each followed by honest work; `make test-security` has all."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from autograder.course.model import Course
from autograder.grading.environment import IsolationError, required_level
from autograder.grading.session import GradingSession
from autograder.results.records import Status
from autograder.sandbox.launch import Isolation
from autograder.submissions.reading import Submission

COURSE = Course.find(Path(__file__))
NAME, MODULE = "a3_linear_regression", "linear_regression.py"
HONEST = COURSE.reference(NAME).read_bytes()
GAUNTLET = Path(__file__).parent / "gauntlet"
CASES = (
    "001_read_hidden_tests_from_disk",
    "003_inspect_caller_frames",
    "009_pytest_internals",
    "015_patch_numpy_compare",
    "037_sys_exit_zero",
    "053_infinite_loop_at_import",
    "079_raise_own_limits",
)
ALLOCATES = b"import numpy as np\nbig = np.ones(1 << 29)\n" + HONEST
"""4 GiB at the top of a file that is right otherwise."""
IMPORTS = (
    b"import sys\nsys.path[:0] = [" + repr(str(COURSE.root)).encode() + b"]\n"
    b"from solutions.a3_linear_regression.hidden import test_hidden as hidden\n" + HONEST
)


@pytest.fixture(scope="module", params=[3, 2])
def session(request):
    """A grading session at one isolation level."""
    if request.param == 3 and shutil.which("bwrap") is None:
        pytest.skip("bubblewrap is not installed")
    allowed = Isolation(bubblewrap=request.param == 3)
    try:
        level = required_level(COURSE, COURSE.load(NAME), request.param, allowed)
    except IsolationError as error:
        pytest.skip(str(error))
    assert level.level == request.param
    with GradingSession(COURSE, NAME, seed=3, isolation=level.isolation, level=level.level) as opened:
        yield opened


@pytest.mark.parametrize("case", [*CASES, "allocates", "imports"])
def test_nothing_is_earned_and_nobody_is_harmed(session, tmp_path, case):
    """An attack earns nothing but what honest parts deserve; the honest submission after it gets full marks."""
    sources = {"allocates": ALLOCATES, "imports": IMPORTS}
    source = sources.get(case) or (GAUNTLET / f"{case}.py").read_bytes().replace(b"@CANARY@", bytes(tmp_path))

    record = session.grade(Submission("attack", {MODULE: source}))
    after = session.grade(Submission("honest", {MODULE: HONEST}))

    # A loop in `fit` that is right around stolen or missing parts earns its own five points, as in any examination.
    assert record.score <= 5.0
    assert all(task.score == 0.0 for task in record.tasks if task.name != "fit")
    assert record.status in (Status.GRADED, Status.DOES_NOT_IMPORT)
    assert (after.status, after.score) == (Status.GRADED, after.max_score)
