"""What the grader remembers of hidden values: the same values, the same records, for this user and for no worker."""

from __future__ import annotations

import dataclasses
import os
import shutil
import stat
import subprocess
import sys
import time
from pathlib import Path

import msgspec
import numpy as np
import pytest

from autograder.course.model import Course
from autograder.faults import StudentFault
from autograder.grading import oracles, private, remembered
from autograder.grading.conditions import IsolationError, required_level, sandbox_config
from autograder.grading.pool import Setting, computed_oracles
from autograder.grading.private import PrivateFolder
from autograder.grading.remembered import Remembered
from autograder.grading.session import GradingSession
from autograder.results.records import Status, encode
from autograder.sandbox.config import Isolation
from autograder.sandbox.forkserver import ForkServer
from autograder.sandbox.remote import RemoteModule
from autograder.sandbox.runner import SubmissionRunner
from autograder.submissions.reading import Submission

COURSE = Course.find(Path(__file__))
NAME, MODULE = "a3_linear_regression", "linear_regression.py"
ASSIGNMENT = COURSE.load(NAME)
SEED = 41


@dataclasses.dataclass(frozen=True)
class Case:
    """Something like what hidden cases are given."""

    X: np.ndarray
    more: object


CLASSES = oracles.classes_of({__name__: sys.modules[__name__]})
VALUES = [
    None,
    True,
    -7,
    0.1,
    float("inf"),
    "a",
    b"\0a",
    [1, (2, [3.5])],
    (),
    {"a": {1: (None,)}, (1, 2): []},
    np.float32(0.1),
    np.int16(-3),
    np.bool_(True),
    np.array(2.5),
    np.zeros((0, 3)),
    np.arange(6, dtype=np.int8).reshape(2, 3),
    np.asfortranarray(np.random.default_rng(1).normal(size=(4, 3))),
    np.array([1 + 2j, 0]),
    np.array([True, False]),
    np.random.default_rng(2).normal(size=(9, 8))[::2, ::-3],
    Case(np.ones(2), [Case(np.zeros(1), "inner")]),
]


def same(one: object, two: object) -> bool:
    """Equal in type, shape and every bit, all the way down."""
    if type(one) is not type(two):
        return False
    if isinstance(one, np.ndarray | np.generic):
        return one.dtype == two.dtype and one.shape == two.shape and one.tobytes() == two.tobytes()
    if isinstance(one, list | tuple):
        return len(one) == len(two) and all(map(same, one, two))
    if isinstance(one, dict):
        return same(list(one.items()), list(two.items()))
    if isinstance(one, Case):
        return same([one.X, one.more], [two.X, two.more])
    return one == two


@pytest.mark.parametrize("value", VALUES, ids=lambda value: type(value).__name__)
def test_a_value_comes_back_as_it_was(value):
    """Type, shape and every bit, with the count of agreements, under the same key."""
    memory = {("make", (3, 4), 0.5): (value, 3)}
    found = oracles.unpack(oracles.pack(memory, CLASSES), CLASSES)

    assert list(found) == list(memory)
    back, agreed = found["make", (3, 4), 0.5]
    assert same(value, back)
    assert agreed == 3


def test_arrays_come_back_read_only():
    """No case can change what the next one gets; and a value just made is the same kind of thing as a stored one."""
    for found in (
        oracles.settled(np.ones(3), CLASSES),
        oracles.unpack(oracles.pack({("f",): (np.ones(3), 0)}, CLASSES), CLASSES)["f",][0],
    ):
        with pytest.raises(ValueError, match="read-only"):
            found[0] = 2.0


class Other(int):
    """A number of a class of its own."""


@pytest.mark.parametrize(
    "value",
    [
        object(),
        len,
        2**70,
        Other(3),
        np.array([object()]),
        np.array(["a"]),
        np.ones(2).view(np.matrix),
        Status.GRADED,
        {1, 2},
        [lambda: 0],
    ],
    ids=lambda value: type(value).__name__,
)
def test_what_has_no_plain_form_is_left_out(value):
    """It is neither stored nor changed, alone or within something; its neighbours are stored."""
    memory = {
        ("bad",): ([value], 0),
        ("good",): (1.5, 1),
        ("bad key", value if value.__hash__ else ""): (Case(value, 0), 0),
    }

    assert oracles.unpack(oracles.pack(memory, CLASSES), CLASSES) == {("good",): (1.5, 1)}
    kept = [value]
    assert oracles.settled(kept, CLASSES) is kept


def test_only_dataclasses_of_the_cases_are_packed():
    """Neither another module's dataclass nor an object that holds more than its fields."""
    more = Case(np.ones(1), 0)
    object.__setattr__(more, "extra", 1)

    assert "autograder.grading.pool:Setting" not in CLASSES
    assert oracles.settled(more, CLASSES) is more
    whole = oracles.pack({("f",): (Case(np.ones(1), 0), 0)}, CLASSES)
    with pytest.raises(ValueError, match="cannot be read"):
        oracles.unpack(whole, {})


def test_damaged_bytes_are_refused():
    """Cut off anywhere, or with any bit turned; and so is what was well written and is no memory."""
    whole = oracles.pack({("f", 1): (Case(np.arange(3.0), [1, "a"]), 2)}, CLASSES)
    damaged = [whole[:length] for length in range(len(whole))]
    damaged += [whole[:at] + bytes([whole[at] ^ 4]) + whole[at + 1 :] for at in range(len(whole))]
    for entries in (3, [[["tuple"], 0]], [["key", 0, 1]], [[["tuple", 1], 0, ["array", "|O8", [1], b"12345678"]]]):
        body = msgspec.msgpack.encode([1, entries])
        damaged.append(oracles.hashlib.sha256(body).digest() + body)

    for data in damaged:
        with pytest.raises(ValueError, match="pack"):
            oracles.unpack(data, CLASSES)


# -- the folder -------------------------------------------------------------------------------------------------------


@pytest.fixture
def home(tmp_path, monkeypatch) -> Path:
    """A cache folder for this test; the folder that the grader makes in it."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    return tmp_path / "cache" / "autograder" / "oracles"


def test_the_folder_is_for_this_user_alone(home):
    """Whatever the umask is: the folder 0700, the file 0600, no temporary file beside it."""
    before = os.umask(0)
    try:
        PrivateFolder.of("oracles", 3).write("a", b"1")
    finally:
        os.umask(before)

    assert stat.S_IMODE(home.stat().st_mode) == 0o700
    assert [(path.name, stat.S_IMODE(path.stat().st_mode)) for path in home.iterdir()] == [("a", 0o600)]
    assert PrivateFolder.of("oracles", 2).read("a") == b"1"


def open_file(home: Path) -> None:
    (home / "a").chmod(0o640)


def open_folder(home: Path) -> None:
    home.chmod(0o750)


def link(home: Path) -> None:
    (home / "a").rename(home / "b")
    (home / "a").symlink_to(home / "b")


def linked_folder(home: Path) -> None:
    home.rename(home.with_name("elsewhere"))
    home.symlink_to(home.with_name("elsewhere"))


@pytest.mark.parametrize("spoil", [open_file, open_folder, link, linked_folder])
def test_what_others_could_have_written_is_not_read(home, spoil):
    """A file or folder that is open to others, or a link, might hold anything."""
    folder = PrivateFolder.of("oracles", 3)
    folder.write("a", b"1")
    assert folder.read("a") == b"1"
    spoil(home)

    assert folder.read("a") is None


def test_nothing_is_written_into_a_folder_that_is_open_to_others(home):
    """It would hold hidden values for them to read."""
    home.mkdir(parents=True)
    home.chmod(0o755)
    PrivateFolder.of("oracles", 3).write("a", b"1")

    assert list(home.iterdir()) == []


def test_the_oldest_files_go(home):
    """The folder does not grow for ever."""
    folder = PrivateFolder.of("oracles", 3)
    for number in range(70):
        folder.write(f"{number}", b"1")
        os.utime(home / f"{number}", (number, number))

    assert {path.name for path in home.iterdir()} == {f"{number}" for number in range(6, 70)}


def test_a_folder_that_cannot_be_had_costs_nothing_but_time(home):
    """Where a file is in the way, nothing is remembered and nothing is said."""
    home.parent.parent.write_text("in the way")
    known = Remembered(COURSE, ASSIGNMENT, 3)
    known.keep(SEED, b"1")

    assert known.oracles(SEED) == b""
    assert known.seed() != known.seed()


@pytest.mark.parametrize("level", [0, 1])
def test_below_level_2_nothing_is_remembered(home, level):
    """There a worker is a process of this user and could read the folder: nothing is written, and nothing is read."""
    PrivateFolder.of("oracles", 2).write("a", b"1")
    low = Remembered(COURSE, ASSIGNMENT, level)
    low.keep(SEED, b"1")
    low.seed()

    assert [path.name for path in home.iterdir()] == ["a"]
    assert PrivateFolder.of("oracles", level).read("a") is None


def test_what_is_remembered_belongs_to_a_seed_and_a_course(home, tmp_path):
    """Another seed, or hidden cases that are not the same, find nothing."""
    Remembered(COURSE, ASSIGNMENT, 3).keep(SEED, b"1")
    changed = Course(tmp_path / "course")
    shutil.copytree(COURSE.solutions, changed.solutions)
    with (changed.folder(NAME) / "hidden" / "test_hidden.py").open("a") as cases:
        cases.write("# other cases\n")

    assert Remembered(COURSE, ASSIGNMENT, 3).oracles(SEED) == b"1"
    assert Remembered(COURSE, ASSIGNMENT, 3).oracles(SEED + 1) == b""
    assert Remembered(changed, ASSIGNMENT, 3).oracles(SEED) == b""


def test_the_seed_stays_for_a_day(home, monkeypatch):
    """The same for a day, then another; another at once when it is asked for, or when the clock was set back."""
    now = time.time()
    known = Remembered(COURSE, ASSIGNMENT, 3)
    first = known.seed()
    assert Remembered(COURSE, ASSIGNMENT, 3).seed() == first
    fresh = known.seed(fresh=True)
    assert fresh != first
    assert known.seed() == fresh

    monkeypatch.setattr(remembered.time, "time", lambda: now - 60)
    earlier = known.seed()
    assert earlier != fresh
    monkeypatch.setattr(remembered.time, "time", lambda: now + remembered.SEED_HOURS * 3600)
    assert known.seed() != earlier


# -- workers ----------------------------------------------------------------------------------------------------------

READS = """
import os

def read(path):
    with open(path, "rb") as file:
        return len(file.read())

def names(path):
    return len(os.listdir(path))
"""


@pytest.mark.parametrize("level", [3, 2])
def test_no_worker_reads_what_is_remembered(home, level):
    """At every level at which something is: a worker neither lists the folder nor opens a file that the grader can."""
    try:
        found = required_level(COURSE, ASSIGNMENT, level, Isolation(bubblewrap=level == 3))
    except IsolationError as error:
        pytest.skip(str(error))
    Remembered(COURSE, ASSIGNMENT, found.level).keep(SEED, b"hidden values")
    (path,) = home.iterdir()
    assert path.read_bytes() == b"hidden values"

    config = sandbox_config(ASSIGNMENT, found.isolation)
    with ForkServer(config) as server, SubmissionRunner(server, {"m.py": READS.encode()}, "m.py") as runner:
        runner.load()
        student = RemoteModule(runner)
        for attempt in (lambda: student.read(str(path)), lambda: student.names(str(home))):
            with pytest.raises(StudentFault) as fault:
                attempt()
            assert fault.value.error in ("PermissionError", "FileNotFoundError")


# -- records ----------------------------------------------------------------------------------------------------------


def grade(isolation: tuple[Isolation, int], known: bytes, *sources: bytes) -> tuple[list[bytes], bytes | None]:
    means, level = isolation
    with GradingSession(COURSE, NAME, seed=SEED, isolation=means, level=level, known=known) as session:
        return [encode(session.grade(Submission("s", {MODULE: source}))) for source in sources], session.new_oracles()


def test_records_are_the_same_with_and_without(isolation):
    """Byte for byte, right and wrong, whether the values were computed, found, or found damaged."""
    right = COURSE.reference(NAME).read_bytes()
    wrong = right + b"\n\ndef grad_W(X, Y_hat, Y):\n    return (Y_hat - Y).T @ X\n"
    computed, known = grade(isolation, b"", right, wrong)
    assert known is not None
    found, nothing_new = grade(isolation, known, right, wrong)
    damaged, again = grade(isolation, known[:-1], right, wrong)

    assert computed == found == damaged
    assert nothing_new is None
    assert again == known


@pytest.fixture
def command(tmp_path, home):
    """Runs `autograder` with a cache of its own; `torch=False` puts one in torch's place that cannot be imported."""
    (tmp_path / "without" / "torch").mkdir(parents=True)
    (tmp_path / "without" / "torch" / "__init__.py").write_text("raise RuntimeError('torch is imported')\n")

    def run(*arguments: object, torch: bool = True) -> str:
        paths = [str(COURSE.root)] if torch else [str(tmp_path / "without"), str(COURSE.root)]
        done = subprocess.run(
            [sys.executable, "-X", "importtime", "-m", "autograder", *map(str, arguments)],
            cwd=COURSE.root,
            env={**os.environ, "PYTHONPATH": os.pathsep.join(paths)},
            capture_output=True,
            text=True,
            check=False,
            timeout=300,
        )
        assert done.returncode == 0, done.stderr[-2000:]
        imported = {line.rpartition("|")[2].strip() for line in done.stderr.splitlines()}
        assert "numpy" in imported
        assert "torch._dynamo" not in imported
        assert torch or "torch" not in imported
        return done.stdout

    return run


def test_a_second_check_needs_no_torch(command, tmp_path, found_level):
    """Nor does any check need torch's compiler; both say the same."""
    if found_level.level < private.SEALED:
        pytest.skip("nothing is remembered at this isolation level")
    (tmp_path / MODULE).write_bytes(COURSE.reference(NAME).read_bytes())
    first = command("check", tmp_path / MODULE)

    assert "25 of 25 points" in first
    assert command("check", tmp_path / MODULE, torch=False) == first


def test_only_one_process_of_a_run_needs_torch(command, tmp_path, isolation):
    """The processes that grade do without it once the values are computed, and the records are the same."""
    if isolation[1] < private.SEALED:
        pytest.skip("nothing is remembered at this isolation level")
    for student in ("a", "b", "c", "d", "e", "f"):
        (tmp_path / "in" / student).mkdir(parents=True)
        (tmp_path / "in" / student / MODULE).write_text(f"{COURSE.reference(NAME).read_text()}# {student}\n")
    setting = Setting(COURSE.root, NAME, SEED, *isolation)
    setting.remembered().keep(SEED, computed_oracles(setting))
    results = []
    for torch, seed in ((False, SEED), (True, SEED + 1), (False, SEED + 1)):
        out = tmp_path / f"{torch}{seed}"
        command("grade", tmp_path / "in", "-a", NAME, "-o", out, "-j", 2, "--seed", seed, torch=torch)
        results.append(sorted((out / "results.jsonl").read_bytes().splitlines()))

    assert all(b'"score":25.0' in line for lines in results for line in lines)
    assert results[1] == results[2]
