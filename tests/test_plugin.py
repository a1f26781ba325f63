"""The pytest plugin on small hidden files of its own: verdicts, grader faults, what is remembered, broken cases."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

import autograder.grading.session as session_module
from autograder.course.model import Course, CourseError
from autograder.grading.plugin import CaseError
from autograder.grading.session import GradingSession
from autograder.grading.verdicts import Verdict
from autograder.results.records import Status
from autograder.submissions.reading import Submission

TOML = """
title = "Tiny"
module = "tiny"
summary = "A tiny assignment."
order = 1
minutes = 1
[question]
text = "Why?"
points = 1
[[tasks]]
name = "double"
points = 10
summary = "Twice."
hints = ["a", "b", "c"]
"""
REFERENCE = '''"""Twice."""


def double(x):
    """Twice x."""
    # BEGIN SOLUTION
    return 2 * x
    # END SOLUTION
'''
HEAD = """
import numpy as np, pytest
from autograder.faults import GraderFault
from autograder.handout.gradcheck import check_array, check_number
from autograder.cases import cross_check, with_follow_through, expect_error

def numbers(rng, size):
    return rng.normal(size=size)
"""


@pytest.fixture
def grade(tmp_path, isolation):
    """Grade one source against hidden cases given as text."""
    folder = tmp_path / "course" / "solutions" / "tiny"
    folder.mkdir(parents=True)
    (folder / "assignment.toml").write_text(TOML)
    (folder / "tiny.py").write_text(REFERENCE)
    hidden = folder / "hidden" / "test_hidden.py"
    hidden.parent.mkdir()

    def run(cases: str, *sources: str, seed: int = 1):
        hidden.write_text(HEAD + cases)
        means, level = isolation
        with GradingSession(Course(tmp_path / "course"), "tiny", seed=seed, isolation=means, level=level) as session:
            return [session.grade(Submission(f"s{n}", {"tiny.py": text.encode()})) for n, text in enumerate(sources)]

    yield run
    shutil.rmtree(tmp_path / "course")


VALUES = """
@pytest.mark.task("double", core=True)
def test_double_values(student, given):
    x = given(numbers, 3)
    check_array(student.double(x), 2 * x)
"""
RIGHT = "def double(x):\n    return x + x\n"


def test_a_grader_fault_is_never_a_mark(grade):
    """Two oracles that disagree make the submission ungradable; the next case file is not blamed on the student."""
    (record,) = grade(
        VALUES
        + """
@pytest.mark.task("double", core=False)
def test_double_oracles(student, given):
    cross_check(np.ones(3), np.ones(3) * 2, what="the weather")
""",
        RIGHT,
    )

    assert record.status is Status.UNGRADABLE
    assert "two oracles disagree on the weather" in record.message
    assert record.score == 0.0


def test_a_broken_case_is_a_grader_fault(grade):
    """An exception that is no verdict, in the case itself, makes the submission ungradable."""
    (record,) = grade(VALUES + "    raise KeyError('oops')\n", RIGHT)

    assert record.status is Status.UNGRADABLE
    assert "KeyError" in record.message


def test_a_plain_assert_is_a_failed_case(grade):
    """A plain assert in a case counts against the submission, without a claim."""
    (record,) = grade(VALUES + "    assert student.double(x) is None\n", RIGHT)

    assert record.status is Status.GRADED
    assert (record.tasks[0].score, record.tasks[0].mistake) == (0.0, None)


def test_inputs_are_made_once_and_cannot_be_changed(grade):
    """Every student of a run gets the same inputs, which no case can change."""
    (record,) = grade(
        VALUES
        + """
@pytest.mark.task("double", core=False)
def test_double_inputs(student, given):
    assert given(numbers, 3) is given(numbers, 3)
    given(numbers, 3)[0] = 1.0
""",
        RIGHT,
    )

    assert record.status is Status.UNGRADABLE
    assert "read-only" in record.message


TABLES = """
from autograder.cases.tables import once
from types import SimpleNamespace

def inputs(rng):
    return SimpleNamespace(x=rng.normal(size=3), asked=[])
def doubled(p, k=2):
    p.asked.append(k)
    return {"doubled": {"y": k * p.x}}
"""


def test_a_table_of_mistakes_is_made_once_for_the_class(grade):
    """Once for each given problem and key; nothing that comes of a submission or has no name is kept, or altered."""
    case = """
@pytest.mark.task("double", core=True)
def test_double_tables(student, given):
    p, answered = given(inputs), SimpleNamespace(x=student.double(np.ones(2)), asked=[])
    tables = [once(doubled, p), once(doubled, p), once(doubled, p, 3), once(doubled, p, 3)]
    assert [table["doubled"]["y"][0] / p.x[0] for table in tables] == [2, 2, 3, 3]
    assert p.asked == [2, 3]
    assert [once(doubled, answered)["doubled"]["y"][0] for _ in range(2)] == [4, 4]
    assert answered.asked == [2, 2]
    assert once(lambda p: len(p.asked), p) == 2
    with pytest.raises(ValueError, match="read-only"):
        tables[0]["doubled"]["y"][0] = 1.0
"""
    records = grade(TABLES + case, RIGHT, RIGHT.replace("x + x", "2 * x"))

    assert [record.tasks[0].score for record in records] == [10.0, 10.0]


def test_functions_of_one_name_are_kept_apart(grade, tmp_path):
    """`given` knows a function by its file too; a lambda, or a function within a function, is refused in words."""
    other = tmp_path / "course" / "solutions" / "tiny" / "hidden" / "other.py"
    other.write_text("def numbers(rng, size):\n    return rng.normal(size=size) + 100\n")
    inputs = """
from . import other

def within(rng, size):
    return 1
def local():
    def within(rng, size):
        return 2
    return within
"""
    apart = (
        VALUES
        + """
@pytest.mark.task("double", core=False)
def test_double_inputs(student, given):
    student.double(1.0)
    assert (given(numbers, 3) + 100 == given(other.numbers, 3)).all()
    assert (given(numbers, 3) < 50).all()
"""
    )
    (record,) = grade(inputs + apart, RIGHT)

    assert [case.passed for case in record.tasks[0].cases] == [True, True]
    for make in ("lambda rng, size: 1", "local()"):
        (record,) = grade(inputs + VALUES.replace("numbers", make), RIGHT)

        assert record.status is Status.UNGRADABLE
        assert "`given` needs a function that has a name" in record.message


def test_what_cases_say_without_a_mark(grade, tmp_path, isolation):
    """A session gives the verdict of every case, or why it cannot be judged, and where the case stands."""
    grade(VALUES + "\n\n@pytest.mark.task('double', core=False)\ndef test_double_odd(student):\n    1 / 0\n", RIGHT)
    means, level = isolation
    with GradingSession(Course(tmp_path / "course"), "tiny", seed=1, isolation=means, level=level) as session:
        first, second = (
            session.verdicts(Submission("s", {"tiny.py": RIGHT.encode()}))[s.nodeid] for s in session.specs
        )
        places = [spec.where for spec in session.specs]

    line = (HEAD + VALUES).splitlines().index('@pytest.mark.task("double", core=True)') + 1
    assert isinstance(first, Verdict)
    assert first.passed
    assert len(first.seen[0]) == 1
    assert isinstance(second, CaseError)
    assert places[0] == f"test_hidden.py:{line}"


def test_follow_through_and_expected_errors(grade):
    """`with_follow_through` passes by its second way, and reports the first; `expect_error` wants that very error."""
    cases = """
@pytest.mark.task("double", core=True)
def test_double_values(student, given):
    with_follow_through(lambda: check_number(student.double(3.0), 7.0), lambda: check_number(student.double(3.0), 6.0))

@pytest.mark.task("double", core=False)
def test_double_text(student):
    expect_error(lambda: student.double("x"), "ValueError")
"""
    good = "def double(x):\n    if isinstance(x, str):\n        raise ValueError(x)\n    return 2 * x\n"
    other = "def double(x):\n    if isinstance(x, str):\n        raise KeyError(x)\n    return 2 * x\n"
    scores = [record.score for record in grade(cases, good, other, "def double(x):\n    return 3 * x\n")]

    assert scores == [10.0, 8.0, 0.0]


def test_a_right_part_stands_in(grade):
    """With the reference's function in the place of its own, a composition is judged as if its parts were right."""
    cases = """
@pytest.mark.task("double", core=True)
def test_double_twice(student, reference):
    check_number(student.given(reference, "double").twice(3.0), 12.0)
"""
    source = "def double(x):\n    return 5 * x\n\n\ndef twice(x):\n    return double(double(x))\n"
    wrong = source.replace("double(double(x))", "double(x)")

    assert [record.score for record in grade(cases, source, wrong)] == [10.0, 0.0]


@pytest.mark.parametrize(
    ("cases", "words"),
    [
        ("def test_double_x(student):\n    pass\n", "needs one mark"),
        ("@pytest.mark.task('double')\ndef test_double_x(student):\n    pass\n", "needs one mark"),
        ("@pytest.mark.task('nix', core=True)\ndef test_nix(student):\n    pass\n", "for nix, which is not a task"),
        ("@pytest.mark.task('double', core=False)\ndef test_double_x(student):\n    pass\n", "no core case"),
        ("import no_such_module\n", "no_such_module"),
        ("", "cannot be collected"),
    ],
)
def test_broken_hidden_cases_are_a_broken_course(grade, cases, words):
    """Hidden cases that cannot be used are one sentence about the course, before anything is graded."""
    with pytest.raises(CourseError, match=words):
        grade(cases, RIGHT)


def test_hidden_cases_import_their_neighbours_anew(grade, tmp_path):
    """A helper beside the cases, and one that assignments share, are imported; what was changed counts at once."""
    solutions = tmp_path / "course" / "solutions"
    (solutions / "shared").mkdir()
    (solutions / "shared" / "factor.py").write_text("TWO = 2\n")
    near = solutions / "tiny" / "hidden" / "near.py"
    cases = "from .near import doubled\n" + VALUES.replace("2 * x", "doubled(x)")
    scores = []
    for body in ("return TWO * x", "return TWO * x + 1"):
        near.write_text(f"from ...shared.factor import TWO\n\n\ndef doubled(x):\n    {body}\n")
        scores.append(grade(cases, RIGHT)[0].score)

    assert scores == [10.0, 0.0]
    assert not list(solutions.rglob("__pycache__"))


def test_every_assignment_has_hidden_cases():
    """Each in its own folder, and the engine has none."""
    course = Course.find(Path(__file__))

    assert all((course.folder(name) / "hidden" / "test_hidden.py").is_file() for name in course.names())
    assert not list(Path(session_module.__file__).parents[1].rglob("test_*.py"))


FIXTURES = """
ended = []

@pytest.fixture
def base(student):
    return student.double(1.0)

@pytest.fixture
def pair(base, given):
    return base, given(numbers, 2)

@pytest.fixture
def opened():
    yield 5.0
    ended.append("opened")

@pytest.fixture(params=[2.0, 3.0])
def several(request):
    return request.param

@pytest.mark.task("double", core=True)
@pytest.mark.parametrize("x", [1.5])
def test_double_own_fixtures(student, pair, base, x):
    assert pair[0] is base
    check_number(student.double(x), 2 * x)

@pytest.mark.task("double", core=False)
def test_double_fixture_that_ends(student, opened, base):
    check_number(student.double(opened), 5 * base)

@pytest.mark.task("double", core=False)
def test_double_several(student, several):
    check_number(student.double(several), 2 * several)

@pytest.mark.task("double", core=False)
def test_double_ended(student):
    check_number(student.double(1.0), 2.0)
    assert ended
"""


def test_cases_have_fixtures_of_their_own(grade):
    """Each is made once for a case and ended where it ends, whether or not pytest's hooks are left out."""
    records = grade(FIXTURES, RIGHT, "def double(x):\n    return 3 * x\n", RIGHT)

    assert [record.score for record in records] == [10.0, 0.0, 10.0]
    assert {case.id for task in records[0].tasks for case in task.cases} == {
        "own_fixtures[1.5]",
        "fixture_that_ends",
        "several[2.0]",
        "several[3.0]",
        "ended",
    }
