"""The numbers of a class, against numbers worked out by hand."""

from __future__ import annotations

import pytest
from factories import a_record, a_task

from autograder.results.records import Record, Status, TaskResult
from autograder.results.statistics import (
    Marks,
    causes,
    correlation,
    for_a_person,
    histogram,
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
    assert marks([4, 10, 2, 4]) == Marks(4, 5.0, 4.0, pytest.approx(12**0.5), 2, 10)
    assert marks([3]) == Marks(1, 3.0, 3, None, 3, 3)
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
    """The share of the points, correlated with the rest of the total, the task itself left out.

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

    assert (found.full, found.none, found.difficulty) == (0, 0, pytest.approx(0.8))


def slip(name: str, mistake: str | None, message: str = "", score: float = 0) -> TaskResult:
    return a_task(name, score, 4, mistake=mistake, message=message)


def test_mistakes_by_frequency() -> None:
    """A student counts once a mistake, however many tasks show it; the nameless come last, full marks not at all."""
    found = mistakes(
        [
            a_record("s3", tasks=[slip("a", "doubled", "Twice."), slip("b", None)]),
            a_record("s2", tasks=[slip("a", "doubled", "Twice."), slip("b", "doubled", "Two times.")]),
            a_record("s1", tasks=[slip("a", "ascent", "Up.", score=4), slip("b", None)]),
            a_record("s0", tasks=[slip("a", None, score=4), slip("b", None)]),
            a_record("s9", Status.UNCHANGED, tasks=[slip("a", "not-implemented")]),
        ]
    )

    assert [(group.id, group.students) for group in found] == [
        ("doubled", ("s2", "s3")),
        ("ascent", ("s1",)),
        (None, ("s0", "s1", "s3")),
    ]
    assert found[0].tasks == (("a", ("s2", "s3")), ("b", ("s2",)))
    assert found[0].message == "Twice."


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
    """Names of files and numbers of lines do not tell causes apart; the most frequent cause comes first."""
    everyone = [
        a_record(
            "a", Status.MISSING, message="m.py was not handed in. These files were found: `x.pdf`.", found=["x.pdf"]
        ),
        a_record("b", Status.MISSING, message="m.py was not handed in."),
        a_record("c", Status.DOES_NOT_IMPORT, message="m.py has a syntax error in line 3: invalid syntax."),
        a_record("d", Status.DOES_NOT_IMPORT, message="m.py has a syntax error in line 7: invalid syntax."),
        a_record("e", Status.DOES_NOT_IMPORT, message="m.py has a syntax error in line 7: invalid syntax."),
        a_record("f"),
    ]
    found = [(cause.status, cause.reason, cause.students) for cause in causes(everyone)]

    assert found == [
        (Status.DOES_NOT_IMPORT, "m.py has a syntax error in line …: invalid syntax.", ("c", "d", "e")),
        (Status.MISSING, "m.py was not handed in.", ("a", "b")),
    ]
    assert [reason(record) for record in everyone[-2:]] == ["m.py has a syntax error in line 7: invalid syntax.", ""]


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
