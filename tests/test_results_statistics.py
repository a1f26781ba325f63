"""The numbers of a class, against numbers worked out by hand."""

from __future__ import annotations

import pytest
from factories import a_record, a_task

from autograder.results.records import CaseResult, Record, Status, TaskResult
from autograder.results.statistics import (
    MarkSummary,
    cases,
    causes,
    correlation,
    for_a_person,
    histogram,
    identical,
    judged,
    marks,
    mistakes,
    nobody_scored,
    reason,
    task_numbers,
)


def work(student: str, *scores: float) -> Record:
    """A graded record with tasks a, b, c of 4, 2 and 2 points."""
    names = zip("abc", scores, (4, 2, 2), strict=True)
    return a_record(student, tasks=[a_task(name, score, most) for name, score, most in names])


def test_marks() -> None:
    """Of 2, 4, 4, 10: mean 5, median 4, deviation sqrt((9 + 1 + 1 + 25) / 3)."""
    assert marks([4, 10, 2, 4]) == MarkSummary(4, 5.0, 4.0, pytest.approx(12**0.5), 2, 10)
    assert marks([3]) == MarkSummary(1, 3.0, 3, None, 3, 3)
    assert marks([]) is None


def test_who_counts() -> None:
    """The missing and the ungradable have no mark; all the others have one, 0 included."""
    everyone = [a_record(status.value, status) for status in Status]

    assert [record.student for record in judged(everyone)] == ["graded", "unchanged", "unreadable", "does-not-import"]


def test_histogram_bins() -> None:
    """A mark on an edge belongs to the bin above it, full marks to the last, whatever rounding does to the edge."""
    bins = histogram([0, 0.99, 1, 0.1 + 0.2 + 2.7, 9.99, 10, 10], 10)

    assert [step.count for step in bins] == [2, 1, 0, 1, 0, 0, 0, 0, 0, 3]
    assert (bins[3].low, bins[3].high) == (3, 4)
    assert sum(step.count for step in histogram([0.7, 2.1], 3)) == 2
    assert histogram([3 * 0.7], 3)[7].count == 1  # 2.0999999999999996 lies on the edge at 2.1


def test_correlation() -> None:
    """Of (1, 2, 3) and (1, 3, 2): covariance 1/2, both variances 1, so 1/2. Undefined where nothing varies."""
    assert correlation([1, 2, 3], [1, 3, 2]) == pytest.approx(0.5)
    assert correlation([1, 2, 3], [3, 2, 1]) == pytest.approx(-1)
    assert correlation([0.1 + 0.2, 0.3, 0.3], [1, 2, 3]) is None
    assert correlation([1, 2, 3], [5, 5, 5]) is None
    assert correlation([1, 2], [1, 2]) is None
    assert correlation([], []) is None


def test_difficulty_and_discrimination() -> None:
    """The share that was lost; the share that was reached, correlated with the rest of the total.

    Task a: 4, 4, 0, 0 of 4; the rests are 4, 2, 1, 1. Means 1/2 and 2; the products of the deviations add up to
    1 + 0 + 1/2 + 1/2 = 2, the squares to 1 and 6, so r = 2 / sqrt(6). Counting a itself would give 0.98.
    """
    records = [work("s1", 4, 2, 2), work("s2", 4, 2, 0), work("s3", 0, 1, 0), work("s4", 0, 0, 1)]
    records += [a_record("s5", Status.UNCHANGED), a_record("s6", Status.MISSING)]
    found = task_numbers(records, "a", 4)

    assert (found.count, found.full, found.none) == (4, 2, 2)
    assert (found.difficulty, found.mean) == (0.5, 2.0)
    assert found.discrimination == pytest.approx(2 / 6**0.5)


def test_a_task_nobody_was_graded_on() -> None:
    """Nothing is claimed of a task without results."""
    found = task_numbers([a_record("s1", Status.MISSING)], "a", 4)

    assert (found.count, found.difficulty, found.mean, found.discrimination) == (0, None, None, None)


def test_partial_marks_are_neither_full_nor_none() -> None:
    """A task with some of its points counts in no extreme."""
    found = task_numbers([work("s1", 3.2, 0, 0)], "a", 4)

    assert (found.full, found.none, found.difficulty) == (0, 0, pytest.approx(0.2))


def slip(name: str, mistake: str | None, message: str = "", score: float = 0, example: str = "") -> TaskResult:
    return a_task(name, score, 4, mistake=mistake, message=message, example=example)


def test_mistakes_task_by_task() -> None:
    """A task's named mistakes and, without a name, equal answers to the smallest example; full marks not at all."""
    found = mistakes(
        [
            a_record("s3", tasks=[slip("a", "doubled", "Twice."), slip("b", None, "Wrong.", example="x\nyours: 1")]),
            a_record("s2", tasks=[slip("a", "doubled", "Twice."), slip("b", None, "Odd.", example="x\nyours: 1")]),
            a_record("s1", tasks=[slip("a", "ascent", "Up.", score=4), slip("b", None, "Wrong.")]),
            a_record("s0", tasks=[slip("a", None, score=4), slip("b", None, "Wrong.", example="x\nyours: 2")]),
            a_record("s9", Status.UNCHANGED, tasks=[slip("a", "not-implemented")]),
        ],
        ["c", "b", "a"],
    )

    assert [(task.task, task.students) for task in found] == [("b", ("s0", "s1", "s2", "s3")), ("a", ("s2", "s3"))]
    assert [(way.id, way.students, way.example) for way in found[0].ways] == [
        (None, ("s2", "s3"), "x\nyours: 1"),
        (None, ("s1",), ""),
        (None, ("s0",), "x\nyours: 2"),
    ]
    assert [(way.id, way.students, way.message) for way in found[1].ways] == [("doubled", ("s2", "s3"), "Twice.")]


def test_a_case_that_only_it_fails_stands_first() -> None:
    """How often a case fails, and how often alone; who did not write the task does not count."""

    def lost(student: str, *ids: str, mistake: str | None = None) -> Record:
        run = [CaseResult(case, case not in ids, case != "edge") for case in ("one", "two", "edge")]
        return a_record(student, tasks=[a_task("a", 0 if ids else 4, 4, cases=run, mistake=mistake)])

    found = cases(
        [
            lost("s1", "edge"),
            lost("s2", "edge"),
            lost("s3", "one", "two"),
            lost("s4", "one", "two"),
            lost("s5", "one", "edge"),
            lost("s6"),
            lost("s7", "one", "two", "edge", mistake="not-implemented"),
        ],
        ["a"],
    )

    assert [(case.id, case.core, case.failed, case.alone, case.count) for case in found] == [
        ("edge", False, 3, 2, 6),
        ("one", True, 3, 0, 6),
        ("two", True, 2, 0, 6),
    ]


def test_equal_files_of_people_who_did_not_hand_in_together() -> None:
    everyone = [a_record(name, content_sha256="x") for name in ("b", "a")]
    everyone += [a_record(name, content_sha256="y", partners=[other]) for name, other in (("c", "d"), ("d", "c"))]
    everyone += [a_record(name, Status.UNCHANGED, content_sha256="z") for name in "ef"]
    everyone += [a_record("g", content_sha256="v"), a_record("h"), a_record("i")]

    assert identical(everyone) == [("a", "b")]


def test_a_person_sees_the_ungradable_first() -> None:
    """Ungradable work comes before flagged work, and quiet work not at all."""
    waiting = for_a_person(
        [
            a_record("a", flags=["odd"]),
            a_record("b"),
            a_record("d", Status.UNGRADABLE),
            a_record("c", Status.UNGRADABLE, flags=["odd"]),
        ]
    )

    assert [record.student for record in waiting] == ["c", "d", "a"]


def test_what_failed_alike_stands_together() -> None:
    """Names of files and numbers do not tell causes apart, files and none do; the most frequent cause comes first."""
    everyone = [
        a_record(
            "a", Status.MISSING, message="m.py was not handed in. These files were found: `x.pdf`.", found=["x.pdf"]
        ),
        a_record("b", Status.MISSING, message="m.py was not handed in."),
        a_record("g", Status.MISSING, message="m.py was not handed in. These files were found: `1. My.doc`, `y`."),
        a_record("h", Status.UNREADABLE, message="m.py could be any of 2 files: `1. My.py` and `b.py`. Hand in one."),
        a_record("i", Status.UNREADABLE, message="m.py could be any of 9 files: `c`, `d` and 7 more. Hand in one."),
        a_record("c", Status.DOES_NOT_IMPORT, message="m.py has a syntax error in line 3: invalid syntax."),
        a_record("d", Status.DOES_NOT_IMPORT, message="m.py has a syntax error in line 7: invalid syntax."),
        a_record("e", Status.DOES_NOT_IMPORT, message="m.py has a syntax error in line 7: invalid syntax."),
        a_record("f"),
    ]
    found = [(cause.status, cause.reason, cause.students) for cause in causes(everyone)]

    assert found == [
        (Status.DOES_NOT_IMPORT, "m.py has a syntax error in line …: invalid syntax.", ("c", "d", "e")),
        (Status.MISSING, "m.py was not handed in. These files were found: ….", ("a", "g")),
        (Status.UNREADABLE, "m.py could be any of … files: …. Hand in one.", ("h", "i")),
        (Status.MISSING, "m.py was not handed in.", ("b",)),
    ]
    assert [reason(record) for record in everyone[-2:]] == ["m.py has a syntax error in line 7: invalid syntax.", ""]


def test_a_reason_holds_the_names_of_the_files() -> None:
    """Of files that are not there or cannot be used all is said; else one sentence, whatever dots a name has."""
    found = "m.py was not handed in. These files were found: `Homework 1. Mine.pdf`."
    several = "m.py could be any of 2 files: `Homework 1. Mine.py` and `b.py`. Hand in the right one."

    assert reason(a_record("a", Status.MISSING, message=found)) == found
    assert reason(a_record("a", Status.UNREADABLE, message=several)) == several
    raised = "`1. Mine.py` cannot be imported. Look at line 3."
    assert reason(a_record("a", Status.DOES_NOT_IMPORT, message=raised)) == "`1. Mine.py` cannot be imported."


def test_files_without_a_mark_want_a_person() -> None:
    """Who handed in nothing has no files; who handed in a report only has, and so has everything that cannot run."""
    wanted = [
        (a_record("a", Status.MISSING), False),
        (a_record("b", Status.MISSING, found=["x.pdf"]), True),
        (a_record("c", Status.UNREADABLE), True),
        (a_record("d", Status.DOES_NOT_IMPORT), True),
        (a_record("e", Status.UNGRADABLE), True),
        (a_record("f", Status.UNCHANGED), False),
        (a_record("g"), False),
    ]

    assert [record.without_mark for record, _ in wanted] == [expected for _, expected in wanted]
    assert nobody_scored([record for record, _ in wanted[:-1]])
    assert not nobody_scored([record for record, _ in wanted])
