"""Every variant of every assignment in the real grader: right ones earn all, wrong ones lose what they should."""

from __future__ import annotations

from pathlib import Path

import pytest
from home import some_variants

from autograder.authoring.validation.grades import wrongly_marked
from autograder.course.make_stub import stub_source
from autograder.course.model import Course
from autograder.course.variants import Variant, variants
from autograder.results.records import Status

COURSE = Course.find(Path(__file__))
NAMES = tuple(COURSE.names())


def all_variants(right: bool) -> list:
    return [
        pytest.param(name, variant, id=f"{name}-{variant.name}")
        for name in NAMES
        for variant in some_variants(COURSE, name)
        if variant.right is right
    ]


@pytest.mark.parametrize("name", NAMES)
def test_reference_earns_all_points(corpus, name):
    """The reference solution earns every point of every task, and no flag."""
    record = corpus.grade(name, COURSE.reference(name).read_text())

    assert record.status is Status.GRADED
    assert [(task.name, task.score) for task in record.tasks] == [
        (task.name, task.points) for task in COURSE.load(name).tasks
    ]
    assert record.flags == []


@pytest.mark.parametrize("name", NAMES)
def test_stub_is_unchanged(corpus, name):
    """The stub as handed out earns nothing on any task and is called unchanged, with Windows line ends too."""
    for source in (stub_source(COURSE, name), stub_source(COURSE, name).replace("\n", "\r\n")):
        record = corpus.grade(name, source)

        assert record.status is Status.UNCHANGED
        assert [task.score for task in record.tasks] == [0.0] * len(COURSE.load(name).tasks)


@pytest.mark.parametrize("name", NAMES)
def test_stub_with_a_comment_is_graded(corpus, name):
    """A stub in which only a comment was added is graded: every task is not implemented, and earns nothing."""
    record = corpus.grade(name, stub_source(COURSE, name) + "\n# I will start tomorrow.\n")

    assert record.status is Status.GRADED
    assert record.score == 0.0
    assert {task.mistake for task in record.tasks} == {"not-implemented"}


@pytest.mark.parametrize("name", NAMES)
def test_enough_styles_exist(name):
    """There are at least eight right styles and fifteen wrong ones for each assignment."""
    found = variants(COURSE, name)

    assert sum(variant.right for variant in found) >= 8
    assert sum(not variant.right for variant in found) >= 15


@pytest.mark.parametrize(("name", "variant"), all_variants(right=True))
def test_right_variant_earns_all_points(corpus, name: str, variant: Variant):
    """Work that is right in another style earns every point."""
    record = corpus.grade(name, variant.source)

    assert record.score == record.max_score, [task.message for task in record.tasks if task.message]


@pytest.mark.parametrize(("name", "variant"), all_variants(right=False))
def test_wrong_variant_loses_what_it_should(corpus, name: str, variant: Variant):
    """A planted mistake loses the whole core of its task (or part), and no other task loses a point."""
    record = corpus.grade(name, variant.source)
    whole = {task for task, part in variant.tasks if not part} if variant.loses == "core" else set()

    assert list(wrongly_marked(variant, record, corpus.specs(name))) == []
    assert whole <= {task.name for task in record.tasks if not task.score}
