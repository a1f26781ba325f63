"""The digest of an assignment changes with what its marks and texts depend on, and with nothing else."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

import autograder
from autograder.course.model import Course, CourseError
from autograder.grading import environment
from autograder.grading.environment import course_hash

NAME = "a3_linear_regression"
COURSE = Course.find(Path(__file__))


@pytest.fixture
def course(tmp_path) -> Course:
    """A copy of the course's solutions."""
    shutil.copytree(COURSE.solutions, tmp_path / "solutions", ignore=shutil.ignore_patterns("variants"))
    return Course(tmp_path)


def digest(course: Course, name: str = NAME) -> str:
    return course_hash(course, course.load(name))


def add(path: Path, text: str = "# another\n") -> None:
    with path.open("a", encoding="utf-8") as file:
        file.write(text)


@pytest.mark.parametrize(
    "path",
    [
        f"{NAME}/linear_regression.py",
        f"{NAME}/examples.py",
        f"{NAME}/hidden/test_hidden.py",
        f"{NAME}/hidden/inputs.py",
        "shared/linear_model.py",
        "shared/factors.py",
        "shared/crops.py",
    ],
)
def test_what_marks_depend_on_changes_the_digest(course, path):
    """The description, the reference, the examples, the cases and what they import, also by way of another file."""
    before = digest(course)
    add(course.solutions / path)

    assert digest(course) != before


@pytest.mark.parametrize(
    "path",
    [
        "a8_autograd_engine/hidden/test_hidden.py",
        "a8_autograd_engine/hidden/graphs.py",
        "a1_one_weight/assignment.toml",
        f"{NAME}/README.md",
        f"{NAME}/notebook.py",
        f"{NAME}/hidden/unused.py",
        f"{NAME}/notes.txt",
        "shared/unused.py",
        "shared/iris.csv",
    ],
)
def test_what_no_mark_depends_on_leaves_it(course, path):
    """Another assignment, the guide, a new file beside the cases, and a shared module that they do not import."""
    before = digest(course)
    add(course.solutions / path, "\n# another\n" if path.endswith((".py", ".toml", ".md")) else "x\n")

    assert digest(course) == before


def test_points_change_the_digest_and_a_model_answer_does_not(course):
    """A person reads the answers, and a page draws the graphs: neither makes the class's marks old."""
    before = digest(course)
    toml = course.folder(NAME) / "assignment.toml"
    text = toml.read_text()
    better = text.replace("answer = '''", "answer = '''\nAnother answer.", 1)
    graph = '[[graphs]]\ntask = "forward"\nnodes = [{ name = "x" }, { name = "y", value = "x" }]\n\n[[tasks]]'
    toml.write_text(better.replace("[[tasks]]", graph, 1))
    assert better != text
    assert digest(course) == before

    toml.write_text(text.replace("\npoints = 3\n", "\npoints = 3.5\n", 1))
    assert digest(course) != before


def test_how_an_example_is_called_changes_the_digest(course):
    """The grader calls a submission on an example by the functions of example_calls.py."""
    before = digest(course, "a8_autograd_engine")
    add(course.folder("a8_autograd_engine") / "example_calls.py")

    assert digest(course, "a8_autograd_engine") != before


def test_the_words_for_a_mistake_of_its_own_change_the_digest(course):
    """A sentence that its records may hold counts; that of a mistake which its cases do not name does not."""
    before = digest(course)
    words = course.solutions / "mistakes.md"
    add(words, "\n## of-nobody\n> {It} is of no assignment.\n")
    assert digest(course) == before

    add(course.folder(NAME) / "mistakes.md", "\n## dropped-two\n> In {it} a 2 is missing, said otherwise.\n")
    assert digest(course) != before


def test_a_tolerance_of_the_comparison_changes_every_digest(tmp_path, monkeypatch):
    """The engine's comparison, naming and marking belong to every assignment."""
    before = {name: digest(COURSE, name) for name in COURSE.names()}
    package = tmp_path / "autograder"
    shutil.copytree(Path(autograder.__file__).parent, package, ignore=shutil.ignore_patterns("__pycache__"))
    monkeypatch.setattr(environment.autograder, "__file__", str(package / "__init__.py"))
    assert {name: digest(COURSE, name) for name in COURSE.names()} == before
    (package / "cli" / "grade.py").write_text("# another\n")
    assert {name: digest(COURSE, name) for name in COURSE.names()} == before
    for file, words, other in (
        ("gradcheck.py", "RTOL = 1e-7", "RTOL = 1e-5"),
        ("explain.py", "0.01 * np.linalg.norm", "0.02 * np.linalg.norm"),
    ):
        path = package / "handout" / file
        text = path.read_text()
        assert words in text
        path.write_text(text.replace(words, other))

        after = {name: digest(COURSE, name) for name in COURSE.names()}
        assert all(after[name] != before[name] for name in COURSE.names())
        before = after


def test_every_listed_part_of_the_engine_is_there():
    """A module that got another name would else drop out of all digests, and nobody would notice."""
    package = Path(autograder.__file__).parent

    assert [pattern for pattern in environment._JUDGING if not any(package.glob(pattern))] == []


def test_a_copy_elsewhere_has_the_same_digest(course):
    """It depends on no path of the machine."""
    assert {name: digest(course, name) for name in course.names()} == {
        name: digest(COURSE, name) for name in COURSE.names()
    }


def test_cases_that_cannot_be_read_are_one_sentence(course):
    """A syntax error in a file that the cases import is the course's fault, and is named."""
    add(course.folder(NAME) / "hidden" / "inputs.py", "def (:\n")

    with pytest.raises(CourseError, match=r"hidden/inputs\.py cannot be read"):
        digest(course)
