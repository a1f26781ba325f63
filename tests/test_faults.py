"""A fault with a value of a student costs that case; what the grader itself fails at costs nobody a mark."""

from __future__ import annotations

import pytest

from autograder.course.model import Course
from autograder.faults import SandboxFault
from autograder.grading import flags
from autograder.grading.session import GradingSession
from autograder.handout import explain
from autograder.results.records import Record, Status, encode
from autograder.sandbox.runner import SubmissionRunner
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
gradient = true
summary = "Twice."
hints = ["a", "b", "c"]
[[tasks]]
name = "treble"
points = 5
summary = "Three times."
hints = ["a", "b", "c"]
"""
REFERENCE = '''"""Twice and three times."""


def double(x):
    """Twice x."""
    # BEGIN SOLUTION
    return 2 * x
    # END SOLUTION


def treble(x):
    """Three times x."""
    # BEGIN SOLUTION
    return 3 * x
    # END SOLUTION
'''
EXAMPLES = """
import numpy as np
from autograder.cases.examples import example

def doubles(reference):
    yield example("double", {"x": np.array([3.0])}, {"y": np.array([6.0])}, lambda name, index: "2*3")

EXAMPLES = {"double": doubles}
"""
HEAD = """
import numpy as np, pytest
from autograder.cases import cross_check, with_follow_through
from autograder.handout.gradcheck import Mismatch, check_array, check_number

X = np.array([1.0, 2.0])

def fails(rng):
    raise AssertionError("nothing was found")

def down(n):
    return n and down(n - 1)

@pytest.mark.task("treble", core=True)
def test_treble_values(student):
    check_number(student.treble(2.0), 6.0)

@pytest.mark.task("double", core=True)
def test_double_values(student, given, reference):
"""


@pytest.fixture
def grade(tmp_path, isolation):
    """Grade sources against a case of `double`, given as the lines of its body."""
    folder = tmp_path / "solutions" / "tiny"
    (folder / "hidden").mkdir(parents=True)
    for name, text in (("assignment.toml", TOML), ("tiny.py", REFERENCE), ("examples.py", EXAMPLES)):
        (folder / name).write_text(text)

    def run(body: str, *sources: str) -> list[Record]:
        lines = "".join(f"    {line}\n" for line in body.strip().splitlines())
        (folder / "hidden" / "test_hidden.py").write_text(HEAD + lines)
        means_of_isolation, level = isolation
        with GradingSession(Course(tmp_path), "tiny", seed=1, isolation=means_of_isolation, level=level) as session:
            return [session.grade(Submission("s", {"tiny.py": text.encode()})) for text in sources]

    return run


def returning(value: str) -> str:
    return f"import numpy as np\n\ndef double(x):\n    return {value}\n\ndef treble(x):\n    return x + x + x\n"


RIGHT = returning("x + x")
WHAT_FAILS = {
    "a number is made of a text": ("float(student.double(X)[0])", "'x'", "ValueError"),
    "a float is made of a complex number": ("float(student.double(1.0))", "1j", "TypeError"),
    "an array is made of a ragged list": ("np.asarray(student.double(X), dtype=float)", "[[1.0], [1.0, 2.0]]", "Value"),
    "shapes do not broadcast": ("student.double(X) - X", "np.ones(3)", "ValueError"),
    "an array has no truth value": ("assert student.double(1.0) == 2.0 or True", "np.ones(3)", "ValueError"),
    "a key is missing": ("student.double(X)['a' if type(student.double(X)) is dict else 0]", "{}", "KeyError"),
    "an entry is missing": ("student.double(X)[1]", "[]", "IndexError"),
    "an integer is made of infinity": ("int(student.double(1.0))", "float('inf')", "OverflowError"),
    "a matrix is singular": ("np.linalg.inv(np.diag(student.double(X)))", "x * 0", "LinAlgError"),
    "a letter is not ASCII": ("str(student.double(1.0)).encode('ascii')", "'\\u00e9'", "UnicodeEncodeError"),
    "recursion is too deep": ("down(int(student.double(2.0)))", "100000", "RecursionError"),
    "memory is too small": ("np.zeros(int(student.double(2.0)))", "2**50", "MemoryError"),
    "a warning is an error": (
        "with np.errstate(all='raise'):\n    1.0 / np.float64(student.double(1.0))",
        "0.0",
        "FloatingPointError",
    ),
    "two oracles quarrel about it": ("cross_check(student.double(X), 2 * X)", "x", "GraderFault"),
    "an object cannot be sent back": ("student.double([[[[[[student.double(1.0)]]]]]])", "[[1.0]]", "BadValue"),
    "an axis is missing": ("np.swapaxes(student.double(X[None]), 0, 1)", "np.float64(1.0)", "AxisError"),
}


@pytest.mark.parametrize("what", WHAT_FAILS)
def test_a_fault_with_a_value_costs_its_case(grade, what):
    """Whatever exception a value brings: the case is lost as `wrong-type`, the other task keeps its marks, a flag says
    what was raised, and right work before and behind has no trace of it."""
    body, value, error = WHAT_FAILS[what]
    before, odd, behind = grade(body, RIGHT, returning(value), RIGHT)

    assert odd.status is Status.GRADED
    assert [(task.name, task.score, task.mistake) for task in odd.tasks] == [
        ("double", 0.0, "wrong-type"),
        ("treble", 5.0, None),
    ]
    assert odd.tasks[0].message == "double gives a value of the wrong type or shape."
    assert [flag for flag in odd.flags if error in flag and "values" in flag and "double" in flag]
    for right in (before, behind):
        assert (right.status, right.score, right.flags) == (Status.GRADED, 15.0, [])


@pytest.mark.parametrize("value", ["x + x", "1j", "None"])
@pytest.mark.parametrize(
    "broken",
    ["raise KeyError('oops')", "cross_check(1, 2, what='the weather')", "np.zeros(3) + np.zeros(4)", "given(fails)"],
)
def test_a_case_that_is_broken_for_everybody_costs_nobody(grade, broken, value):
    """What the reference does not get past either is the grader's fault, whatever the submission returned."""
    (record,) = grade(f"student.double(1.0)\n{broken}", returning(value))

    assert record.status is Status.UNGRADABLE
    assert "test_double_values" in record.message


def test_a_wrong_expected_value_costs_nobody_who_meets_an_exception(grade):
    """A case that even the reference fails is no ground for a verdict on an odd value."""
    (record,) = grade("check_number(float(student.double(1.0)), 7.0)", returning("'x'"))

    assert record.status is Status.UNGRADABLE


@pytest.mark.parametrize("body", ["assert X is None", "given(fails)\nstudent.double(1.0)", "raise KeyError"])
def test_what_fails_before_the_submission_is_asked_is_no_verdict(grade, body):
    """A submission that has not been asked has no part in an exception, nor in a plain assert."""
    (record,) = grade(body, RIGHT)

    assert record.status is Status.UNGRADABLE


def test_a_sandbox_that_is_gone_costs_nobody(grade, monkeypatch):
    """Not even where a submission has answered before, and the reference would pass."""

    def gone(self, functions):
        raise SandboxFault("the sandbox gives no workers")

    body = (
        "student.double(1.0)\nwith_follow_through(lambda: student.given(reference, 'treble').double(1.0), lambda: None)"
    )
    monkeypatch.setattr(SubmissionRunner, "standing_in", gone)
    (record,) = grade(body, RIGHT)

    assert record.status is Status.UNGRADABLE
    assert "gives no workers" in record.message


WAYS = """
with_follow_through(
    lambda: check_number(student.double(1.0), 2.0),
    lambda: {second},
    lambda: {third},
    parts_correct={parts_correct},
)
"""


def test_a_way_that_an_exception_ends_is_one_of_several(grade):
    """Marks by the third way are not lost because the second one, or the look at the parts, cannot use a value."""
    second = "np.zeros(3) + student.double(np.zeros(4))"
    body = WAYS.format(second=second, third="None", parts_correct="lambda: np.zeros(3) + student.double(np.zeros(4))")
    right, wrong = grade(body, RIGHT, returning("x"))

    assert [(record.score, record.flags) for record in (right, wrong)] == [(15.0, []), (15.0, [])]


def test_a_way_that_an_exception_ends_is_told_where_no_other_leads(grade):
    """The mistake is that of the straight way, and a flag says what was raised on the other."""
    second = "np.zeros(3) + student.double(np.zeros(4))"
    body = WAYS.format(second=second, third="check_number(1.0, 2.0)", parts_correct="None")
    (record,) = grade(body, returning("x + x + 1"))

    assert (record.status, record.tasks[0].score, record.tasks[0].mistake) == (Status.GRADED, 0.0, None)
    assert record.flags == ["double: the hidden case values could not use a returned value (ValueError)"]


def test_an_exception_on_the_straight_way_leaves_the_others(grade):
    """A result that cannot be compared may still be composed of wrong parts in the right way."""
    body = "with_follow_through(lambda: float(student.double(1.0)), lambda: None)"

    assert grade(body, returning("'x'"))[0].score == 15.0


@pytest.mark.parametrize(
    "table",
    [
        "lambda: {'minus-twice': -2 * X}",
        "lambda: {'minus-twice#way': -2 * X}",
        "lambda: {'doubled': X[:, 5]}",
        "lambda: {'doubled+minus-twice': -2 * X}",
        "lambda: {'doubled': np.array(['x', 'y'])}",
        "lambda: 1 / 0",
    ],
)
def test_a_name_that_cannot_be_found_costs_no_mark(grade, table):
    """A mistake without a sentence, or a table that fails, leaves a task without a name; a flag says so."""
    body = f"check_array(student.double(X), 2 * X, mistakes={table})"
    right, wrong = grade(body, RIGHT, returning("-2 * x"))

    assert (right.score, right.flags) == (15.0, [])
    assert wrong.status is Status.GRADED
    assert [(task.score, task.mistake) for task in wrong.tasks] == [(0.0, None), (5.0, None)]
    assert [flag for flag in wrong.flags if "the mistake" in flag]


def test_an_example_that_cannot_be_made_costs_the_example(grade, monkeypatch):
    """What goes wrong where an answer is written down is seen in a flag, and nowhere else."""

    def describe(*_):
        raise ZeroDivisionError

    monkeypatch.setattr(explain, "describe", describe)
    (record,) = grade("check_array(student.double(X), 2 * X)", returning("x"))

    assert (record.status, record.score, record.tasks[0].example) == (Status.GRADED, 5.0, "")
    assert record.flags == ["double: the grader could not make an example (ZeroDivisionError)"]


def test_a_look_for_numeric_gradients_that_fails_costs_the_look(grade, monkeypatch):
    """What goes wrong where a gradient is looked at is seen in a flag, and nowhere else."""

    def is_inexact(compared):
        raise ZeroDivisionError

    monkeypatch.setattr(flags, "_is_inexact", is_inexact)
    (record,) = grade("check_array(student.double(X), 2 * X)", RIGHT)

    assert (record.status, record.score) == (Status.GRADED, 15.0)
    assert record.flags == ["double: the grader could not check for a numeric gradient (ZeroDivisionError)"]


def test_an_odd_value_is_judged_alike_behind_others(grade):
    """Whether the reference was asked before, for somebody else, changes no byte."""
    odd, broken = returning("'x'"), returning("[]")
    body = "float(student.double(1.0))"
    alone = grade(body, odd)[0]
    behind = grade(body, broken, odd, odd)

    assert {encode(record) for record in behind[1:]} == {encode(alone)}


def test_no_text_of_a_submission_is_in_the_record(grade):
    """Neither the page nor a flag repeats what an exception says: it may say what the submission returned."""
    (record,) = grade("float(student.double(1.0))", returning("'SECRET'"))

    assert record.status is Status.GRADED
    assert b"SECRET" not in encode(record)
