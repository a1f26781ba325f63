"""What a student is told before starting: what one needs to know, how hard each task is, and what is optional."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from factories import write_course_file

from autograder.authoring import generate
from autograder.authoring.first_steps import PREREQUISITES, START, pages
from autograder.authoring.start import start
from autograder.course.model import Course, CourseError
from autograder.grading.environment import course_hash

REAL = Course(Path(__file__).resolve().parents[1])
NAME = "a9_mean_error"
RATED = ("difficulty", "minutes")
STARRED = '[[starred]]\ntitle = "A longer way"\nsummary = "One more."\nminutes = 7\ndifficulty = "easy"\n\n[question]'


@pytest.fixture
def course(tmp_path: Path) -> Course:
    """A course of its own with the assignment that `new` writes, which rates no task."""
    write_course_file(tmp_path)
    made = Course(tmp_path)
    start(made, NAME)
    return made


def edit(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def toml(course: Course) -> Path:
    return course.folder(NAME) / "assignment.toml"


def head(built: dict[str, bytes]) -> str:
    """The first line of the table of tasks."""
    found = re.search(r"^\| task \|.*$", built["README.md"].decode(), re.MULTILINE)
    assert found
    return found[0]


def test_an_assignment_without_ratings_has_the_short_table(course: Course) -> None:
    """Nothing of it shows: no empty columns, no section of START.md, no link to a page that is not there."""
    built = generate.build(course, NAME)

    assert head(built) == "| task | what it gives | points |"
    assert PREREQUISITES not in built["README.md"].decode()
    assert list(pages(course)) == [START]
    assert "How hard" not in pages(course)[START].decode()


def test_a_rated_task_shows_in_readme_notebook_and_start(course: Course) -> None:
    """A task without a rating beside it says nothing of it; the columns have names, and each row has as many cells."""
    edit(toml(course), "hints = [", 'minutes = 12\ndifficulty = "hard"\nhints = [')
    task, other = (one.name for one in course.load(NAME).tasks[:2])
    built = generate.build(course, NAME)
    begin = pages(course)[START].decode()

    assert head(built) == "| task | what it gives | points |"
    for text in (built["README.md"].decode(), built[f"{NAME}.ipynb"].decode()):
        assert re.search(rf"\| `{task}` \| [^|]+ \*Hard, 12 min\.\* \| [\d.]+ \|", text)
        assert re.search(rf"\| `{other}` \| [^|*]+ \| [\d.]+ \|", text)
    assert f"| a9 | `{task}` | hard, 12 min |" in begin
    assert f"`{other}`" not in begin


def test_something_starred_needs_its_heading(course: Course) -> None:
    """It shows without points, where the notebook has it; where it has not, the error says which heading is missing."""
    edit(toml(course), "[question]", STARRED)
    with pytest.raises(CourseError, match="has no heading `## ★ A longer way`"):
        generate.build(course, NAME)
    asked = '# %% [markdown] question="text"'
    edit(course.folder(NAME) / "notebook.py", asked, f"# %% [markdown]\n# ## ★ A longer way\n\n{asked}")
    readme = generate.build(course, NAME)["README.md"].decode()

    assert "| ★ A longer way | One more. *Easy, 7 min.* | – |" in readme
    assert "Starred parts are optional" in readme
    assert "| a9 | ★ A longer way | easy, 7 min |" in pages(course)[START].decode()


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("hints = [", "minutes = 1000\nhints = [", "has tasks that take more than"),
        ("hints = [", "minutes = 0\nhints = [", "broken"),
        ("hints = [", 'difficulty = "awful"\nhints = [', "broken"),
        ("[question]", STARRED.replace("summary", "text"), "`text`; the keys are title, summary, minutes, difficulty"),
    ],
)
def test_a_rating_that_cannot_be_is_one_sentence(course: Course, old: str, new: str, message: str) -> None:
    """Tasks that take longer than their assignment, no time at all, an unknown word, an unknown key."""
    edit(toml(course), old, new)
    with pytest.raises(CourseError) as refused:
        course.load(NAME)

    assert message in str(refused.value)


def test_ratings_and_helps_for_home_change_no_digest(course: Course) -> None:
    """What no mark depends on makes no stopped run another version."""
    before = course_hash(course, course.load(NAME))
    edit(toml(course), "hints = [", 'minutes = 3\ndifficulty = "easy"\nhints = [')
    edit(toml(course), "[question]", STARRED)
    edit(toml(course), "minutes = ", 'shipped = ["help.py"]\nminutes = ')

    assert before == course_hash(course, course.load(NAME))


def test_a_page_of_prerequisites_is_copied_and_linked(course: Course) -> None:
    """Byte for byte, from START.md and from each README; `--check` finds a changed and a stray copy."""
    page = course.solutions / PREREQUISITES
    page.write_text("# What you need\n", encoding="utf-8")
    release = generate.build_all(course)
    generate.write(course, release, generate.differences(course, release))
    copy = course.assignments / PREREQUISITES

    assert page.read_bytes() == copy.read_bytes()
    assert f"]({PREREQUISITES})" in (course.assignments / START).read_text(encoding="utf-8")
    assert f"](../{PREREQUISITES})" in (course.assignments / NAME / "README.md").read_text(encoding="utf-8")
    copy.write_text("changed", encoding="utf-8")
    assert list(generate.differences(course, release)) == [("changed", PREREQUISITES)]
    page.unlink()
    assert ("stray", PREREQUISITES) in generate.differences(course, generate.build_all(course))


def test_the_page_of_prerequisites_shows_no_solution(course: Course) -> None:
    """It is searched for lines of solutions as all that students get."""
    solution = course.reference(NAME).read_text(encoding="utf-8").split("# BEGIN SOLUTION\n")[1]
    line = solution.split("\n")[0].replace("return", "")
    (course.solutions / PREREQUISITES).write_text(f"Try `{line.strip()}`.\n", encoding="utf-8")
    with pytest.raises(CourseError, match=rf"assignments/{PREREQUISITES} shows line"):
        generate.build_all(course)


def test_every_task_of_the_course_is_rated() -> None:
    """Each has its minutes and its difficulty, and at least three things in the course are for the quick."""
    loaded = [REAL.load(name) for name in REAL.names()]
    bare = [f"{one.name} {task.name}" for one in loaded for task in one.tasks if not (task.minutes and task.difficulty)]

    assert bare == []
    assert sum(len(one.starred) for one in loaded) >= 3


def test_the_refreshers_of_the_course_can_be_done_by_hand() -> None:
    """Each of the four has one question, and one answer, which is folded and comes after it."""
    text = (REAL.assignments / PREREQUISITES).read_text(encoding="utf-8")
    parts = text.split("\n## ")[1:]
    linked = re.findall(r"\]\(#([\w-]+)\)", text)

    assert len(parts) == 4
    assert linked == [part.split("\n")[0].lower().replace(" ", "-") for part in parts]
    for part in parts:
        question, answer = part.split("**Try it.**")
        assert "<details>" not in question
        assert answer.count("<summary>Answer</summary>") == 1
