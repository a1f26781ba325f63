"""Regions out, stubs in: what a student's copy keeps, what it loses, and what is refused."""

from __future__ import annotations

import textwrap

import pytest

from autograder.authoring.leaks import leaks, secrets
from autograder.course.make_stub import NOTEBOOK_LINE, stub_of_module, stub_of_script
from autograder.course.model import CourseError

MODULE = '''\
"""Slopes by hand."""

import numpy as np

# BEGIN SOLUTION
import math


def _helper(x):
    return math.fsum(x)


# END SOLUTION
# What follows is yours.


def slope(x, *, step: float = 1e-5) -> float:
    """The slope at x, a float.

    Raises ValueError for a step of 0.
    """
    # BEGIN SOLUTION
    if step == 0:
        raise ValueError("step is 0")
    total = _helper([x, step])
    # END SOLUTION

    # A comment that stays.
    offset = 1

    # BEGIN SOLUTION
    return total * offset
    # END SOLUTION


class Line:
    """A line y = a * x."""

    # BEGIN SOLUTION
    colour = "blue" + "ish"

    # END SOLUTION
    def __init__(self, a):
        # BEGIN SOLUTION
        self.a = a
        # END SOLUTION

    def at(self, x):
        """y at x."""
        # BEGIN SOLUTION
        return self.a * x
        # END SOLUTION


# BEGIN SOLUTION
UNUSED = slope(3) * 2
# END SOLUTION
'''

STUB = '''\
"""Slopes by hand."""

import numpy as np

# What follows is yours.


def slope(x, *, step: float = 1e-5) -> float:
    """The slope at x, a float.

    Raises ValueError for a step of 0.
    """
    raise NotImplementedError("slope is yours to write.")

    # A comment that stays.
    offset = 1


class Line:
    """A line y = a * x."""

    def __init__(self, a):
        raise NotImplementedError("Line.__init__ is yours to write.")

    def at(self, x):
        """y at x."""
        raise NotImplementedError("Line.at is yours to write.")
'''


def function(body: str, doc: str = '"""The slope."""') -> str:
    """A module of one function `slope` with the given body."""
    return f"def slope(x):\n{textwrap.indent(doc, '    ')}\n{textwrap.indent(textwrap.dedent(body), '    ')}"


GOOD = function("# BEGIN SOLUTION\nreturn x + 1\n# END SOLUTION\n")


def test_stub_is_exactly_what_lies_outside_of_the_regions() -> None:
    """Signatures, docstrings, imports and comments stay; each function's first region raises; no gap is left behind."""
    assert stub_of_module(MODULE, "m.py", ["slope", "Line"]) == STUB


def test_stub_of_a_stub_is_itself() -> None:
    """A text without regions comes out unchanged."""
    assert stub_of_module(STUB, "m.py", []) == STUB


def test_functions_of_one_name_are_each_stubbed() -> None:
    """A property and its setter share their name; neither becomes a function that silently does nothing."""
    body = '    """Doc."""\n    # BEGIN SOLUTION\n    self._a = 1 + 1\n    # END SOLUTION\n\n'
    cases = "".join(textwrap.indent(f"@{mark}\ndef a(self):\n{body}", "    ") for mark in ("property", "a.setter"))

    stub = stub_of_module(f'class Line:\n    """Doc."""\n\n{cases}', "m.py", ["Line"])

    assert stub.count('raise NotImplementedError("Line.a is yours to write.")') == 2


def test_a_class_inside_a_function_is_class_level() -> None:
    """A region belongs to the innermost definition around it, not to a function further out."""
    body = """\
    class Point:
        y = 2
        # BEGIN SOLUTION
        z = 3 * 3
        # END SOLUTION

    # BEGIN SOLUTION
    return Point.z
    # END SOLUTION
    """

    stub = stub_of_module(function(body), "m.py", ["slope"])

    assert stub.splitlines()[2:] == [
        "    class Point:",
        "        y = 2",
        "",
        '    raise NotImplementedError("slope is yours to write.")',
    ]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (function("# BEGIN SOLUTION\nreturn 1\n"), "m.py, line 3: BEGIN SOLUTION without an END SOLUTION after it."),
        (function("return 1\n# END SOLUTION\n"), "m.py, line 4: END SOLUTION without a BEGIN SOLUTION before it."),
        (
            function("# BEGIN SOLUTION\ny = 1\n# BEGIN SOLUTION\nreturn y\n# END SOLUTION\n"),
            "m.py, line 5: BEGIN SOLUTION inside the region that begins in line 3.",
        ),
        (
            function("# BEGIN SOLUTION\nreturn 1\n  # END SOLUTION\n"),
            "m.py, line 5: END SOLUTION is not indented like its BEGIN SOLUTION in line 3.",
        ),
        (
            function("  # BEGIN SOLUTION\nreturn 1\n  # END SOLUTION\n"),
            "m.py, line 4: not indented like the BEGIN SOLUTION in line 3.",
        ),
        (
            function("if x:\n    # BEGIN SOLUTION\n    y = 1\nreturn 1\n    # END SOLUTION\n"),
            "m.py, line 6: not indented like the BEGIN SOLUTION in line 4.",
        ),
        (
            function("# BEGIN SOLUTION\ny = [\n# END SOLUTION\n]\nreturn y\n"),
            "m.py, line 5: END SOLUTION inside a statement.",
        ),
        (
            function("# BEGIN SOLUTION\n# only a comment\n# END SOLUTION\nreturn 1\n"),
            "m.py, line 3: this solution region has no statement.",
        ),
        (
            function("### BEGIN SOLUTION\nreturn 1\n### END SOLUTION\n"),
            "m.py, line 3: a marker is `# BEGIN SOLUTION` or `# END SOLUTION` after spaces, nothing else.",
        ),
        (
            function("y = 1  # BEGIN SOLUTION\nreturn y\n"),
            "m.py, line 3: a marker is `# BEGIN SOLUTION` or `# END SOLUTION` after spaces, nothing else.",
        ),
        (
            function("# begin solution\nreturn 1\n# end solution\n"),
            "m.py, line 3: a marker is `# BEGIN SOLUTION` or `# END SOLUTION` after spaces, nothing else.",
        ),
        (function("return 1\n"), "m.py, line 1: slope is a task and has no solution region."),
        (
            function("# BEGIN SOLUTION\nreturn 1\n# END SOLUTION\n", doc="# no docstring"),
            "m.py, line 1: slope has no docstring.",
        ),
        (
            GOOD.replace("slope", "slant"),
            "The stub of m.py has no function or class slope, a task of assignment.toml.",
        ),
        (
            f"# BEGIN SOLUTION\n{GOOD.replace('    # BEGIN SOLUTION', '').replace('    # END SOLUTION', '')}"
            "\n# END SOLUTION\n",
            "The stub of m.py has no function or class slope, a task of assignment.toml.",
        ),
        (
            f"{GOOD}\n\ndef helper(x):\n    # BEGIN SOLUTION\n    return x\n    # END SOLUTION\n",
            "m.py, line 8: helper has no docstring.",
        ),
        (
            f"{GOOD}\n\nclass Empty:\n    # BEGIN SOLUTION\n    x = 1\n    # END SOLUTION\n",
            "the stub of m.py, line 6: this is not Python "
            "(expected an indented block after class definition on line 6).",
        ),
        ("def slope(x:\n", "m.py, line 1: this is not Python ('(' was never closed)."),
        ("x = '\0'\n", "m.py, line 1: this is not Python (source code string cannot contain null bytes)."),
    ],
)
def test_unclear_module_is_refused(text: str, message: str) -> None:
    """What is unclear is refused with one sentence that names file and line; nothing is guessed."""
    with pytest.raises(CourseError) as caught:
        stub_of_module(text, "m.py", ["slope"])

    assert message == str(caught.value)


SCRIPT = """\
# %% [markdown]
# # Title

# %%
import numpy as np
# %matplotlib inline

# %%
for step in range(3):
    print(step)
    # BEGIN SOLUTION
    total = step * 17
    # END SOLUTION
# BEGIN SOLUTION
answer = total / 3
# END SOLUTION
"""


def test_region_of_a_notebook_becomes_one_line() -> None:
    """Each region of a code cell becomes the one line that asks for code, at its indentation."""
    stripped = stub_of_script(SCRIPT, "n.py")

    assert stripped.splitlines()[8:] == [
        "for step in range(3):",
        "    print(step)",
        f"    {NOTEBOOK_LINE}",
        NOTEBOOK_LINE,
    ]
    assert stripped.splitlines()[:8] == SCRIPT.splitlines()[:8]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (
            "# %%\n# BEGIN SOLUTION\nx = 1\n\n# %%\ny = 1\n# END SOLUTION\n",
            "n.py, line 2: a solution region ends in the cell in which it begins.",
        ),
        (
            '# %% [markdown] question="text"\n# BEGIN SOLUTION\n"""Text."""\n# END SOLUTION\n',
            "n.py, line 2: a solution region belongs in a code cell, and this cell is text.",
        ),
        (
            "# %%\nfor x in y:\n    # BEGIN SOLUTION\n    z = x\n    # END SOLUTION\n",
            "n.py without its solutions, line 3: this is not Python "
            "(expected an indented block after 'for' statement on line 2).",
        ),
    ],
)
def test_unclear_script_is_refused(text: str, message: str) -> None:
    """A region stays in its code cell and leaves a cell that runs."""
    with pytest.raises(CourseError) as caught:
        stub_of_script(text, "n.py")

    assert message == str(caught.value)


def test_secrets_are_the_lines_that_say_something() -> None:
    """Short and generic lines, and lines that the source shows anyway, are no secret; a trailing comment counts too."""
    text = '''\
def slope(x):
    """Computes centred = x - mean first."""
    # BEGIN SOLUTION
    import numpy as np
    losses = []
    for _ in range(epochs):
        loss.backward()
    centred = x - mean
    y = x
    spread = (x - 3) ** 2  # the squared distance
    if losses:
        return losses
    return (spread + 1, x - mean)
    # END SOLUTION
'''

    found = [(secret.line, secret.text) for secret in secrets({"m.py": text})]

    assert found == [(10, "spread=(x-3)**2"), (10, "#thesquareddistance"), (13, "(spread+1,x-mean)")]


@pytest.mark.parametrize(
    ("path", "data"),
    [
        ("README.md", "Write `return   x+1` there."),
        ("test_public.py", "def test():\n\treturn x + 1\n"),
        ("a.ipynb", '{"cells": [{"source": ["y = 2\\n", "retu", "rn x \\u002b 1"]}]}'),
        ("a.ipynb", '{"cells": [{"source": "return x + 1"}]}'),
    ],
)
def test_a_line_of_a_solution_is_found(path: str, data: str) -> None:
    """A solution's line is found whatever its spacing, inside a longer line, and in a notebook's decoded cells."""
    assert leaks({"m.py": GOOD}, {path: data.encode()}) == [f"{path} shows line 4 of m.py, which is part of a solution"]


def test_innocent_files_do_not_leak() -> None:
    """The stub itself, a line cut in two and bytes that are no text are no leak."""
    stub = stub_of_module(GOOD, "m.py", ["slope"])

    assert leaks({"m.py": GOOD}, {"m.py": stub.encode(), "a.md": b"return x\n+ 1", "b.bin": b"\xff\xfe"}) == []
