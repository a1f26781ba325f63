"""The zip file that Gradescope takes as an autograder: its two scripts, the engine, and one assignment of a course.

Made in memory, the same bytes each time. It holds the hidden cases of this assignment and of no other, and no address
of a package registry. The versions of the libraries are those that are installed here.
"""

from __future__ import annotations

import importlib.metadata
import io
import json
import re
import zipfile
from pathlib import Path

from packaging.requirements import Requirement

import autograder
from autograder.course.model import Assignment, Course, CourseError, CourseSettings
from autograder.course.modules import imported_files
from autograder.grading.environment import hidden_file

_ENGINE = Path(autograder.__file__).parent
_TEMPLATES = _ENGINE / "results" / "templates"
_NEEDED = ("numpy", "torch", "pytest", "msgspec", "click", "rich", "jinja2", "packaging", "psutil", "tqdm")
_SANDBOX = ("landlockpy", "seccompy")
"""Only Linux has these; Gradescope's containers are Linux, wherever the zip file is made."""
_LINUX = {"sys_platform": "linux", "platform_system": "Linux", "platform_machine": "x86_64", "os_name": "posix"}
_SUFFIXES = frozenset({".py", ".md", ".j2", ".txt", ".sh"})
"""Of the engine's files; anything else beside them, such as bytecode, is not part of it."""
_OPEN, _CLOSED, _SCRIPT = 0o644, 0o600, 0o755


def gradescope_zip(course: Course, assignment: Assignment, settings: CourseSettings, require: int) -> bytes:
    """The zip file of one assignment; `require` is the isolation level below which it gives no mark.

    Raises CourseError where a file of the assignment cannot be read.
    """
    run = (_TEMPLATES / "gradescope_run_autograder.sh").read_text(encoding="utf-8")
    files: dict[str, tuple[int, bytes]] = {
        "setup.sh": (_SCRIPT, (_TEMPLATES / "gradescope_setup.sh").read_bytes()),
        "run_autograder": (_SCRIPT, run.replace("ASSIGNMENT", assignment.name).encode()),
        "constraints.txt": (_OPEN, "".join(f"{line}\n" for line in pinned(assignment)).encode()),
        "course/course.toml": (_CLOSED, _course_toml(settings, require).encode()),
    }
    for path in course_files(course, assignment):
        files[f"course/{path.relative_to(course.root.resolve()).as_posix()}"] = (_CLOSED, path.read_bytes())
    for path in sorted(_ENGINE.rglob("*")):
        if path.is_file() and path.suffix in _SUFFIXES:
            files[f"engine/autograder/{path.relative_to(_ENGINE).as_posix()}"] = (_OPEN, path.read_bytes())
    return _zipped(files)


def course_files(course: Course, assignment: Assignment) -> list[Path]:
    """The files of a course that grading one assignment needs, real paths, sorted.

    These are its description, reference, examples, mistakes and notebook, its hidden cases with what they import of the
    course, its data files, and the files in `solutions/shared` that any of them names. Raises CourseError.
    """
    folder, solutions = course.folder(assignment.name), course.solutions.resolve()
    names = ("assignment.toml", "mistakes.md", "notebook.py", assignment.module_file)
    standard = [folder / name for name in names] + [course.solutions / "mistakes.md"]
    starts = [hidden_file(assignment.name, course), *(folder / name for name in ("examples.py", "example_calls.py"))]
    imported = [path for start in starts if start.is_file() for path in imported_files(course.solutions, start)]
    text = "\n".join(path.read_text(encoding="utf-8") for path in imported)
    data = [course.data_file(assignment.name, file) for file in assignment.data]
    data += [path for path in (solutions / "shared").glob("*") if path.suffix != ".py" and path.name in text]
    own = [path for path in (folder / "hidden").glob("*") if path.suffix != ".pyc"]
    files = sorted({path.resolve() for path in (*standard, *imported, *data, *own) if path.is_file()})
    for path in files:
        if (other := path.relative_to(solutions).parts[0]) not in (assignment.name, "shared", "mistakes.md"):
            raise CourseError(
                f"{assignment.name} uses {path.relative_to(solutions)}, a file of {other}; move it to solutions/shared."
            )
    return files


def pinned(assignment: Assignment) -> list[str]:
    """`name==version` of each library that grading an assignment needs, as installed here, sorted.

    What a library needs on Linux alone and is not installed here stands as the library asks for it.
    """
    todo = [Requirement(name) for name in (*_NEEDED, *_SANDBOX, *assignment.libraries)]
    own = [Requirement(text) for text in importlib.metadata.requires("backprop-by-hand") or []]
    asked = {_normal(requirement.name): requirement for requirement in own}
    pins: dict[str, str] = {}
    while todo:
        requirement = todo.pop()
        name = _normal(requirement.name)
        if name in pins:
            continue
        try:
            version = importlib.metadata.version(name)
        except importlib.metadata.PackageNotFoundError:
            pins[name] = f"{name}{asked.get(name, requirement).specifier}"
            continue
        pins[name] = f"{name}=={version.partition('+')[0]}"  # +cpu and the like are names of builds
        for text in importlib.metadata.requires(name) or []:
            needed = Requirement(text)
            if needed.marker is None or needed.marker.evaluate({**_LINUX, "extra": ""}):
                todo.append(needed)
    return [pins[name] for name in sorted(pins)]


def _normal(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def _course_toml(settings: CourseSettings, require: int) -> str:
    """course.toml of the course in the zip file: without due dates, which are Gradescope's matter there."""
    title = json.dumps(settings.title, ensure_ascii=False)
    return f"id = {json.dumps(settings.id)}\ntitle = {title}\nrequire_isolation = {require}\n"


def _zipped(files: dict[str, tuple[int, bytes]]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, (mode, data) in sorted(files.items()):
            member = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            member.create_system = 3  # Unix: else the modes are not read
            member.external_attr = (0o100000 | mode) << 16
            member.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(member, data)
    return buffer.getvalue()
