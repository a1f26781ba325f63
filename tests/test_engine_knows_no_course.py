"""The engine knows no assignment, no mistake of a course and no formula: these are said in `solutions/` alone.

The template of a new assignment is a course's text, and is not looked at; texts are, and so are comments.
"""

from __future__ import annotations

import re
from pathlib import Path

import autograder
from autograder.course.mistakes import ENGINE_FILE, read_mistakes
from autograder.course.model import Course

COURSE = Course.find(Path(__file__))
ENGINE = Path(autograder.__file__).parent
FORMULAS = r"softmax|tanh|sigmoid|cross.entropy|squared error|dL/d|\.T @|@ W\b"
"""Words and signs of the course's mathematics."""


def texts() -> dict[str, str]:
    files = [path for path in sorted(ENGINE.rglob("*")) if path.suffix in (".py", ".md", ".j2", ".toml", ".txt")]
    return {
        path.relative_to(ENGINE).as_posix(): path.read_text(encoding="utf-8")
        for path in files
        if "template" not in path.relative_to(ENGINE).parts
    }


def found(pattern: str) -> list[str]:
    return [
        f"{file}: {match[0]}" for file, text in texts().items() for match in re.finditer(pattern, text, re.IGNORECASE)
    ]


def test_the_engine_names_no_assignment():
    """Neither a folder of the course nor a module of one."""
    names = [*COURSE.names(), *(COURSE.load(name).module_file for name in COURSE.names())]

    assert found("|".join(map(re.escape, names))) == []


def test_the_engine_names_no_mistake_of_a_course():
    """Only the ids of its own mistakes.md."""
    own = set(read_mistakes(ENGINE_FILE, ENGINE_FILE.name))
    files = [COURSE.solutions / "mistakes.md", *COURSE.solutions.glob("*/mistakes.md")]
    ids = {mistake for file in files for mistake in read_mistakes(file, file.name)} - own

    assert len(ids) > 80
    assert found(rf"(?<![\w-])(?:{'|'.join(map(re.escape, sorted(ids)))})(?![\w-])") == []


def test_the_engine_has_no_formula():
    """No word of what the course teaches."""
    assert found(FORMULAS) == []
