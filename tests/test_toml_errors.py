"""What is wrong with a file of settings is told in an author's words: no type of Python, no path of a library."""

from __future__ import annotations

import msgspec
import pytest

from autograder.course.exceptions import EXCEPTIONS_FILE, read_exceptions
from autograder.course.model import COURSE_FILE, Course, CourseError, CourseSettings, read_settings
from autograder.course.toml_errors import in_words

BROKEN = [
    ("require_isolation = 4", "`require_isolation` must be at most 3"),
    ("require_isolation = '3'", "`require_isolation` must be a whole number, and it is text in quotes"),
    ("due = 12", "`due` must be a table, and it is a whole number"),
    ("late = 'often'", "`late` must be a table, and it is text in quotes"),
    ("late = {percent_per_day = 110}", "`late.percent_per_day` must be at most 100"),
    ("late_penalty = 'half'", "`late_penalty` cannot be 'half'"),
    ("nonsense = 1", "the file has a key `nonsense`, which is not known here"),
    ("id = 'with a space'", "`id` must match the pattern '^[A-Za-z0-9][A-Za-z0-9._-]{0,60}\\\\Z'"),
    ("title = ''", "`title` must have at least 1 character"),
    ("", "it has no key `title`"),
]


@pytest.mark.parametrize(("line", "words"), BROKEN, ids=[line for line, _ in BROKEN])
def test_a_fault_of_the_settings_is_in_words(line, words):
    lines = [line, *("id = 'c'" for _ in [0] if not line.startswith("id"))]
    lines += [] if line.startswith("title") or not line else ["title = 'A course'"]
    with pytest.raises(msgspec.ValidationError) as caught:
        msgspec.toml.decode("\n".join(lines).encode(), type=CourseSettings)

    assert in_words(caught.value) == words


@pytest.mark.parametrize("file", [COURSE_FILE, EXCEPTIONS_FILE])
def test_bytes_that_are_not_utf8_are_told_with_what_to_do(tmp_path, file):
    (tmp_path / "solutions").mkdir()
    (tmp_path / file).write_bytes("title = 'Rückwärts'".encode("latin-1"))
    course = Course(tmp_path)
    with pytest.raises(CourseError, match="is broken: byte 11 is not UTF-8 text; save the file as UTF-8"):
        read_settings(course) if file == COURSE_FILE else read_exceptions(course, "a1")
