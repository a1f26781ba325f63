"""Variants as cells: what a head says, that a name cannot say anything else, and what is told of a broken cell."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from autograder.authoring.start import start
from autograder.course.model import Course, CourseError
from autograder.course.variants import Variant, find_variant, variants

COURSE = Course.find(Path(__file__))
NAME = "a9_mean_error"
CODE = "def gradient(X, y_hat, y):\n    return X.T @ (y_hat - y)\n"
GOOD = f"# %% wrong dropped-two\n# The 2 is missing.\n{CODE}"


@pytest.fixture
def course(tmp_path) -> Course:
    """A course of its own with one new assignment, whose variants are one cell."""
    (tmp_path / "solutions" / "shared").mkdir(parents=True)
    made = Course(tmp_path)
    start(made, NAME)
    for path in (made.folder(NAME) / "variants").iterdir():
        path.unlink()
    write(made, GOOD)
    return made


def write(course: Course, text: str, file: str = "gradient.py") -> Path:
    path = course.folder(NAME) / "variants" / file
    path.write_text(text, encoding="utf-8")
    return path


def only(course: Course) -> Variant:
    (one,) = variants(course, NAME)
    return one


@pytest.mark.parametrize("name", COURSE.names())
def test_every_name_is_derived_from_its_head(name):
    """Each head of each file is a variant: a right one has its style as name; a wrong one task, mistake and word."""
    right, wrong = [], []
    for path in sorted((COURSE.folder(name) / "variants").glob("*.py")):
        for kind, words in re.findall(r"^#\s*%%\s*(\w+) (.+)$", path.read_text(), re.MULTILINE):
            (right if kind == "right" else wrong).append(
                "-".join([*([] if kind == "right" else [path.stem]), *words.split()])
            )
    found = variants(COURSE, name)

    assert [one.name for one in found] == [*right, *wrong]
    assert [one.right for one in found] == [True] * len(right) + [False] * len(wrong)
    for one in found[len(right) :]:
        assert f"{one.name}-".startswith(f"{one.tasks[0][0]}-{one.mistake or 'none'}-")


@pytest.mark.parametrize("name", COURSE.names())
def test_where_a_variant_stands(name):
    """File and line of a variant are those of its head."""
    for one in variants(COURSE, name):
        file, _, line = one.where.partition(":")
        head = (COURSE.folder(name) / file).read_text().splitlines()[int(line) - 1]

        assert head.startswith("# %% right " if one.right else f"# %% wrong {one.mistake or 'none'}")


@pytest.mark.parametrize(
    ("head", "name", "mistake"),
    [
        ("wrong dropped-two", "gradient-dropped-two", "dropped-two"),
        ("wrong dropped-two einsum", "gradient-dropped-two-einsum", "dropped-two"),
        (
            "wrong sign-flipped+dropped-two in_place",
            "gradient-sign-flipped+dropped-two-in_place",
            "sign-flipped+dropped-two",
        ),
        ("wrong none", "gradient-none", None),
        ("wrong none off-by-one", "gradient-none-off-by-one", None),
        ("right loops", "loops", None),
        ("right in_place", "in_place", None),
    ],
)
def test_a_head_gives_name_and_mistake(course, head, name, mistake):
    """The mistake stands in the head alone, and the name is made of it."""
    write(course, f"# %% {head}\n# What it is.\n{CODE}")
    one = only(course)

    assert (one.name, one.mistake, one.right, one.says) == (name, mistake, head.startswith("right"), "What it is.")


@pytest.mark.parametrize(
    ("line", "loses", "tasks"),
    [
        ("", "core", (("gradient", ""),)),
        ("# loses: edges", "edges", (("gradient", ""),)),
        ("# loses: nothing", "nothing", (("gradient", ""),)),
        ("# loses: gradient", "core", (("gradient", ""),)),
        ("# loses: gradient, forward", "core", (("gradient", ""), ("forward", ""))),
        ("# loses: gradient:the bias,forward", "core", (("gradient", "the bias"), ("forward", ""))),
        ("# loses: edges of gradient:dw", "edges", (("gradient", "dw"),)),
        ("# loses: edges of gradient, forward", "edges", (("gradient", ""), ("forward", ""))),
    ],
)
@pytest.mark.parametrize("below", [True, False])
def test_what_a_variant_loses(course, line, loses, tasks, below):
    """The core of the file's task where no line says so; the line may stand above or below the others."""
    lines = ["# The 2", "# is missing.", line] if below else [line, "# The 2", "# is missing."]
    write(course, "\n".join(["# %% wrong dropped-two", *filter(None, lines), CODE]))
    one = only(course)

    assert (one.loses, one.tasks, one.says) == (loses, tasks, "The 2 is missing.")


@pytest.mark.parametrize("between", ["", "\n", "\n\n", "\n# Below an empty line a comment is code.\n"])
def test_the_code_of_a_cell_is_put_below_the_reference(course, between):
    """What is graded is the reference and the code of one cell; a style and a mistake may have the same name."""
    code = f"import math\n\n\n{CODE}"
    write(
        course,
        f"\n{GOOD}\n\n# %% wrong doubled\n# Twice.\n{between}{code}\n\n# %% right gradient-doubled\n# Mine.\n{CODE}",
    )
    reference = course.reference(NAME).read_text()
    style, first, second = variants(course, NAME)

    assert [one.name for one in (style, first, second)] == [
        "gradient-doubled",
        "gradient-dropped-two",
        "gradient-doubled",
    ]
    assert first.source == style.source == f"{reference}\n\n{CODE}"
    assert second.source == f"{reference}\n\n{between.lstrip()}{code}"
    assert find_variant(course, NAME, "wrong", "gradient-doubled") == second
    assert find_variant(course, NAME, "right", "gradient-doubled") == style


BROKEN = {
    "no kind": ("# %%\n# Why.\n{code}", 1, "should read `# %% right STYLE`"),
    "another kind": ("# %% odd dropped-two\n# Why.\n{code}", 1, "should read"),
    "a cell of text": ("# %% [markdown]\n# Why.\n{code}", 1, "should read"),
    "wrong without a mistake": ("# %% wrong\n# Why.\n{code}", 1, "should read"),
    "wrong with a space for a mistake": ("# %% wrong \n# Why.\n{code}", 1, "should read"),
    "right without a style": ("# %% right\n# Why.\n{code}", 1, "should read"),
    "a word too many": ("# %% wrong dropped-two in place\n# Why.\n{code}", 1, "should read"),
    "a style of two words": ("# %% right in place\n# Why.\n{code}", 1, "should read"),
    "a head in another spelling": ("#%% wrong dropped-two\n# Why.\n{code}", 1, "should read"),
    "no comment": ("# %% wrong dropped-two\n{code}", 1, "needs a comment line below it"),
    "an empty comment": ("# %% right loops\n#\n{code}", 1, "needs a comment line below it"),
    "a comment that is only what is lost": ("# %% wrong doubled\n# loses: edges\n{code}", 1, "needs a comment line"),
    "a comment below an empty line": ("# %% wrong doubled\n\n# Why.\n{code}", 1, "needs a comment line"),
    "no code": ("# %% wrong dropped-two\n# Why.\n", 1, "has no code below it"),
    "no code before the next": ("# %% right loops\n# Why.\n\n\n# %% right mine\n# Why.\n{code}", 1, "has no code"),
    "a comment for code": ("# %% wrong dropped-two\n# Why.\n\n# def gradient(): ...\n", 1, "has no code"),
    "spaces for code": ("# %% wrong dropped-two\n# Why.\n   \n", 1, "has no code"),
    "two lines of what is lost": ("# %% wrong doubled\n# Why.\n# loses: edges\n#loses: edges\n{code}", 1, "too many"),
    "a right one that loses": ("# %% right loops\n# Why.\n# loses: nothing\n{code}", 1, "too many"),
    "an unknown task": (
        "# %% wrong doubled\n# Why.\n# loses: gradient, train\n{code}",
        1,
        "loses 'train', which is no",
    ),
    "an unknown word": (
        "# %% wrong doubled\n# Why.\n# loses: edge\n{code}",
        1,
        "loses 'edge', which is not a task; the tasks are forward, gradient. The line may also say edges, nothing,",
    ),
    "edges of nothing": ("# %% wrong doubled\n# Why.\n# loses: edges of\n{code}", 1, "loses 'edges of', which is no"),
    "an empty list": (
        "# %% wrong doubled\n# Why.\n# loses:\n{code}",
        1,
        "loses '', which is not a task; the tasks are forw",
    ),
    "an empty place": ("# %% wrong doubled\n# Why.\n# loses: gradient,\n{code}", 1, "loses '', which is not a task"),
    "another task first": ("# %% wrong doubled\n# Why.\n# loses: forward, gradient\n{code}", 1, "variants/forward.py"),
    "text above the first cell": ("import math\n{good}", 1, "belongs to no cell"),
    "a comment above the first cell": ("\n# TASK: gradient\n{good}", 2, "belongs to no cell"),
    "no cell": ("\n\n{code}", 3, "belongs to no cell"),
    "two of a name": (
        "{good}\n\n{good}",
        7,
        "is called gradient-dropped-two, but variants/gradient.py:1 already has this name; rename one of them",
    ),
    "two styles of a name": (
        "# %% right a\n# A.\n{code}\n# %% right a\n# B.\n{code}",
        6,
        "but variants/gradient.py:1 already has this name; rename one of them",
    ),
    "no Python": (
        "{good}\n# %% wrong doubled\n# Twice.\ndef gradient(:\n    pass\n",
        8,
        "is not Python: invalid syntax",
    ),
    "a style of nothing": ("# %% right loops\n# Why.\ndef slope(X, y_hat, y): ...\n", 1, "defines no function of the"),
    "a word that makes another's name": (
        "{good}\n# %% wrong dropped two\n# W.\n{code}",
        6,
        "is called gradient-dropped-two",
    ),
}


@pytest.mark.parametrize(("text", "line", "reason"), BROKEN.values(), ids=BROKEN)
def test_a_broken_cell_is_told_with_file_and_line(course, text, line, reason):
    """Each way in which a cell can be broken is one sentence that begins with its place."""
    write(course, text.format(code=CODE, good=GOOD))
    with pytest.raises(CourseError) as caught:
        variants(course, NAME)

    assert str(caught.value).startswith(f"solutions/{NAME}/variants/gradient.py:{line} ")
    assert reason in str(caught.value)
    assert str(caught.value).endswith(".")


@pytest.mark.parametrize("file", ["train.py", "Gradient.py", "gradient-dropped-two.py"])
def test_a_file_is_called_after_a_task(course, file):
    """A file of another name is told, with the tasks that there are."""
    write(course, GOOD, file)
    with pytest.raises(
        CourseError, match=rf"variants/{file} is not named after a task of {NAME}; the tasks are forward, gr"
    ):
        variants(course, NAME)


def test_two_files_have_no_style_of_the_same_name(course):
    """A style is found by its name alone, wherever it stands."""
    for file in ("forward.py", "gradient.py"):
        write(course, f"# %% right loops\n# Mine.\n{CODE}", file)
    with pytest.raises(
        CourseError, match=r"gradient\.py:1 is called loops, but variants/forward.py:1 already has .* rename one of"
    ):
        variants(course, NAME)


@pytest.mark.parametrize("data", [b"# %% wrong dropped-two\n# \xff\n", b"\x80", "# %% right \u00e9".encode("latin-1")])
def test_a_file_that_is_no_text_is_told(course, data):
    """Bytes that are not UTF-8 are a sentence."""
    write(course, "").write_bytes(data)
    with pytest.raises(CourseError, match=r"gradient\.py is not UTF-8 text"):
        variants(course, NAME)


@pytest.mark.parametrize(("kind", "which"), [("wrong", "loops"), ("right", "gradient-dropped-two"), ("wrong", "")])
def test_a_variant_that_is_not_there(course, kind, which):
    """Who asks for another kind or name is told so."""
    with pytest.raises(CourseError, match=f"{NAME} has no {kind} variant {which}"):
        find_variant(course, NAME, kind, which)


@pytest.mark.parametrize("file", ["gradient.txt", "gradients.py", "old/gradient.py", "_gradient.py"])
def test_a_stray_file_is_told(course, file):
    """What is not named after a task is no variant, and nobody overlooks it; caches and hidden files are left alone."""
    for cache in ("__pycache__", ".ipynb_checkpoints"):
        (course.folder(NAME) / "variants" / cache).mkdir()
    assert [one.name for one in variants(course, NAME)] == ["gradient-dropped-two"]
    (course.folder(NAME) / "variants" / file).parent.mkdir(exist_ok=True)
    write(course, GOOD, file)

    with pytest.raises(CourseError, match=f"variants/{file.partition('/')[0]} is not named after a task"):
        variants(course, NAME)
