"""A submission can read in the grader what is handed out with the assignment; nothing else becomes readable."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from autograder.course.model import Course
from autograder.grading.environment import sandbox_config
from autograder.grading.session import GradingSession
from autograder.results.records import Status
from autograder.sandbox.forkserver import ForkServer
from autograder.sandbox.launch import Isolation
from autograder.sandbox.runner import SubmissionRunner
from autograder.submissions.reading import Submission

COURSE = Course.find(Path(__file__))
A3, FILE, DATA = "a3_linear_regression", "linear_regression.py", "crop_yields.csv"
LINE = (COURSE.solutions / "shared" / DATA).read_text().splitlines()[1]
NUMBERS = [float(number) for number in LINE.split(",")]

Load = Callable[[str], SubmissionRunner]


@pytest.fixture(scope="module", params=["best", "landlock", "limits only"])
def server(request, isolation) -> Iterator[ForkServer]:
    """A fork server of assignment 3 with each set of mechanisms that this machine has."""
    means = {
        "best": isolation[0],
        "landlock": Isolation(False, isolation[0].landlock, isolation[0].seccomp),
        "limits only": Isolation(False, False, False),
    }[request.param]
    with ForkServer(sandbox_config(COURSE.load(A3), means, COURSE)) as started:
        yield started


@pytest.fixture
def load(server) -> Iterator[Load]:
    with ExitStack() as stack:

        def loaded(source: str) -> SubmissionRunner:
            runner = stack.enter_context(SubmissionRunner(server, {FILE: source.encode()}, FILE))
            runner.load()
            runner.begin_case("task", "case")
            return runner

        yield loaded


@pytest.mark.parametrize(
    "read",
    [
        f"np.loadtxt('{DATA}', delimiter=',', skiprows=1)[0]",
        f"np.genfromtxt('{DATA}', delimiter=',', skip_header=1)[0]",
        f"[float(x) for x in open('{DATA}').read().splitlines()[1].split(',')]",
        f"[float(x) for x in list(csv.reader(open('{DATA}')))[1]]",
        f"[float(x) for x in pathlib.Path('{DATA}').read_text().splitlines()[1].split(',')]",
        f"np.loadtxt(pathlib.Path(__file__).parent / '{DATA}', delimiter=',', skiprows=1)[0]",
        f"np.loadtxt(os.path.join(os.path.dirname(os.path.abspath(__file__)), '{DATA}'), delimiter=',', skiprows=1)[0]",
    ],
)
def test_the_data_file_can_be_read(load, read: str) -> None:
    """By its name at home, while the module is imported and in a call, in every usual way."""
    runner = load(
        f"import csv, os, pathlib\nimport numpy as np\nfirst = {read}\ndef f():\n    return {read}\n"
        "def g():\n    return first\n"
    )

    assert [float(x) for x in runner.call(0, "f", (), {})] == NUMBERS
    assert [float(x) for x in runner.call(0, "g", (), {})] == NUMBERS


def test_only_the_data_files_are_there(load) -> None:
    """The working folder holds what is handed out as data, and nothing that lies beside it in the course."""
    runner = load("import os\ndef f():\n    return sorted(os.listdir('.'))\n")

    assert list(runner.call(0, "f", (), {})) == sorted(COURSE.load(A3).data)


def test_hidden_files_stay_unreadable(load, server) -> None:
    """A path to hidden cases, to the reference or to the file's original opens nothing, absolute or through `..`."""
    if not server.config.isolation.landlock and not server.config.isolation.bubblewrap:
        pytest.skip("without either mechanism the level is 1, which promises no such thing")
    secrets = [
        COURSE.folder(A3) / "hidden" / "test_hidden.py",
        COURSE.reference(A3),
        COURSE.solutions / "shared" / DATA,
        COURSE.assignments / A3 / DATA,
    ]
    paths = [str(path) for path in secrets] + [os.path.join(*[".."] * 12, str(path).lstrip("/")) for path in secrets]
    runner = load(
        "def f(path):\n    try:\n        open(path).read()\n    except OSError:\n        return False\n"
        "    return True\ndef g(path):\n    import os\n    try:\n        os.listdir(path)\n"
        "    except OSError:\n        return False\n    return True\n"
    )

    assert [path for path in paths if runner.call(0, "f", (path,), {})] == []
    assert not runner.call(0, "g", (str(COURSE.solutions / "shared"),), {})
    assert not runner.call(0, "g", ("..",), {}) or server.config.isolation.bubblewrap


def test_a_submission_leaves_nothing_for_the_next(load, server) -> None:
    """The file cannot be changed, and nothing can be put beside it: no submission passes a note to the next."""
    tries = (
        f"open('{DATA}', 'w').write('x')",
        f"open('{DATA}', 'a').write('x')",
        "open('note.txt', 'w').write('x')",
        f"os.remove('{DATA}')",
        f"os.rename('{DATA}', 'other.csv')",
        f"os.truncate('{DATA}', 1)",
        "os.mkdir('folder')",
        f"os.symlink('{DATA}', 'link')",
    )
    text = "".join(f"    try:\n        {code}\n    except OSError:\n        pass\n" for code in tries)
    runner = load(f"import os\ndef f():\n{text}    return 1\n")
    runner.call(0, "f", (), {})
    runner.close()
    after = load(f"import os\ndef f():\n    return [sorted(os.listdir('.')), open('{DATA}').read()]\n")

    assert list(after.call(0, "f", (), {})) == [
        sorted(COURSE.load(A3).data),
        (COURSE.solutions / "shared" / DATA).read_text(),
    ]


def test_reading_leaves_no_note(load) -> None:
    """The times of the file and its folder tell the next submission nothing of what was read before."""
    times = "(os.stat('.').st_atime_ns, os.stat(DATA).st_atime_ns)"
    runner = load(
        f"import os\nDATA = '{DATA}'\nbefore = {times}\nos.listdir('.')\nopen(DATA).read()\n"
        "def f():\n    return list(before)\n"
    )
    before = list(runner.call(0, "f", (), {}))
    after = list(load(f"import os\nDATA = '{DATA}'\ndef f():\n    return list({times})\n").call(0, "f", (), {}))

    assert before == after


def test_a_file_that_works_at_home_works_here(isolation) -> None:
    """Right work that reads the data file while it is imported has full marks and no flag."""
    source = (
        COURSE.reference(A3)
        .read_text()
        .replace(
            "import numpy as np\n",
            f"import numpy as np\ndata = np.genfromtxt('{DATA}', delimiter=',', skip_header=1)\n",
            1,
        )
    )
    with GradingSession(COURSE, A3, seed=5, isolation=isolation[0], level=isolation[1]) as session:
        record = session.grade(Submission("ada", {FILE: source.encode()}))

    assert (record.status, record.score, record.flags) == (Status.GRADED, record.max_score, [])


def test_the_folder_of_the_data_is_gone_with_the_server(isolation, tmp_path, monkeypatch) -> None:
    """Nothing stays in the temporary folder, also after the server was started twice."""
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    with ForkServer(sandbox_config(COURSE.load(A3), isolation[0], COURSE)) as server:
        server.start()
        server.start()
        assert len(list(tmp_path.iterdir())) == 1

    assert list(tmp_path.iterdir()) == []
