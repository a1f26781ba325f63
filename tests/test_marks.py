"""Marks from case results: core first, edges after it, parts alone; numbers worked out by hand."""

from __future__ import annotations

import pytest
from factories import an_assignment

from autograder.course.model import CourseError, Task
from autograder.grading.marks import CaseSpec, Verdict, mark_task, validate

TASK = Task("grad_W", 10.0, "the gradient", ["a", "b", "c"], 0.8)
OK, WRONG = Verdict(), Verdict("wrong-values", "dW has wrong numbers.")


def case(name: str, *, core: bool, part: str = "") -> CaseSpec:
    return CaseSpec(f"test_x.py::{name}", "grad_W", name, core, part)


CORE_AND_EDGES = [case("a", core=True), case("b", core=True), *(case(e, core=False) for e in "wxyz")]


@pytest.mark.parametrize(
    ("verdicts", "score"),
    [
        ([OK, OK, OK, OK, OK, OK], 10.0),
        ([OK, OK, WRONG, OK, OK, OK], 9.5),
        ([OK, OK, WRONG, WRONG, WRONG, WRONG], 8.0),
        ([OK, WRONG, OK, OK, OK, OK], 0.0),
        ([WRONG, OK, OK, OK, OK, OK], 0.0),
        ([WRONG] * 6, 0.0),
    ],
)
def test_core_carries_most_and_edges_share_the_rest(verdicts, score):
    """With a core share of 80 % and four edges, an edge is worth 5 %; one failed core case costs the task."""
    assert mark_task(TASK, CORE_AND_EDGES, verdicts, {}).score == score


def test_without_edges_the_core_is_everything():
    """A task that has no edges earns all its points by its core."""
    assert mark_task(TASK, [case("a", core=True)], [OK], {}).score == 10.0


def test_parts_have_equal_shares_and_cores_of_their_own():
    """Of four parts, one failed costs a quarter; a failed edge without a part counts for every part."""
    cases = [case(p, core=True, part=p) for p in ("dw", "dx", "dy", "dz")]

    assert mark_task(TASK, cases, [OK, WRONG, OK, OK], {}).score == 7.5

    cases.append(case("integers", core=False))
    assert mark_task(TASK, cases, [OK, WRONG, OK, OK, OK], {}).score == 7.5
    assert mark_task(TASK, cases, [OK, WRONG, OK, OK, WRONG], {}).score == 6.0


def test_the_first_failed_core_case_speaks():
    """The message is that of the first failed core case, even where an edge failed before it."""
    edge, core = Verdict("changes-argument", "edge"), Verdict("raised", "core")
    cases = [case("e", core=False), case("a", core=True), case("b", core=True)]

    result = mark_task(TASK, cases, [edge, core, WRONG], {})
    assert (result.mistake, result.message) == ("raised", "core")

    result = mark_task(TASK, cases, [edge, OK, OK], {})
    assert (result.mistake, result.message) == ("changes-argument", "edge")


def test_wrong_numbers_alone_are_no_claim():
    """Wrong values without an explanation name no mistake."""
    assert mark_task(TASK, [case("a", core=True)], [WRONG], {}).mistake is None


@pytest.mark.parametrize(
    ("points", "edges", "lost", "score"),
    [(3, 3, 1, 2.75), (3, 3, 2, 2.5), (3, 3, 3, 2.5), (3, 3, 0, 3), (2, 8, 1, 1.75), (4, 9, 1, 3.75), (5, 8, 3, 4.75)],
)
def test_points_come_in_quarters(points, edges, lost, score):
    """A fifth of the points, shared by the edges, is rounded to a quarter; a lost edge costs a quarter at least."""
    task = Task("grad_W", float(points), "s", ["a", "b", "c"], 0.8)
    cases = [case("a", core=True), *(case(str(e), core=False) for e in range(edges))]

    assert mark_task(task, cases, [OK] * (1 + edges - lost) + [WRONG] * lost, {}).score == score


def test_lost_parts_come_in_quarters():
    """Three parts of one point: two that are right earn 0.75, and none earns nothing."""
    task = Task("grad_W", 1.0, "s", ["a", "b", "c"], 0.8)
    cases = [case(p, core=True, part=p) for p in ("dw", "dx", "dy")]

    assert mark_task(task, cases, [OK, OK, WRONG], {}).score == 0.75
    assert mark_task(task, cases, [WRONG] * 3, {}).score == 0.0


def test_a_broken_set_of_cases_is_refused():
    """An unknown task, two cases of one id, and a task or part without a core case are each one sentence."""
    assignment = an_assignment()
    names = [task.name for task in assignment.tasks]
    good = [CaseSpec(f"t::{name}", name, "values", True) for name in names]
    validate(good, assignment)

    with pytest.raises(CourseError, match="nix"):
        validate([*good, CaseSpec("t::nix", "nix", "values", True)], assignment)
    with pytest.raises(CourseError, match="same id"):
        validate([*good, good[0]], assignment)
    with pytest.raises(CourseError, match="no core case"):
        validate(good[1:], assignment)
    with pytest.raises(CourseError, match="part dx"):
        validate([CaseSpec("t::dx", names[0], "dx", False, "dx"), *good[1:]], assignment)
