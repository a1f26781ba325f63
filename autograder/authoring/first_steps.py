"""What a student needs before the first task: packages, how to install them, the course's first page, a first cell."""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterable

from autograder.authoring.blocks import effort
from autograder.course.make_stub import source_bytes
from autograder.course.model import Assignment, Course, read_settings
from autograder.handout.handing_in import GRADER_PYTHON, PYTHON, SHIPPED, progress_words

START = "START.md"
"""The first page of a course, beside the folders of its assignments."""
PREREQUISITES = "PREREQUISITES.md"
"""A page of `solutions/` on what a student needs to know before; it comes beside the first page."""

RANGES = {
    "ipywidgets": ">=8",
    "jupyterlab": ">=4,<5",
    "matplotlib": ">=3.8",
    "numpy": ">=2.0,<3",
    "pytest": ">=8.4",
    "torch": ">=2.4,<3",
    "tqdm": ">=4.66",
}
"""Which versions of a package fit; any version of other packages."""
_CHECKS_NEED = ("numpy", "pytest", "jupyterlab")
_IMPORT = re.compile(r"^(?:import|from) ([A-Za-z_]\w*)", re.MULTILINE)
_HEADING = "## Check your work"
_OLDEST = ".".join(map(str, PYTHON))
_GRADER = ".".join(map(str, GRADER_PYTHON))


def requirements(assignment: Assignment, script: str) -> str:
    """requirements.txt: what the tests and the notebook need. `script` is the notebook's percent script."""
    imported = {name for name in _IMPORT.findall(script) if name not in sys.stdlib_module_names}
    beside = {assignment.module, *SHIPPED, *assignment.shipped_modules}
    names = {*_CHECKS_NEED, *assignment.libraries, *imported} - beside
    names |= {"ipywidgets"} if "tqdm" in names else set()
    lines = [f"# What this assignment needs, for Python {_OLDEST} or newer: python -m pip install -r requirements.txt"]
    return "\n".join([*lines, *(f"{name}{RANGES.get(name, '')}" for name in sorted(names))]) + "\n"


def with_install(readme: str, assignment: Assignment, *, prerequisites: bool = False) -> str:
    """README.md with the section on how to install, above that on the checks; at the end of a page without checks.

    `prerequisites`: the course has a page on what one needs to know.
    """
    offered = ", ".join(f"`{name}`" for name in assignment.libraries)
    needed = (
        f"[{PREREQUISITES}](../{PREREQUISITES}), in the folder above, says what you need to know, and refreshes it."
    )
    section = "\n".join(
        [
            *(["## Before you start", "", needed, ""] if prerequisites else []),
            _install("Open a terminal in this folder.", "../", "requirements.txt"),
            *([_TORCH] if "torch" in assignment.libraries else []),
            f"Then open `{assignment.name}.ipynb`.",
            "",
            f"The grader runs Python {_GRADER} or newer, with {offered}. Before handing in, `pytest` and the checks of",
            "the notebook say what the grader would refuse.",
        ]
    )
    before, heading, after = readme.partition(f"{_HEADING}\n")
    return f"{before}{section}\n\n{heading}{after}" if heading else f"{readme.rstrip()}\n\n{section}\n"


_TORCH = """\
PyTorch is a large package. If you have no graphics card, the page *Start locally* on its website names a smaller build.
"""


def _install(where: str, above: str, file: str) -> str:
    """The section on how to install. `above` leads from there to the folder that gets the environment."""
    windows = f"{above.replace('/', chr(92))}venv"
    return f"""\
## Install

You need Python {_OLDEST} or newer: `python3 --version` says what you have, on Windows `py --version`.

{where} On macOS and Linux:

    python3 -m venv {above}venv
    source {above}venv/bin/activate
    python -m pip install -r {file}
    jupyter lab

On Windows (if PowerShell refuses the second line, type `cmd` first):

    py -m venv {windows}
    {windows}\\Scripts\\activate
    python -m pip install -r {file}
    jupyter lab

With conda, on every system:

    conda create -n backprop python=3.12
    conda activate backprop
    python -m pip install -r {file}
    jupyter lab

All assignments can share one environment. The next time, only activate it and start `jupyter lab`.
"""


def start_page(course: Course) -> bytes:
    """START.md: how to begin, the assignments in their order, how to see how far one is. Raises CourseError."""
    assignments = [course.load(name) for name in course.names()]
    first = assignments[0].name if assignments else "NAME"
    lines = [
        f"# {read_settings(course).title}",
        "",
        "Do the assignments in this order. Each folder has a README, a notebook that explains, and a Python file",
        "that you complete.",
        *(
            [f"[{PREREQUISITES}]({PREREQUISITES}) says what you should already know, with short refreshers."]
            if (course.solutions / PREREQUISITES).is_file()
            else []
        ),
        "",
        "| folder | what it is about | tasks | minutes |",
        "|---|---|---|---|",
        *(
            f"| [`{assignment.name}`]({assignment.name}/README.md) | {assignment.title} "
            f"| {len(assignment.tasks)} | {assignment.minutes} |"
            for assignment in assignments
        ),
        "",
        _install("Open a terminal in the folder of this page.", "", f"{first}/requirements.txt"),
        "Before you start another assignment, install what its own `requirements.txt` lists, too.",
        "",
        "## How far you are",
        "",
        "Test one assignment at a time:",
        "",
        f"    cd {first}",
        "    pytest",
        "",
        "The last line counts, for each assignment, the tasks that pass their public tests. It names what comes next:",
        "",
        f"    {_progress(assignments)}",
        "",
        f"`python {first}/handing_in.py` shows this line without running the tests, and what the grader would refuse.",
        *_each_task(assignments),
    ]
    return ("\n".join(lines) + "\n").encode()


def _each_task(assignments: list[Assignment]) -> list[str]:
    """A section with the difficulty and the minutes of each task, where any assignment.toml says them."""
    rows = []
    for assignment in assignments:
        short = assignment.name.partition("_")[0]
        rated = [(f"`{task.name}`", effort(task)) for task in assignment.tasks]
        rated += [(f"★ {extra.title}", effort(extra)) for extra in assignment.starred]
        rows += [f"| {short} | {shown} | {said} |" for shown, said in rated if said]
    if not rows:
        return []
    star = any(assignment.starred for assignment in assignments)
    return [
        "",
        "## How hard, and how long",
        "",
        "The minutes of a task include the reading before it. What an assignment takes beyond its tasks is for its "
        "experiments and its question. All minutes are a guess for planning, not a limit."
        + (" Starred parts are optional: they have no points, and are for those who are quick." if star else ""),
        "",
        "| assignment | task | effort |",
        "|---|---|---|",
        *rows,
    ]


def pages(course: Course) -> dict[str, bytes]:
    """The files beside the folders of the assignments. Raises CourseError."""
    files = {START: start_page(course)}
    path = course.solutions / PREREQUISITES
    if path.is_file():
        files[PREREQUISITES] = source_bytes(course, path)
    return files


def _progress(assignments: list[Assignment]) -> str:
    """An example of a line of progress."""
    shown = [(assignment.name.partition("_")[0], len(assignment.tasks)) for assignment in assignments[:2]]
    counts = [f"{name} {tasks - at * (tasks // 2)} of {tasks}" for at, (name, tasks) in enumerate(shown)]
    return progress_words(counts, assignments[len(shown) - 1].name if shown else "")


def first_cell(files: Iterable[str]) -> str:
    """The notebook's first code cell, which says what to upload where the notebook is opened without its folder."""
    listed = json.dumps(sorted(files))
    return f"""\
# This notebook needs the other files of its folder. In Colab, upload them first (the folder symbol on the left).
from pathlib import Path

missing = [file for file in {listed} if not Path(file).exists()]
if missing:
    raise FileNotFoundError(f"Upload these files beside the notebook, then run this cell: {{', '.join(missing)}}")"""


def about(assignment: Assignment) -> str:
    """The data of handing_in.py, as JSON that is Python, too: what the grader offers, as the grader itself reads it."""
    data = {
        "name": assignment.name,
        "order": assignment.order,
        "module": assignment.module_file,
        "tasks": [task.name for task in assignment.tasks],
        "definitions": list(dict.fromkeys(task.definition for task in assignment.tasks)),
        "offered": list(assignment.libraries),
        "data": list(assignment.data),
        "shipped": assignment.shipped_modules,
    }
    rows = [f"    {json.dumps(key)}: {json.dumps(value, ensure_ascii=False)}" for key, value in data.items()]
    return "{\n" + ",\n".join(rows) + "\n}"
