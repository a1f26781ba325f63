"""Edges that assignment.toml declares: what is made of a task's core case, what it fails for, and what it refuses."""

from __future__ import annotations

import shutil

import pytest

from autograder.course.model import EDGES, Course, CourseError
from autograder.grading.session import GradingSession
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
name = "weigh"
points = 10
summary = "Weighted sums."
hints = ["a", "b", "c"]
edges = {weigh}
[[tasks]]
name = "chosen"
points = 10
summary = "The weighted sums of chosen rows, and which they are."
hints = ["a", "b", "c"]
edges = {chosen}
"""
REFERENCE = '''"""Weighted sums."""

import numpy as np


def weigh(X, w):
    """The weighted sum of each row."""
    # BEGIN SOLUTION
    return np.array([row @ w for row in X])
    # END SOLUTION


def chosen(batch, w):
    """The weighted sums of the rows that the batch names, twice their total, and the rows."""
    # BEGIN SOLUTION
    sums = np.array([batch["X"][n] @ w for n in batch["rows"]])
    return sums, {"twice": float(2 * sums.sum()), "rows": list(batch["rows"])}
    # END SOLUTION
'''
HEAD = """
import numpy as np, pytest
from autograder.handout.gradcheck import check_array, check_number
from autograder.cases import with_follow_through

def inputs(rng, N, D):
    return rng.normal(size=(N, D)), rng.normal(size=D)
"""
WEIGH = """
@pytest.mark.task("weigh", core=True)
@pytest.mark.parametrize("N", [5, 3])
def test_weigh_values(student, given, N):
    X, w = given(inputs, N, 4)
    check_array(student.weigh(X, w), (X * w).sum(axis=1))
"""
CHOSEN = """
@pytest.mark.task("chosen", core=True)
def test_chosen_values(student, given):
    X, w = given(inputs, 5, 4)
    got = student.chosen({"X": X, "rows": np.array([0, 3, 1, 2, 3])}, w)
    check_array(got[0], (X * w).sum(axis=1)[[0, 3, 1, 2, 3]])
"""
SOLVED = REFERENCE.replace("# BEGIN SOLUTION", "# solved").replace("# END SOLUTION", "# end")
BODY = "return np.array([row @ w for row in X])"


def with_body(*lines: str) -> str:
    """A submission whose `weigh` has these lines."""
    assert BODY in SOLVED
    return SOLVED.replace(BODY, "\n    ".join(lines))


@pytest.fixture
def course(tmp_path):
    """A course whose hidden cases and declared edges are given as text."""
    folder = tmp_path / "course" / "solutions" / "tiny"
    (folder / "hidden").mkdir(parents=True)
    (folder / "tiny.py").write_text(REFERENCE)

    def write(cases: str, weigh=(), chosen=()) -> Course:
        (folder / "assignment.toml").write_text(TOML.format(weigh=list(weigh), chosen=list(chosen)))
        (folder / "hidden" / "test_hidden.py").write_text(HEAD + cases)
        return Course(tmp_path / "course")

    yield write
    shutil.rmtree(tmp_path / "course")


@pytest.fixture
def session(course, isolation):
    """A session over hidden cases that are given as text, with declared edges."""
    opened = []

    def start(cases: str, **edges) -> GradingSession:
        means, level = isolation
        found = GradingSession(course(cases, **edges), "tiny", seed=1, isolation=means, level=level).__enter__()
        opened.append(found)
        return found

    yield start
    for one in opened:
        one.__exit__(None, None, None)


def grade(session, source):
    return session.grade(Submission("s", {"tiny.py": source.encode()}))


def failed(record, task=0):
    """The ids of the cases of a task that failed, of a submission that was graded."""
    assert record.status is Status.GRADED, record.message
    return [case.id for case in record.tasks[task].cases if not case.passed]


def test_declared_edges_are_cases_after_those_of_their_task(session):
    """They are edges and no core, named by their kind, and stand between the cases of their task and of the next."""
    by_hand = WEIGH + '\n@pytest.mark.task("weigh", core=False)\ndef test_weigh_by_hand(student):\n    pass\n'
    found = session(by_hand + CHOSEN, weigh=EDGES, chosen=["integers"])

    assert [(spec.task, spec.id, spec.core) for spec in found.specs] == [
        ("weigh", "values[5]", True),
        ("weigh", "values[3]", True),
        ("weigh", "by_hand", False),
        ("weigh", "arguments_unchanged", False),
        ("weigh", "integers", False),
        ("weigh", "one_row", False),
        ("chosen", "values", True),
        ("chosen", "integers", False),
    ]


def test_each_edge_fails_for_its_own_mistake(session):
    """Writing into an argument, cutting integers and failing for one row cost their edge each, and nothing else."""
    found = session(WEIGH + CHOSEN, weigh=EDGES)
    in_place = with_body("X *= w", "return X.sum(axis=1)")
    cut = with_body("sums = np.zeros(len(X), X.dtype)", "sums[:] = X @ w", "return sums")
    cut_weights = with_body("return (X[:, :, None] * w[:, None].astype(w.dtype)).sum(axis=(1, 2)).astype(w.dtype)")
    squeezed = with_body("return np.squeeze(X @ w)")
    records = {name: grade(found, source) for name, source in (("right", SOLVED), ("in place", in_place))}
    records |= {"cut": grade(found, cut), "cut weights": grade(found, cut_weights), "squeezed": grade(found, squeezed)}

    assert {name: failed(record) for name, record in records.items()} == {
        "right": [],
        "in place": ["arguments_unchanged", "integers"],  # no integer array takes a product with fractions in place
        "cut": ["integers"],
        "cut weights": ["integers"],
        "squeezed": ["one_row"],
    }
    assert records["right"].score == records["right"].max_score
    assert (records["in place"].tasks[0].mistake, records["squeezed"].tasks[0].mistake) == (
        "changes-argument",
        "wrong-shape",
    )
    assert records["in place"].tasks[0].message == "The call changes the argument X in place. Make a new array instead."
    assert "the result for integers" in records["cut"].tasks[0].message.lower()


def test_unchanged_arguments_are_all_that_an_edge_of_this_kind_looks_at(session):
    """A wrong result is no fault of this edge, an error is; integers and one row compare with the reference."""
    found = session(WEIGH + CHOSEN, weigh=EDGES)

    assert failed(grade(found, with_body("return 2 * X @ w"))) == ["values[5]", "values[3]", "integers", "one_row"]
    assert len(failed(grade(found, with_body("raise ValueError")))) == 5


def test_dicts_tuples_lists_and_labels(session):
    """Arrays in a dict become integers and one row, labels stay what they are, and every part of a result counts."""
    found = session(WEIGH + CHOSEN, chosen=EDGES)
    cut = SOLVED.replace("np.array([batch", "np.array([(batch").replace('["rows"]])', '["rows"]]).astype(w.dtype)')
    cut = cut.replace("[n] @ w for", "[n] @ w) for")
    assert cut != SOLVED
    long = SOLVED.replace('"rows": list(batch["rows"])', '"rows": [*batch["rows"], 0]')
    half = SOLVED.replace("2 * sums.sum()", "sums.sum()")

    assert [failed(grade(found, source), 1) for source in (SOLVED, cut, long, half)] == [
        [],
        ["integers"],
        ["integers", "one_row"],
        ["integers", "one_row"],
    ]


def test_an_edge_follows_through_as_its_core_case_does(session):
    """Where a part of the learner's own writes into the argument, the call with a right part in its place counts."""
    cases = """
@pytest.mark.task("chosen", core=True)
def test_chosen_values(student, given, reference):
    X, w = given(inputs, 5, 4)

    def check(module):
        got = module.chosen({"X": X, "rows": np.arange(5)}, w)
        check_array(got[0], (X * w).sum(axis=1))

    with_follow_through(lambda: check(student), lambda: check(student.given(reference, "weigh")))
"""
    body = SOLVED[SOLVED.index("    sums = ") : SOLVED.index("    # end", SOLVED.index("    sums = "))]
    uses = with_body("X *= w", "return X.sum(axis=1)").replace(body, "    return weigh(batch['X'], w), {}\n")
    own = SOLVED.replace(body, "    batch['X'] *= w\n    return batch['X'].sum(axis=1), {}\n")
    found = session(WEIGH + cases, chosen=["arguments unchanged"])

    assert failed(grade(found, uses), 1) == []
    assert failed(grade(found, own), 1) == ["arguments_unchanged"]


def test_an_unknown_edge_is_one_sentence(course):
    """It names the file, the task and the edges there are."""
    with pytest.raises(CourseError) as error:
        course(WEIGH, weigh=["one column"]).load("tiny")

    assert str(error.value) == (
        "solutions/tiny/assignment.toml declares an edge 'one column' of weigh; "
        "the possible edges are 'arguments unchanged', 'integers', 'one row'."
    )


@pytest.mark.parametrize(
    ("cases", "words"),
    [
        (CHOSEN, "solutions/tiny/hidden/test_hidden.py has no core case of weigh with `student`"),
        (WEIGH.replace("student, given", "given") + CHOSEN, "no core case of weigh"),
        (
            WEIGH + CHOSEN + '\n@pytest.mark.task("weigh", core=False)\ndef test_weigh_integers(student):\n    pass\n',
            "same id 'integers' in task weigh",
        ),
    ],
    ids=["no core case", "no student", "by hand too"],
)
def test_an_edge_that_cannot_be_made_is_one_sentence(session, cases, words):
    """Without a core case to make it of, or beside a case of its name, nothing is graded; the task is named."""
    with pytest.raises(CourseError, match=words) as error:
        session(cases, weigh=["integers"])

    assert "\n" not in str(error.value)


@pytest.mark.parametrize(
    ("cases", "words"),
    [
        (WEIGH.replace("student.weigh(X, w)", "(X * w).sum(axis=1)"), "does not call student.weigh"),
        (WEIGH.replace("student.weigh(X, w)", "student.weigh(X.tolist(), w.tolist())"), "takes no array"),
        (WEIGH.replace("student.weigh(X, w)", "student.weigh(X[:4], w)"), "raises ValueError"),
    ],
    ids=["no call", "no arrays", "as many rows as columns"],
)
def test_a_case_that_makes_no_such_call_is_a_grader_fault(session, cases, words):
    """Nobody loses a point by an edge that its core case cannot carry; the message says to write it by hand."""
    record = grade(session(cases + CHOSEN, weigh=["integers", "one row"]), SOLVED)

    assert record.status is Status.UNGRADABLE
    assert words in record.message
    assert "by hand" in record.message
