"""Starts a course (course.toml, nbgrader's settings, a first assignment) and an assignment, from a template.

Never over a file that is there.
"""

from __future__ import annotations

import json
import re
from pathlib import Path

from autograder.authoring import generate
from autograder.authoring.first_steps import START
from autograder.course.model import COURSE_FILE, Course, CourseError
from autograder.course.permissions import close

_TEMPLATE = Path(__file__).with_name("template")
_SUFFIX = ".txt"
"""What the template's files end in beside their own ending: they are texts with gaps, and no programs yet."""
_NAME = re.compile(r"[a-z][a-z0-9]*(_[a-z0-9]+)+")


def start(course: Course, name: str, title: str | None = None) -> list[Path]:
    """Write a whole assignment: `solutions/<name>/`. Returns the files.

    Raises CourseError for a name that cannot be one, and where any of the files is there already.
    """
    if not _NAME.fullmatch(name):
        raise CourseError(
            f"{name!r} cannot be the name of an assignment; use small letters and an underscore, as in a9_topic."
        )
    module = name.partition("_")[2]
    if any(course.load(other).module == module for other in course.names()):
        raise CourseError(f"Another assignment has a module {module}.py; choose another name.")
    filling = {
        "NAME": name,
        "MODULE": module,
        "TITLE": title or module.replace("_", " ").capitalize(),
        "ORDER": str(1 + max((course.load(other).order for other in course.names()), default=0)),
    }
    texts = {
        _place(course, name, module, path): _filled(path.read_text(encoding="utf-8"), filling)
        for path in sorted(_TEMPLATE.rglob(f"*{_SUFFIX}"))
    }
    for path in texts:
        if path.exists():
            raise CourseError(f"{path.relative_to(course.root)} already exists; nothing was written.")
    if not course.solutions.exists():
        course.solutions.mkdir(parents=True)
        close(course.solutions)
    for path, text in texts.items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return list(texts)


def _place(course: Course, name: str, module: str, template: Path) -> Path:
    """Where a file of the template goes."""
    inner = template.relative_to(_TEMPLATE)
    file = inner.name.removesuffix(_SUFFIX)
    if file == "hidden.py":
        return course.folder(name) / "hidden" / "test_hidden.py"
    if file == "module.py":
        return course.folder(name) / f"{module}.py"
    return course.folder(name) / inner.parent / file


def _filled(text: str, filling: dict[str, str]) -> str:
    return re.sub(r"@([A-Z]+)@", lambda gap: filling.get(gap[1], gap[0]), text)


FIRST = "a1_linear_model"
"""The assignment that a new course begins with."""

_COURSE_TOML = """\
# What holds for the whole course. The commands find the course by this file.

id = {id}  # the course's name in nbgrader, in its exchange and in its gradebook
title = {title}

# Grade only if the sandbox reaches this isolation level (1 to 3). `autograder doctor` says what this machine gives.
require_isolation = 1

# Late work loses nothing, unless you take the # away: then points go when marks are read, in every table and page.
# [late]
# grace_minutes = 15    # work that comes within them loses nothing
# percent_per_day = 10  # of the points that the student has, for each day that has begun after the due date
# most_percent = 50     # and never more than this; `points_per_day` takes points instead of a part

# Due dates with a time zone: an offset, UTC (Z), or a name as in "2027-03-01 23:59 Europe/Berlin". They come into the
# gradebook by `nbgrader generate_assignment`, which says each in local time. Without a due date nothing is late.
[due]
# a1_linear_model = 2027-03-01T23:59:00Z
"""
_NBGRADER_CONFIG = """\
from autograder.nbgrader.settings import configure

configure(get_config())
"""
_GITIGNORE = """\
__pycache__/
.ipynb_checkpoints/
.progress
/release/
/submitted/
/autograded/
/feedback/
/graded/
/demo-out/
/gradebook.db
/grades.csv
"""


def init(folder: Path) -> tuple[list[Path], list[Path]]:
    """Start a course in a folder, which is made if need be; returns the files written, and those kept as they were.

    A folder that has assignments gets no other one. Raises CourseError where there is a course already, and for a file
    of the first assignment that is there already; nothing is written then.
    """
    root = folder.resolve()
    course = Course(root)
    if (root / COURSE_FILE).exists():
        raise CourseError(
            f"{root} is already a course, because it has a {COURSE_FILE}; `autograder new NAME` adds an assignment."
        )
    if course.has_assignments():
        written = []
    elif (course.assignments / FIRST).exists():
        raise CourseError(f"{course.assignments / FIRST} already exists; nothing was written.")
    else:
        written = start(course, FIRST)
        release = {FIRST: generate.build(course, FIRST)}
        generate.write(course, release, generate.differences(course, release, whole=False))
        written += [course.assignments / FIRST / file for file in release[FIRST]]
    kept = []
    for file, text in _files(root).items():
        if (root / file).exists():
            kept.append(root / file)
        else:
            (root / file).write_text(text, encoding="utf-8")
            written.append(root / file)
    if not (course.assignments / START).exists():
        generate.write(course, {}, [generate.Difference("missing", START)])
        written.append(course.assignments / START)
    return written, kept


def _files(root: Path) -> dict[str, str]:
    """The course's own files; its id and title are made of the folder's name."""
    course_id = re.sub(r"[^A-Za-z0-9._-]+", "-", root.name).strip("-._")[:60] or "course"
    title = re.sub(r"[\s_-]+", " ", root.name).strip().capitalize() or "Course"
    quoted = {"id": json.dumps(course_id), "title": json.dumps(title, ensure_ascii=False)}
    return {
        COURSE_FILE: _COURSE_TOML.format(**quoted),
        "nbgrader_config.py": _NBGRADER_CONFIG,
        ".gitignore": _GITIGNORE,
    }
