"""The module among a student's files: renamed, deeper, in an archive, in a notebook; helpers; what was there if not."""

from __future__ import annotations

import io
import json
import os
import zipfile
from pathlib import Path

import pytest

from autograder.results.feedback import feedback_html, feedback_markdown
from autograder.submissions import notebook
from autograder.submissions.discover import read_folder, read_one
from autograder.submissions.module import is_called
from autograder.submissions.reading import Submission

MODULE = "linear_regression.py"
TASKS = ("forward", "loss", "grad_W")
WORK = b"""import numpy as np


def forward():
    return 1


def loss():
    return 2


def grad_W():
    return 3
"""
OTHER = WORK.replace(b"3", b"4")


def zipped(**members: bytes) -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as archive:
        for name, data in members.items():
            archive.writestr(name.replace("__", "/").replace("_dot_", "."), data)
    return held.getvalue()


def cells(*sources: str, kind: str = "code") -> bytes:
    """A notebook with these code cells."""
    book = {"cells": [{"cell_type": kind, "source": source.splitlines(True)} for source in sources], "nbformat": 4}
    return json.dumps({"metadata": {}, **book}).encode()


def read(folder: Path, files: dict[str, bytes]) -> Submission:
    for name, data in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(data)
    return read_folder("ada", folder, MODULE, TASKS)


@pytest.mark.parametrize(
    "name",
    [
        "linear_regression (1).py",
        "linear_regression(2).py",
        "linear_regression-1.py",
        "linear_regression-12.py",
        "linear_regression.py.txt",
        "linear_regression.txt",
        "linear-regression.py",
        "linear regression.py",
        "Linear_Regression.PY",
        "LinearRegression.py",
        "linear_regression - Copy.py",
        "linear_regression - Copy (2).py",
        "linear_regression copy 3.py",
        "Copy of linear_regression.py",
        "linear_regression - Kopie.py",
        "linear_regression_1.py",
        "linear_regression.py-1.txt",
        "linear%20regression.py",
        "linear_regression.py.download",
        "linear_regression (Ada's conflicted copy 2026-10-01).py",
        "linear_regression (1)-1.py",
        "linear_regression.pyw",
        "ｌinear_regression.py",
    ],
)
def test_a_renamed_module_is_found_flagged_and_told(tmp_path, name):
    """The name as browsers, an LMS, Windows, macOS and people change it: the bytes are graded, and it is said."""
    found = read(tmp_path, {name: WORK, "notes.txt": b"hello"})

    assert found.files == {MODULE: WORK}
    assert found.file == name
    assert found.notes == [f"`{name}` was graded as `{MODULE}`."]


@pytest.mark.parametrize(
    "name", ["linear.py", "linear_regression2x.py", "regression.py", "linear_regression_tests.py", "x" * 5000]
)
def test_another_name_is_another_name(name):
    """A name that programs do not make of the module's is not taken for it."""
    assert not is_called(name, MODULE)


def test_a_module_whose_name_ends_in_a_number_keeps_it():
    """part_2.py is not a copy of part.py's module, and part_2-1.py is one of part_2.py."""
    assert is_called("part_2-1.py", "part_2.py")
    assert is_called("part_2 (3).py", "part_2.py")
    assert not is_called("part_3.py", "part_2.py")


@pytest.mark.parametrize(
    ("files", "where"),
    [
        ({f"homework/final/{MODULE}": WORK}, f"homework/final/{MODULE}"),
        ({f"a3/{MODULE}": WORK, "a3/.ipynb_checkpoints/linear_regression-checkpoint.py": OTHER}, f"a3/{MODULE}"),
        ({f"a3/{MODULE}": WORK, f"__MACOSX/a3/._{MODULE}": b"\0\5\26\7"}, f"a3/{MODULE}"),
        ({f"a3/{MODULE}": WORK, f".venv/lib/{MODULE}": OTHER}, f"a3/{MODULE}"),
        ({"a3.zip": zipped(linear_regression_dot_py=WORK)}, f"a3.zip/{MODULE}"),
        ({"a3.zip": zipped(a3__linear_regression_dot_py=WORK)}, f"a3.zip/a3/{MODULE}"),
        ({"deep/a3.zip": zipped(linear_regression_dot_py=WORK)}, f"deep/a3.zip/{MODULE}"),
        ({f"{MODULE}/{MODULE}": WORK}, f"{MODULE}/{MODULE}"),
        ({f"x/{MODULE}": WORK, "a3.zip": b"broken"}, f"x/{MODULE}"),
        ({"my solution.py": WORK, "plots.py": b"def plot(): ...\n"}, "my solution.py"),
        ({"hw3_ada.py": WORK, "test_public.py": WORK}, "hw3_ada.py"),
        ({"work.zip": zipped(hw_dot_py=WORK)}, "work.zip/hw.py"),
        ({f"one/{MODULE}": WORK, f"two/{MODULE}": WORK}, f"one/{MODULE}"),
    ],
)
def test_what_a_person_would_find_is_found(tmp_path, files, where):
    """A folder deeper, in an archive, under another name: the only file that it can be, or several with equal bytes."""
    found = read(tmp_path, files)

    assert found.files.get(MODULE) == WORK, found.problem
    assert found.file == where
    assert found.notes == [f"`{where}` was graded as `{MODULE}`."]


def test_its_own_name_in_its_own_place_comes_first(tmp_path):
    """Other files that could be the module do not count; they are named if they differ, and if it does not use them."""
    files = {
        "linear_regression (1).py": OTHER,
        f"old/{MODULE}": OTHER,
        "linear_regression-1.py": b"from mine import *\n",
        "a3.ipynb": cells(WORK.decode()),
        "mine.py": OTHER,
        "copy.txt": OTHER,
    }
    found = read(tmp_path, {MODULE: b"from mine import *\n", **files})

    assert (found.files, found.file) == ({MODULE: b"from mine import *\n", "mine.py": OTHER}, "")
    assert found.notes == ["`a3.ipynb` was handed in, too, and was not graded."]

    other = read(tmp_path, {MODULE: WORK + b"\n", "mine.py": b"x = 1\n"})
    assert other.notes == [
        f"`{name}` was handed in, too, and was not graded."
        for name in ("linear_regression (1).py", "linear_regression-1.py", f"old/{MODULE}", "a3.ipynb")
    ]

    (tmp_path / "packed").mkdir()
    packed = read(tmp_path / "packed", {MODULE: OTHER, "hw.zip": zipped(**{MODULE: WORK})})
    assert (packed.files[MODULE], packed.notes) == (
        OTHER,
        [f"`hw.zip/{MODULE}` was handed in, too, and was not graded."],
    )


@pytest.mark.parametrize(
    "files",
    [
        {"linear_regression (1).py": WORK, "linear_regression (2).py": OTHER},
        {f"draft/{MODULE}": WORK, f"final/{MODULE}": OTHER},
        {"a.zip": zipped(linear_regression_dot_py=WORK), "b.zip": zipped(linear_regression_dot_py=OTHER)},
        {"one.py": WORK, "two.py": OTHER},
        {"one.ipynb": cells(WORK.decode()), "two.ipynb": cells(OTHER.decode())},
    ],
)
def test_of_several_candidates_nobody_guesses(tmp_path, files):
    """Files that differ and could each be the module: all are named, none is graded."""
    found = read(tmp_path, files)

    assert found.files == {}
    assert not found.missing
    assert "could be any of 2 files" in found.problem
    assert all(name.split("/")[0] in found.problem for name in files)
    assert found.problem.endswith(f"None of them was graded. Hand in only the file that is right, as `{MODULE}`.")


def test_many_candidates_are_counted_as_they_differ(tmp_path):
    """Copies of one file count once; of many files the first eight are named, and how many more there are."""
    files = {f"linear_regression ({n}).py": WORK + b"#" * n for n in range(10)}
    found = read(tmp_path, files | {"linear_regression-1.py": WORK})
    named = [f"`{name}`" for name in sorted(files)[:8]]

    assert f"any of 10 files: {', '.join(named)} and 2 more. None of them" in found.problem


@pytest.mark.parametrize("empty", [b"", b"\xef\xbb\xbf", b" \n\t\r\n"])
def test_an_empty_file_is_no_work(tmp_path, empty):
    """A module without text is not graded as 0 without a word; a copy that has the work is found beside it."""
    alone = read(tmp_path, {MODULE: empty})
    assert (alone.files, alone.missing, alone.problem) == ({}, False, f"{MODULE} is empty: your work is not in it.")

    beside = read(tmp_path, {MODULE: empty, "linear_regression (1).py": WORK})
    assert beside.files == {MODULE: WORK}
    assert beside.notes == [f"`linear_regression (1).py` was graded as `{MODULE}`."]


@pytest.mark.parametrize(
    ("source", "told"),
    [
        (b"# later\n", True),
        (b"def other(x):\n    return x\n", True),
        (b"from mine import *\n", False),
        (b"import mine\nforward = mine.forward\n", False),
        (WORK, False),
    ],
)
def test_a_file_of_something_else_is_told(tmp_path, source, told):
    """A module that mentions nothing of what the tasks ask for has a sentence for the student and the instructor."""
    note = f"`{MODULE}` has none of the functions that this assignment asks for."

    assert (note in read(tmp_path, {MODULE: source}).notes) is told


@pytest.mark.parametrize(
    ("files", "named"),
    [
        ({"report.pdf": b"%PDF", "data.csv": b"1"}, ["data.csv", "report.pdf"]),
        ({"helper.py": b"x = 1\n"}, ["helper.py"]),
        ({"a3.ipynb": cells("print(1)")}, ["a3.ipynb"]),
        ({"sub/x.txt": b"", "gradcheck.py": b"", "timestamp.txt": b"2026-10-01 12:00:00 UTC"}, ["sub/x.txt"]),
        ({f"f{n}.txt": b"" for n in range(20)}, [*sorted(f"f{n}.txt" for n in range(20))[:8], "12 more files"]),
    ],
)
def test_what_was_there_is_named(tmp_path, files, named):
    """Without a candidate the sentence and the record name what was handed in instead."""
    found = read(tmp_path, files)

    assert found.missing
    assert found.found == named
    assert all(f"`{name}`" in found.problem for name in named if name != "12 more files")
    assert found.problem.replace("`", "").startswith(
        f"{MODULE} was not handed in. These files were found: {', '.join(named)}."
    )


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (b"<!DOCTYPE html>\n<html><body>404</body></html>", "a web page (HTML)"),
        (b"\xef\xbb\xbf\n<HTML>", "a web page (HTML)"),
        (b"{\\rtf1\\ansi import numpy}", "an RTF document"),
        (b"%PDF-1.7\n%\xe2\xe3", "a PDF document"),
        (b"PK\3\4word/document.xml", "an archive (zip) or a Word document"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1", "a Word document"),
        (b"\x89PNG\r\n\x1a\n", "a picture"),
        (b"\xa7\r\r\n\0\0\0\0", "a file that Python compiled"),
        (b"\0\5\26\7\0\2", "a file of macOS"),
        (b"Rar!\x1a\7", "an archive (RAR)"),
    ],
)
def test_a_file_of_another_kind_is_named_as_what_it_is(tmp_path, data, kind):
    """Under the module's name, and under one like it."""
    assert read(tmp_path / "own", {MODULE: data}).problem.startswith(f"{MODULE} is {kind}")
    assert f" is {kind}" in read(tmp_path / "like", {"linear_regression-1.py": data}).problem


@pytest.mark.parametrize(
    ("source", "files", "taken"),
    [
        (b"from my_helpers import x\n", {"my_helpers-1.py": b"x = 1\n"}, {"my_helpers.py": "my_helpers-1.py"}),
        (b"import my_helpers\n", {"My_Helpers.py": b"x = 1\n"}, {"my_helpers.py": "My_Helpers.py"}),
        (b"import os, tools as t\n", {"tools (2).py": b"x = 1\n"}, {"tools.py": "tools (2).py"}),
        (b"def f():\n    from tools import x\n", {"tools.py.txt": b"x = 1\n"}, {"tools.py": "tools.py.txt"}),
        (b"import tools\n", {"tools.py": b"x = 1\n", "tools-1.py": b"x = 2\n"}, {"tools.py": ""}),
        (b"import tools\n", {"tools-1.py": b"x = 1\n", "tools-2.py": b"x = 2\n"}, {}),
    ],
)
def test_helpers_are_renamed_with_the_module(tmp_path, source, files, taken):
    """A helper that the module imports is taken under the name that is imported, if exactly one file can be meant."""
    found = read(tmp_path, {"linear_regression-1.py": source + WORK, **files})

    assert set(found.files) == {MODULE, *taken}
    assert found.notes[1:] == [f"`{was}` was taken as `{name}`." for name, was in taken.items() if was]


def test_helpers_lie_beside_the_module(tmp_path):
    """In a folder or an archive the helpers come from there, not from elsewhere."""
    inner = zipped(a3__linear_regression_dot_py=b"import tools\n" + WORK, a3__tools_dot_py=b"x = 1\n")
    found = read(tmp_path, {"a3.zip": inner, "tools.py": b"x = 2\n"})

    assert found.files["tools.py"] == b"x = 1\n"


def test_a_hard_linked_or_linked_file_is_no_candidate(tmp_path):
    """Links are not followed under another name either."""
    (tmp_path / "elsewhere").write_bytes(WORK)
    folder = tmp_path / "ada"
    folder.mkdir()
    os.link(tmp_path / "elsewhere", folder / "linear_regression (1).py")
    (folder / "linear_regression (2).py").symlink_to(tmp_path / "elsewhere")
    found = read_folder("ada", folder, MODULE, TASKS)

    assert found.files == {}
    assert "hard link" in found.problem
    assert "it is a link" in found.problem


NOTEBOOK = (
    "import numpy as np\n%matplotlib inline",
    "# first task\nSCALE = 1e-3  # a constant\nshape = (2, 3)\nx = np.ones(3)\n\n\ndef forward():\n"
    '    """Doc\nwith a line that is not indented\n"""\n    return [\n1,\n]\n\n\nprint(forward())',
    "!pip install numpy",
    "%%time\n@staticmethod\ndef loss():\n    if True:\n        return 2\n    else:\n        return 3\nloss()",
    "%%bash\ndef forward(): echo",
    "class Helper:\n    def run(self):\n        %timeit 1\n        return 1",
    "grad_W = lambda X: X\nfor i in range(3):\n    print(i)",
)


def test_a_notebook_becomes_its_definitions_in_order(tmp_path):
    """Imports, functions, classes and plain constants stay, in order; calls, loops, prints and commands do not."""
    found = read(tmp_path, {"a3.ipynb": cells(*NOTEBOOK), "data.csv": b"1"})
    text = found.files[MODULE].decode()
    compiled = compile(text, MODULE, "exec")

    assert [line for line in text.splitlines() if line[:1].strip() and line[0] not in "#)]}"] == [
        "import numpy as np",
        "SCALE = 1e-3  # a constant",
        "shape = (2, 3)",
        "def forward():",
        "with a line that is not indented",
        '"""',
        "1,",
        "@staticmethod",
        "def loss():",
        "class Helper:",
        "grad_W = lambda X: X",
    ]
    assert compiled is not None
    assert found.file == "a3.ipynb"
    assert found.notes == [
        "Of the notebook `a3.ipynb`, its imports, functions, classes and constants were graded.",
        "5 notebook commands were left out.",
        "4 other statements were left out.",
    ]


@pytest.mark.parametrize(
    "files",
    [
        {"a3.ipynb": cells(WORK.decode())},
        {MODULE: cells(WORK.decode())},
        {"deep/a3.ipynb": cells(WORK.decode())},
        {"a3.zip": zipped(a3_dot_ipynb=cells(WORK.decode()))},
        {"a3.ipynb": cells("def forward(): ...", "def loss(): ..."), "a3 (1).ipynb": cells("print(1)")},
        {
            "a3.ipynb": json.dumps(
                {
                    "nbformat": 3,
                    "cells": [],
                    "worksheets": [{"cells": [{"cell_type": "code", "input": WORK.decode()}]}],
                }
            ).encode()
        },
    ],
)
def test_a_notebook_is_taken_where_there_is_no_module(tmp_path, files):
    """Under its own name, the module's, in a folder or an archive, of format 3 or 4: if it defines the tasks."""
    found = read(tmp_path, files)

    assert b"def forward" in found.files[MODULE], found.problem
    assert "notebook" in found.notes[0]


def test_a_notebook_beside_the_module_does_not_count(tmp_path):
    """The module is what is asked for."""
    assert read(tmp_path, {MODULE: WORK, "a3.ipynb": cells(OTHER.decode())}).files == {MODULE: WORK}
    assert read(tmp_path, {MODULE: WORK, "a3.ipynb": cells("print(1)")}).notes == []


def test_damaged_notebooks_are_named(tmp_path):
    """What is not JSON, or nests without end, is one sentence."""
    for number, data in enumerate((b'{"cells": [' + b"[" * 100_000 + b'"nbformat": def forward(', b'{"nbformat"')):
        found = read(tmp_path / str(number), {"a3.ipynb": data})
        assert (found.missing, found.found) == (True, ["a3.ipynb"])


EXPORTS = {
    "nbconvert": 'get_ipython().run_line_magic("matplotlib", "inline")',
    "colab": "!pip install numpy  # it's (open",
    "percent": "%matplotlib inline",
    "display": "display(forward())",
    "assigned": "files = !ls",
    "assigned call": "out = get_ipython().getoutput('ls')",
    "import": "from IPython.display import HTML, display as show",
    "help": "np.sum?",
    "several lines": "display(\n    forward(),\n    loss(),\n)",
    "cell": "%%time",
}


@pytest.mark.parametrize("name", EXPORTS)
def test_notebook_commands_in_an_exported_file_are_left_out(tmp_path, name):
    """The line becomes `pass`, all others stay with their numbers, and the student is told the number of the line."""
    command = EXPORTS[name]
    source = WORK.decode().replace("\n\n\n", f"\n{command}\n\n", 1)
    found = read(tmp_path, {MODULE: source.encode()})
    lines = command.count("\n") + 1

    expected = WORK.decode().replace("\n\n\n", "\npass\n" + "\n" * lines, 1)
    assert found.files[MODULE].decode() == expected
    compile(expected, MODULE, "exec")
    assert found.notes == ["Line 2 is a notebook command, and it was left out."]


def test_what_an_ipython_import_brought_goes_with_it(tmp_path):
    """Calls at the top level of names that only a notebook has are left out; the same words elsewhere stay."""
    source = (
        "from google.colab import drive, files as f\ndrive.mount('/content')\nf.upload()\n"
        "if True:\n    %load_ext x\n    pass\n" + WORK.decode()
    )
    found = read(tmp_path, {MODULE: source.encode()})

    assert found.files[MODULE].decode() == "pass\npass\npass\nif True:\n    pass\n    pass\n" + WORK.decode()
    assert found.notes == ["Lines 1, 2, 3, 5 are notebook commands, and they were left out."]


@pytest.mark.parametrize("end", ["\r\n", "\r"])
def test_the_line_ends_of_windows_and_of_an_old_mac(tmp_path, end):
    """Lines are Python's lines, whatever ends them."""
    source = ("%matplotlib inline\n" + WORK.decode()).replace("\n", end)
    found = read(tmp_path, {MODULE: source.encode(), "x.ipynb": cells(source)})

    assert found.files[MODULE] == b"pass\n" + WORK
    assert found.notes[0] == "Line 1 is a notebook command, and it was left out."


@pytest.mark.parametrize(
    "source",
    [
        "x = (7\n% 4)\n",
        "text = '''\n%matplotlib inline\n!ls\ndisplay(1)\n'''\n",
        "def display(x):\n    return x\n\n\ndisplay(1)\n",
        "from mine import display\n\ndisplay(1)\n",
        "y = 7 \\\n% 4\n",
        "# %matplotlib inline\n",
        "s = '?'\nt = 'what?'\n",
        "def f():\n    display = print\n    display(1)\n",
        "a = b = 1  # display(x)?\n",
    ],
)
def test_python_stays_as_it_is(tmp_path, source):
    """What Python can run is never touched: a remainder over two lines, a text, a function of the student's."""
    found = read(tmp_path, {MODULE: source.encode() + WORK})

    assert found.files[MODULE] == source.encode() + WORK
    assert found.notes == []


def test_text_of_any_form_is_scanned_without_an_error():
    """Brackets and quotation marks without end are no trouble."""
    for text in ("(" * 50_000, '"""' + 'a\\"' * 10_000, "'" * 50_001, "[\n" * 20_000, "\\\n" * 20_000, "@a\n" * 10_000):
        notebook.without_commands(text)
        notebook.module_of(cells(text))


def test_check_says_what_the_grader_will_say(tmp_path):
    """`autograder check` of one file leaves out the same lines, takes a notebook, and names other kinds."""
    (tmp_path / "mine.py").write_bytes(b"%matplotlib inline\n" + WORK)
    (tmp_path / "a3.ipynb").write_bytes(cells(WORK.decode()))
    (tmp_path / "a3.pdf").write_bytes(b"%PDF-1.7")

    assert read_one(tmp_path / "mine.py", MODULE, tasks=TASKS).notes[0].startswith("Line 1 is a notebook command")
    assert b"def loss" in read_one(tmp_path / "a3.ipynb", MODULE, tasks=TASKS).files[MODULE]
    assert read_one(tmp_path / "a3.pdf", MODULE, tasks=TASKS).problem.startswith("a3.pdf is a PDF document")


def test_a_student_is_told_on_the_page():
    """The notes stand on both pages; a name with markup in it stays text."""
    from factories import a_record, an_assignment

    record = a_record(notes=["`<b>x</b>.py` was graded as `linear_regression.py`."], name="Ada <i>L</i>")
    html, text = feedback_html(record, an_assignment()), feedback_markdown(record, an_assignment())

    assert "<code>&lt;b&gt;x&lt;/b&gt;.py</code> was graded as" in html
    assert "Ada &lt;i&gt;L&lt;/i&gt;" in html
    assert "was graded as `linear_regression.py`" in text
