"""Writes the files of a new assignment from the template; never over a file that is there."""

from __future__ import annotations

import re
from pathlib import Path

from autograder.course.model import Course, CourseError

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
    if any(course.load(one).module == module for one in course.names()):
        raise CourseError(f"Another assignment has a module {module}.py; choose another name.")
    filling = {
        "NAME": name,
        "MODULE": module,
        "TITLE": title or module.replace("_", " ").capitalize(),
        "ORDER": str(1 + max((course.load(one).order for one in course.names()), default=0)),
    }
    texts = {
        _place(course, name, module, path): _filled(path.read_text(encoding="utf-8"), filling)
        for path in sorted(_TEMPLATE.rglob(f"*{_SUFFIX}"))
    }
    for path in texts:
        if path.exists():
            raise CourseError(f"{path.relative_to(course.root)} already exists; nothing was written.")
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
