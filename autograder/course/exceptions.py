"""exceptions.toml: points that a person gives instead of the grader's, each with a reason. Applies nothing.

[[exception]]
assignment = "a1"
student = "ada"
task = "forward"
points = 3
reason = "The hidden case asked for more than the docstring says."
by = "Dr. Okafor"
"""

from __future__ import annotations

from typing import Annotated

import msgspec

from autograder.course.model import Course, CourseError
from autograder.course.toml_errors import in_words

EXCEPTIONS_FILE = "exceptions.toml"
"""At a course's root."""
_Text = Annotated[str, msgspec.Meta(min_length=1)]


class PointsException(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Points that one student has for one task, whatever the grader gave; why, and who decided."""

    assignment: str
    student: _Text
    task: str
    points: Annotated[float, msgspec.Meta(ge=0)]
    reason: _Text
    by: _Text


class _File(msgspec.Struct, forbid_unknown_fields=True):
    exception: list[PointsException] = []


def read_exceptions(course: Course, name: str) -> list[PointsException]:
    """The exceptions of one assignment; none without the file.

    Raises CourseError where the file is broken, names an assignment or a task that is not there, gives more points than
    the task has, or gives one student points for a task twice.
    """
    path = course.root / EXCEPTIONS_FILE
    try:
        exceptions = msgspec.toml.decode(path.read_bytes(), type=_File).exception
    except FileNotFoundError:
        return []
    except OSError as error:
        raise CourseError(f"{path} cannot be read: {error.strerror}.") from error
    except ValueError as error:  # of msgspec, of the TOML reader, and of bytes that are not UTF-8
        raise CourseError(f"{path} is broken: {in_words(error)}.") from error
    names = course.names()
    unknown = next((exception.assignment for exception in exceptions if exception.assignment not in names), None)
    if unknown is not None:
        raise CourseError(f"{path} names the assignment {unknown!r}; this course has {', '.join(names)}.")
    mine = [exception for exception in exceptions if exception.assignment == name]
    seen = set()
    for exception in mine:
        task = course.load(name).task(exception.task)
        if exception.points > task.points:
            raise CourseError(
                f"{path} gives {exception.student} {exception.points:g} points for {exception.task}, "
                f"which has {task.points:g}; write fewer points."
            )
        if (exception.student, exception.task) in seen:
            raise CourseError(
                f"{path} gives {exception.student} points for {exception.task} twice; remove one of the two."
            )
        seen.add((exception.student, exception.task))
    return mine
