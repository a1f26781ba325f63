"""The schema of course.toml: what holds for a whole course; knows nothing of grading or of nbgrader's own settings."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Literal

import msgspec

from autograder.course.model import COURSE_FILE, Course, CourseError


class LmsIds(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What a learning management system calls this course and its assignments."""

    course: str = ""
    assignments: dict[str, str] = {}


class CourseSettings(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A course as its author describes it in course.toml."""

    id: Annotated[str, msgspec.Meta(pattern=r"^[A-Za-z0-9][A-Za-z0-9._-]{0,60}\Z")]
    """The name of the course in nbgrader, in its exchange and in its gradebook."""
    title: Annotated[str, msgspec.Meta(min_length=1)]
    late_penalty: Literal["zero", "none"] = "zero"
    """nbgrader's, for a submission after the due date: `zero` takes all points, `none` takes none."""
    require_isolation: Annotated[int, msgspec.Meta(ge=1, le=3)] = 1
    """Nothing is graded below this isolation level of the sandbox."""
    due: dict[str, Annotated[datetime, msgspec.Meta(tz=True)]] = {}
    """Due dates by assignment, with a time zone. An assignment without a due date is never late."""
    lms: dict[str, LmsIds] = {}
    """By the system's name in small letters, such as `canvas`."""


def read_settings(course: Course) -> CourseSettings:
    """Read course.toml. Raises CourseError when it is missing or broken, or names an assignment that is not there."""
    path = course.root / COURSE_FILE
    try:
        settings = msgspec.toml.decode(path.read_bytes(), type=CourseSettings)
    except OSError as error:
        raise CourseError(f"{path} cannot be read: {error.strerror}.") from error
    except ValueError as error:  # of msgspec, of the TOML reader, and of bytes that are not UTF-8
        raise CourseError(f"{path} is broken: {error}.") from error
    listed = {*settings.due, *(name for ids in settings.lms.values() for name in ids.assignments)}
    unknown = sorted(name for name in listed if not (course.folder(name) / "assignment.toml").is_file())
    if unknown:
        raise CourseError(f"{path} names the assignment {unknown[0]!r}, which is not in solutions/.")
    return settings
