"""Builds what students get of each assignment, compares it with `assignments/` and writes it; knows nothing of grading.

Everything is built in memory first, for all assignments, and searched for lines of the solutions. Only then is a file
written.
"""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from autograder import handout
from autograder.authoring.blocks import counted, faults, filled, prose
from autograder.authoring.leaks import leaks
from autograder.authoring.notebook import notebook_bytes
from autograder.course.make_stub import stub_of_script
from autograder.course.model import Assignment, Course, CourseError
from autograder.course.sources import source_bytes, source_text, stub_source
from autograder.course.variants import variants

_HANDOUT = Path(handout.__file__).parent
_PYTEST_INI = b"""\
# `pytest` in this folder: without the plugins that come along with Jupyter and are of no use here; to load them takes
# longer than the tests. Nothing to edit.
[pytest]
addopts = -p no:anyio -p no:platformdirs -p no:hypothesispytest -p no:xdist -p no:xdist.looponfail
"""
_NO_TASKS = "TASKS: dict[str, str] = {}\n"
_TIERS = ("a nudge", "a sketch", "a worked line")

Release = dict[str, dict[str, bytes]]
"""The files of each assignment: by assignment, then by file name."""


class Difference(NamedTuple):
    """A path below `assignments/` that is not as it should be."""

    kind: str
    """`changed`, `missing` or `stray`."""
    path: str

    @property
    def assignment(self) -> str:
        return self.path.partition("/")[0]


def solution_sources(course: Course) -> dict[str, str]:
    """The texts that may hold solution regions, by their path: each assignment's module and notebook script."""
    found = {}
    for name in course.names():
        for file in (course.load(name).module_file, "notebook.py"):
            text, where = source_text(course, name, file)
            found[where] = text
    return found


def build(course: Course, name: str) -> dict[str, bytes]:
    """The exact set of files of one assignment, by file name. Raises CourseError when the sources are not sound."""
    assignment = course.load(name)
    script, where = source_text(course, name, "notebook.py")
    folder = course.folder(name)
    built = [
        (assignment.module_file, stub_source(course, name).encode()),
        (f"{name}.ipynb", notebook_bytes(stub_of_script(script, where), where, assignment)),
        ("test_public.py", source_bytes(course, folder / "test_public.py")),
        ("gradcheck.py", (_HANDOUT / "gradcheck.py").read_bytes()),
        ("conftest.py", conftest(assignment).encode()),
        ("pytest.ini", _PYTEST_INI),
        ("MISTAKES.md", mistakes_page(course, name).encode()),
        ("README.md", filled(source_text(course, name, "README.md")[0], assignment).encode()),
        ("HINTS.md", hints(assignment).encode()),
    ]
    for file in assignment.data:
        if Path(file).name != file:
            raise CourseError(f"solutions/{name}/assignment.toml lists data {file!r}; a plain file name is due.")
        built.append((file, source_bytes(course, course.solutions / "shared" / file)))
    files = dict(built)
    if len(files) < len(built):
        raise CourseError(f"Two files of {name} would have the same name; rename its module or its data.")
    for file, data in files.items():
        if b"BEGIN SOLUTION" in data or b"END SOLUTION" in data:
            raise CourseError(f"assignments/{name}/{file} would hold a solution marker.")
    for fault in said_twice(course, name):
        raise CourseError(fault)
    return files


def said_twice(course: Course, name: str) -> list[str]:
    """A sentence for each place in an author's texts that repeats what assignment.toml says, or lacks its marker."""
    sources = ("assignment.toml", "README.md", "notebook.py")
    return [fault for file in sources for fault in faults(*source_text(course, name, file))]


def build_all(course: Course) -> Release:
    """All assignments' files. Raises CourseError when a line of any solution shows in any of them."""
    release = {name: build(course, name) for name in course.names()}
    files = {f"assignments/{name}/{file}": data for name, files in release.items() for file, data in files.items()}
    found = leaks(solution_sources(course), files)
    if found:
        more = f" (and {len(found) - 1} more like it)" if len(found) > 1 else ""
        raise CourseError(f"{found[0]}{more}; say it there in another way.")
    return release


def conftest(assignment: Assignment) -> str:
    """conftest.py: the same in every folder but for the tasks and the headings under which they are explained."""
    lines = [
        f"    {_quoted(task.name)}: {_quoted(assignment.sections.get(task.name, ''))},\n" for task in assignment.tasks
    ]
    tasks = f"TASKS: dict[str, str] = {{\n{''.join(lines)}}}\n"
    return (_HANDOUT / "conftest.py").read_text(encoding="utf-8").replace(_NO_TASKS, tasks, 1)


def mistakes_page(course: Course, name: str) -> str:
    """MISTAKES.md: what this assignment's usual mistakes are called, what was written and why it is wrong.

    A sentence on the numbers stands in a block quote, where gradcheck.py finds it.
    """
    shown = {part for variant in variants(course, name) for part in (variant.mistake or "").split("+")}
    shown |= set(course.own_mistakes(name))
    lines = ["# Mistakes", "", "The usual mistakes of this assignment. The checks name them where they can."]
    lines += ["In a quoted sentence … is what was checked, such as the result."]
    for mistake_id, mistake in sorted(course.load(name).mistakes.items()):
        if mistake_id in shown or mistake.any_task:
            lines += ["", f"## `{mistake_id}`", ""]
            if mistake.sentence:
                lines += [f"> {mistake.sentence.replace('{It}', '…').replace('{it}', '…')}", ""]
            lines.append("\n\n".join(mistake.paragraphs))
    return "\n".join(lines) + "\n"


def hints(assignment: Assignment) -> str:
    """HINTS.md: the three tiers of each task, each closed until it is opened."""
    lines = [f"# Hints: {assignment.title}", "", "Each hint says more than the one before. Open one, then try again."]
    for task in assignment.tasks:
        lines += ["", f"## `{task.name}` ({counted(task.points)})", "", prose(task.summary)]
        for number, (tier, hint) in enumerate(zip(_TIERS, task.hints, strict=True), 1):
            # The empty lines make GitHub and Jupyter render Markdown inside of the HTML element.
            lines += ["", "<details>", f"<summary>Hint {number}: {tier}</summary>", "", prose(hint), "", "</details>"]
    return "\n".join(lines) + "\n"


def differences(course: Course, release: Release, *, whole: bool = True) -> list[Difference]:
    """Where `assignments/` is not exactly `release`, sorted; `whole`: it should hold nothing but `release`."""
    found = list(_strays(course.assignments, set(release))) if whole else []
    for name, files in release.items():
        folder = course.assignments / name
        if not _is_folder(folder):
            if os.path.lexists(folder):
                found.append(Difference("stray", name))
            found += [Difference("missing", f"{name}/{file}") for file in files]
            continue
        found += _strays(folder, set(files), f"{name}/")
        for file, data in files.items():
            path = folder / file
            if not os.path.lexists(path):
                found.append(Difference("missing", f"{name}/{file}"))
            elif path.is_symlink() or not path.is_file() or path.read_bytes() != data:
                found.append(Difference("changed", f"{name}/{file}"))
    return sorted(found)


def write(course: Course, release: Release, found: list[Difference]) -> None:
    """Settle the differences: remove what is stray, write what is missing or changed, touch nothing else."""
    for difference in found:
        if difference.kind != "missing":
            _remove(course.assignments / difference.path)
    for difference in found:
        if difference.kind != "stray":
            name, _, file = difference.path.partition("/")
            path = course.assignments / name / file
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(release[name][file])


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)


def _strays(folder: Path, due: set[str], prefix: str = "") -> Iterator[Difference]:
    for path in folder.iterdir() if folder.is_dir() else ():
        if path.name not in due:
            yield Difference("stray", f"{prefix}{path.name}{'/' if _is_folder(path) else ''}")


def _is_folder(path: Path) -> bool:
    return path.is_dir() and not path.is_symlink()


def _remove(path: Path) -> None:
    if _is_folder(path):
        shutil.rmtree(path)
    else:
        path.unlink()
