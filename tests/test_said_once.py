"""Points, minutes and the written question stand in assignment.toml alone; all other places are made from it."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from factories import write_course_file

from autograder.authoring import generate
from autograder.authoring.blocks import faults
from autograder.authoring.start import start
from autograder.authoring.validation.texts import check_texts
from autograder.cli import cli
from autograder.course.model import Course

ROOT = Path(__file__).resolve().parents[1]
REAL = Course(ROOT)

# An assignment, a task of it, its points, and the tasks' total: as they are, and when the task has 7.5 points.
SMALL = ("a9_mean_error", "gradient", "3", "5", "9.5")
LARGE = ("a3_linear_regression", "grad_W", "6", "27", "28.5")


@pytest.fixture
def course(tmp_path: Path) -> Course:
    """A course with a new assignment and a copy of a real one."""
    shutil.copytree(REAL.solutions / "shared", tmp_path / "solutions" / "shared")
    shutil.copytree(REAL.folder(LARGE[0]), tmp_path / "solutions" / LARGE[0])
    made = Course(tmp_path)
    start(made, SMALL[0])
    return made


def edit(path: Path, pattern: str, new: str) -> None:
    """Put `new` in the place of what `pattern` finds, which is there once."""
    text, times = re.subn(pattern, lambda _: new, path.read_text(), flags=re.DOTALL)
    assert times == 1
    path.write_text(text)


def cells(built: dict[str, bytes], name: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(built[f"{name}.ipynb"])["cells"]
    return found


def text_of(built: dict[str, bytes], name: str) -> dict[str, str]:
    """What a student reads, by file; of the notebook all cells."""
    notebook = "\n".join("".join(cell["source"]) for cell in cells(built, name))
    return {"README.md": built["README.md"].decode(), "HINTS.md": built["HINTS.md"].decode(), "notebook": notebook}


@pytest.mark.parametrize(("name", "task", "points", "total", "new_total"), [SMALL, LARGE])
def test_a_changed_point_changes_every_place(
    course: Course, name: str, task: str, points: str, total: str, new_total: str
) -> None:
    """A task's points in assignment.toml are those of README, notebook, its check cell and HINTS, with the total."""
    toml = course.folder(name) / "assignment.toml"
    before = text_of(generate.build(course, name), name)
    text = toml.read_text().replace('edges = ["arguments unchanged"]\n', "")
    toml.write_text(text.replace("\npoints = 5\n\n[question]", "\n[question]"))
    found = re.search(rf'name = "{task}"\n(?:(?!points)\w.*\n)*', toml.read_text())
    assert found is not None
    edit(toml, re.escape(f"{found[0]}points = {points}\n"), f"{found[0]}points = 7.5\n")
    built = generate.build(course, name)
    after = text_of(built, name)

    for text, own, sum_ in ((before, points, total), (after, "7.5", new_total)):
        for file in ("README.md", "notebook"):
            assert re.findall(rf"^\| `{task}` \| .* \| (.*) \|$", text[file], re.MULTILINE) == [own]
            assert re.findall(r"^\| \| in all \| (?:.*\| )?(\S+) \|$", text[file], re.MULTILINE) == [sum_]
        assert f"## `{task}` ({own} points)\n" in text["HINTS.md"]
    graded = [cell["metadata"]["nbgrader"] for cell in cells(built, name) if "nbgrader" in cell["metadata"]]
    assert [one["points"] for one in graded if one["grade_id"] == task] == [7.5]


@pytest.mark.parametrize("name", [SMALL[0], LARGE[0]])
def test_a_changed_question_and_time_change_every_place(course: Course, name: str) -> None:
    """The question's text and points, and the minutes, come from assignment.toml; mathematics stays as it is."""
    toml = course.folder(name) / "assignment.toml"
    asked = r"Why is $\frac{\partial L}{\partial b}$ a vector?"
    edit(
        toml,
        r"""(?<=\[question\]\n)text = (\"{3}|'{3}).*?\1\npoints = 2\n.*?(?=\[\[tasks\]\])""",
        f"text = '''\n{asked}\n'''\npoints = 1\n\n",
    )
    order = f"order = {course.load(name).order}\n"
    edit(toml, rf"{order}minutes = \d+\n", f"{order}minutes = 445\n")
    built = generate.build(course, name)
    text = text_of(built, name)
    said = ["".join(cell["source"]) for cell in cells(built, name) if cell["metadata"].get("question") == "text"]
    answers = [
        cell["metadata"]["nbgrader"] for cell in cells(built, name) if cell["metadata"].get("question") == "answer"
    ]

    assert [one.removeprefix("## Question\n\n") for one in said] == [
        f"{asked}\n\n(1 point. A person reads the answer.)"
    ]
    assert [(one["grade_id"], one["points"]) for one in answers] == [("written-question", 1)]
    for file in ("README.md", "notebook"):
        assert re.findall(r"(?:Allow|Time:) about (\d+) minutes", text[file]) == ["445"]
        assert re.findall(r"gives (.*) more\. A person reads it\.", text[file]) == ["1 point"]


def test_a_table_has_a_row_a_task_whatever_the_summary_holds(course: Course) -> None:
    """A bar, a product of numbers and a line break in a summary end no cell and make no emphasis."""
    toml = course.folder(SMALL[0]) / "assignment.toml"
    edit(toml, r'"The gradient of the mean[^"]*"', '"""For |w|,\n2*3 + 4*5 `a|b`."""')

    built = generate.build(course, SMALL[0])

    assert r"| `gradient` | For \|w\|, 2\*3 + 4\*5 `a\|b`. | 3 |" in built["README.md"].decode().splitlines()


README = "# Lines\n\nA line.\n\n<!-- tasks -->\n\n## Hand in\n\nAll.\n"
NOTEBOOK = """\
# %% [markdown]
# # Lines
# <!-- tasks -->

# %%
print("6 points")  # of the plot: | points |

# %% [markdown] question="text"
# ## Question
#
# <!-- question -->

# %% [markdown] question="answer"
# Your answer here.
"""
TOML = 'order = 3\npoints = 2\nminutes = 20\nsummary = "A line."\n'

FAULTS = [
    ("README.md", "A line.", "Take 6 points.", ', line 3: "6 points" is written by hand'),
    ("README.md", "A line.", "It has **2.5** points.", ', line 3: "2.5** points" is written by hand'),
    ("README.md", "A line.", "A good line has 6\npoints.", ', line 3: "6 points" is written by hand'),
    ("README.md", "A line.", "Half a point each.", ', line 3: "Half a point" is written by hand'),
    ("README.md", "A line.", "It is worth three points.", ', line 3: "worth three points" is written by hand'),
    ("README.md", "A line.", "| task | points |\n|---|---|\n| `f` | 6 |", ', line 3: "| points |" is written by hand'),
    ("README.md", "A line.", "Allow\nabout 60 minutes.", ', line 3: "Allow about 60 minutes" is written by hand'),
    ("README.md", "<!-- tasks -->", "", " has no line `<!-- tasks -->`. Add it "),
    ("README.md", "<!-- tasks -->", "See <!-- tasks -->", " has no line `<!-- tasks -->`. Add it "),
    ("README.md", "All.", "<!-- tasks -->", ", line 9: `<!-- tasks -->` stands here a second time"),
    ("notebook.py", "# # Lines", "# # Lines\n# Time: about 60 minutes.", ', line 3: "Time: about 60 minutes" is'),
    ("notebook.py", "# # Lines", "# # Lines\n# Worth 6\n# points.", ', line 3: "Worth 6 points" is written by hand'),
    ("notebook.py", "# <!-- tasks -->", "#", " has no line `# <!-- tasks -->`. Add it "),
    ("notebook.py", "# <!-- question -->", "#", " has no line `# <!-- question -->`. Add it in the cell "),
    ("notebook.py", 'question="text"', "", ", line 11: `# <!-- question -->` is in the wrong cell. Put it "),
    ("notebook.py", "# <!-- question", "# Why?\n# <!-- question", ", line 11: the question is written by hand. Its"),
    ("assignment.toml", '"A line."', '"""For 3 \\\npoints."""', ', line 4: "3 \\ points" is written by hand'),
    ("assignment.toml", "A line.", "A line. Half a point each.", ', line 4: "Half a point" is written by hand'),
]

HARMLESS = [
    ("README.md", "A line.", "The line through two points; section 3\n\npoints to it. Point 1 of points 1 to 3."),
    ("README.md", "A line.", "Most points are for the values. After 20 minutes the coffee is cold."),
    ("notebook.py", "# # Lines", "# # Lines\n# Half of the points of this task are for large scores."),
    ("notebook.py", 'print("', 'ax.annotate("x", (3, 4), textcoords="offset points")\nprint("'),
    ("assignment.toml", "A line.", "The slope between two points."),
]
SOURCES = {"README.md": README, "notebook.py": NOTEBOOK, "assignment.toml": TOML}


@pytest.mark.parametrize(("file", "old", "new", "fault"), FAULTS)
def test_what_is_said_by_hand_and_a_missing_marker_are_told(file: str, old: str, new: str, fault: str) -> None:
    """One sentence with the file, the line where there is any, and what stands there."""
    assert old in SOURCES[file]
    found = faults(SOURCES[file].replace(old, new), f"solutions/a2/{file}")

    assert len(found) == 1
    assert found[0].startswith(f"solutions/a2/{file}{fault}")
    assert found[0].endswith(".")


@pytest.mark.parametrize(("file", "old", "new"), [(file, "", "") for file in SOURCES] + HARMLESS)
def test_other_points_and_minutes_may_be_written(file: str, old: str, new: str) -> None:
    """Points of a plane or of a list, minutes of an experiment and code cells are no marks."""
    assert old in SOURCES[file]
    assert faults(SOURCES[file].replace(old, new, 1), f"solutions/a2/{file}") == []


def test_generate_and_validate_tell_the_old_way_of_writing_a_page(course: Course, monkeypatch: Any) -> None:
    """A README with its own table is refused by `generate`; `validate` lists every place of it."""
    page = course.folder(LARGE[0]) / "README.md"
    line = page.read_text().partition("<!-- tasks -->")[0].count("\n") + 1
    edit(
        page,
        "<!-- tasks -->",
        "| task | points |\n|---|---|\n| `grad_W` | 6 |\n\nThe question has 2 points of its own.",
    )
    write_course_file(course.root)
    monkeypatch.chdir(course.root)
    done = CliRunner().invoke(cli, ["generate"])
    said = [fault for one in check_texts(course, LARGE[0]) if one.check == "said once" for fault in one.faults]

    where = f"solutions/{LARGE[0]}/README.md"
    assert (done.exit_code, done.stderr.count("\n")) == (2, 1)
    assert done.stderr.startswith(f'autograder: {where}, line {line}: "| points |" is written by hand')
    assert [one.split(" is ")[0].split(". Add")[0] for one in said] == [
        f'{where}, line {line}: "| points |"',
        f'{where}, line {line + 4}: "2 points"',
        f"{where} has no line `<!-- tasks -->`",
    ]


def rows(page: Path) -> dict[str, list[str]]:
    """The rows of a page's table of assignments, by assignment, and the row of totals."""
    found = {}
    for line in page.read_text().splitlines():
        row = [cell.strip() for cell in line.strip("|").split("|")]
        if line.startswith("|") and (named := re.search(r"\[`(\w+)`\]\(", line)):
            found[named[1]] = row
        elif "in all" in row:
            found["in all"] = row
    return found


def test_the_pages_of_the_course_say_what_the_assignments_say() -> None:
    """README.md and docs/course.md list every assignment, in order, with its points, minutes and their sums."""
    assignments = [REAL.load(name) for name in REAL.names()]
    points = {one.name: f"{one.max_score:g}" for one in assignments}
    minutes = {one.name: f"{one.minutes}" for one in assignments}
    totals = [f"{sum(one.minutes for one in assignments)}", f"{sum(one.max_score for one in assignments):g}"]
    first, second = rows(ROOT / "README.md"), rows(ROOT / "docs" / "course.md")

    assert {name: row[-1] for name, row in first.items()} == points
    assert list(first) == REAL.names()
    assert second.pop("in all")[-2:] == totals
    assert list(second) == REAL.names()
    assert {name: row[-2:] for name, row in second.items()} == {name: [minutes[name], points[name]] for name in points}


def test_the_course_says_the_points_of_every_question() -> None:
    """docs/course.md gives one number for all written questions, which is that of each."""
    said = re.findall(r"written question \((\S+) points? more", (ROOT / "docs" / "course.md").read_text())

    assert said == [*{f"{REAL.load(name).question.points:g}" for name in REAL.names()}]
