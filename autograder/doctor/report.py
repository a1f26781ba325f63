"""Everything that `autograder doctor` found, as one object; its JSON is described in docs/security.md."""

from __future__ import annotations

from collections.abc import Callable

import msgspec

from autograder.course.model import Course, CourseError, read_settings
from autograder.doctor.gradebook import Gradebook, gradebook
from autograder.doctor.machine import Machine, Means, machine, mechanisms, versions
from autograder.doctor.sandboxes import Sandbox, try_sandboxes
from autograder.sandbox.forkserver import hide_memory
from autograder.sandbox.launch import Isolation
from autograder.sandbox.selftest import MEANING

SCHEMA_VERSION = 1


class Health(msgspec.Struct, frozen=True):
    """The state of this machine. More keys may be added, none removed."""

    schema_version: int
    level: int
    """The lowest of the sandboxes' levels."""
    meaning: str
    machine: Machine
    versions: dict[str, str | None]
    means: list[Means]
    """As the sandbox with the lowest level has them."""
    sandboxes: list[Sandbox]
    nbgrader: Gradebook
    course: str | None
    advice: list[str]
    """What to do, in sentences; empty when all is well."""


def examine(allowed: Isolation, find: Callable[[], Course] = Course.find) -> Health:
    """Try everything. Takes a few seconds: each sandbox is started and tried."""
    hide_memory()
    here = machine()
    course, problem = _course(find)
    tried = list(try_sandboxes(course, allowed))
    lowest = min(tried, key=lambda pair: pair[0].level)[1]
    found_means = mechanisms(lowest, allowed, container=here.container)
    nbgrader = gradebook(course)
    advice = [problem] if problem else []
    advice += [f"{one.name}: {one.advice}" for one in found_means if one.advice]
    if lowest.level == 0:
        advice.append(
            "Nothing is graded here: an action that must be refused is possible, or the sandbox does not start."
        )
    return Health(
        schema_version=SCHEMA_VERSION,
        level=lowest.level,
        meaning=MEANING[lowest.level],
        machine=here,
        versions=versions(),
        means=found_means,
        sandboxes=[sandbox for sandbox, _ in tried],
        nbgrader=nbgrader,
        course=str(course.root) if course else None,
        advice=advice + nbgrader.problems,
    )


def _course(find: Callable[[], Course]) -> tuple[Course | None, str]:
    """The course here, if it can be read, else why not."""
    try:
        course = find()
        course.names()
        read_settings(course)
    except CourseError as error:
        return None, str(error)
    return course, ""
