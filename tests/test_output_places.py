"""Whatever stands where a run reads and writes: it is never waited for nor written through, and costs one sentence."""

from __future__ import annotations

import contextlib
import os
import signal
import socket
import stat
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import namespaces
import pytest
from factories import a_record, a_run, an_assignment

from autograder.course.model import Course
from autograder.grading.run import RunRequest, grade_class
from autograder.results.feedback import write_feedback
from autograder.results.files import ResultsError, write_whole
from autograder.results.report import write_report
from autograder.results.store import ResultStore, read_results
from autograder.results.tables import write_grades

ASSIGNMENT = an_assignment()
NAME = "a1_one_weight"
COURSE = Course.find(Path(__file__))
ROOT = Path(__file__).resolve().parents[1]
NOT_OURS = b"not of this run\n"


def pipe(path: Path, elsewhere: Path) -> None:
    os.mkfifo(path)


def folder(path: Path, elsewhere: Path) -> None:
    path.mkdir()


def link_to_nothing(path: Path, elsewhere: Path) -> None:
    path.symlink_to(elsewhere / "nothing")


def link_to_file(path: Path, elsewhere: Path) -> None:
    path.symlink_to(elsewhere / "kept.html")


def link_to_folder(path: Path, elsewhere: Path) -> None:
    path.symlink_to(elsewhere)


def link_to_pipe(path: Path, elsewhere: Path) -> None:
    os.mkfifo(elsewhere / "pipe")
    path.symlink_to(elsewhere / "pipe")


def link_to_device(path: Path, elsewhere: Path) -> None:
    path.symlink_to("/dev/null")


def link_to_itself(path: Path, elsewhere: Path) -> None:
    path.symlink_to(path.name)


def local_socket(path: Path, elsewhere: Path) -> None:
    here = os.open(path.parent, os.O_PATH)  # its own path may be too long for a socket's address
    with socket.socket(socket.AF_UNIX) as server:
        server.bind(f"/proc/self/fd/{here}/{path.name}")
    os.close(here)


def file(path: Path, elsewhere: Path) -> None:
    path.write_bytes(NOT_OURS)


ODD = [pipe, folder, link_to_nothing, link_to_file, link_to_folder, link_to_pipe, link_to_device, link_to_itself]
ODD += [local_socket]
FILES = ["run.json", "results.jsonl", "grades.csv", "report.html", "feedback/s1.html", "feedback/s1.md"]
Planting = Callable[[Path, Path], None]


@pytest.fixture
def elsewhere(tmp_path) -> Path:
    """A folder with files of others, two of them named like pages."""
    place = tmp_path / "elsewhere"
    place.mkdir()
    for name in ("kept.html", "s1.html", "s1.md", "results.jsonl"):
        (place / name).write_bytes(NOT_OURS)
    return place


@contextlib.contextmanager
def no_waiting() -> Iterator[None]:
    """Ends a test that waits for a pipe. The time it allows is only reached by one that would wait for ever."""

    def ring(*_: object) -> None:
        raise AssertionError("it waits for ever")

    before = signal.signal(signal.SIGALRM, ring)
    signal.alarm(60)
    try:
        yield
    finally:
        signal.alarm(0)
        signal.signal(signal.SIGALRM, before)


def a_whole_run(out: Path, *, fresh: bool = False) -> None:
    """What a run does with its folder, without the grading."""
    with ResultStore(out, fresh=fresh) as store:
        run = store.begin(a_run())
        store.append(a_record("s1"))
        write_feedback(out, a_record("s1"), ASSIGNMENT)
        store.finish(run)
        write_grades(out, list(store.done().values()), ASSIGNMENT)
        write_report(out, list(store.done().values()), ASSIGNMENT, run)


def assert_one_sentence(text: str, path: Path) -> None:
    assert str(path) in text
    assert text.endswith(".")
    assert "\n" not in text


def assert_untouched(elsewhere: Path) -> None:
    names = sorted(path.name for path in elsewhere.iterdir() if not path.is_fifo())
    assert names == ["kept.html", "results.jsonl", "s1.html", "s1.md"]
    for name in names:
        assert (elsewhere / name).read_bytes() == NOT_OURS


@pytest.mark.parametrize("plant", ODD)
@pytest.mark.parametrize("name", FILES)
def test_a_run_refuses_what_is_no_ordinary_file(tmp_path, elsewhere, name, plant: Planting):
    """In the place of each file of a run: one sentence that names it, and nothing elsewhere is changed."""
    out = tmp_path / "out"
    (out / "feedback").mkdir(parents=True)
    plant(out / name, elsewhere)

    with no_waiting(), pytest.raises(ResultsError) as error:
        a_whole_run(out)
    assert_one_sentence(str(error.value), out / name)
    assert_untouched(elsewhere)


@pytest.mark.parametrize("name", ["run.json", "results.jsonl", "grades.csv", "report.html"])
@pytest.mark.parametrize("plant", [plant for plant in ODD if plant is not folder])
def test_fresh_puts_files_in_their_place(tmp_path, elsewhere, name, plant: Planting):
    """A fresh run removes what is no file of a run, not what a link leads to, and writes its own."""
    out = tmp_path / "out"
    out.mkdir()
    plant(out / name, elsewhere)
    with no_waiting():
        a_whole_run(out, fresh=True)

    assert not (out / name).is_symlink()
    assert (out / name).is_file()
    assert read_results(out)[1] == [a_record("s1")]
    assert_untouched(elsewhere)


@pytest.mark.parametrize("fresh", [False, True])
@pytest.mark.parametrize("plant", [pipe, link_to_nothing, link_to_folder, link_to_itself, local_socket, file])
def test_pages_are_written_into_a_folder_of_the_run(tmp_path, elsewhere, plant: Planting, fresh):
    """In the place of the feedback folder: one sentence before anything is graded; no page is removed elsewhere."""
    out = tmp_path / "out"
    out.mkdir()
    plant(out / "feedback", elsewhere)

    with no_waiting(), pytest.raises(ResultsError) as error:
        a_whole_run(out, fresh=fresh)
    assert_one_sentence(str(error.value), out / "feedback")
    assert not (out / "run.json").exists()
    assert_untouched(elsewhere)


@pytest.mark.parametrize("fresh", [False, True])
def test_records_are_not_appended_to_a_second_name(tmp_path, fresh):
    """A copy that was made with hard links keeps its bytes."""
    out = tmp_path / "out"
    a_whole_run(out)
    os.link(out / "results.jsonl", tmp_path / "copy")
    before = (tmp_path / "copy").read_bytes()

    with pytest.raises(ResultsError, match=r"results\.jsonl is a hard link"):
        a_whole_run(out, fresh=fresh)
    assert (tmp_path / "copy").read_bytes() == before


@pytest.mark.parametrize("plant", [plant for plant in ODD if plant is not folder])
def test_a_half_written_file_is_not_where_somebody_waits(tmp_path, elsewhere, plant: Planting):
    """Whatever has the name of the temporary file is removed, and not written to."""
    plant(tmp_path / f".{os.getpid()}.tmp", elsewhere)
    with no_waiting():
        write_whole(tmp_path / "page", b"new")

    assert (tmp_path / "page").read_bytes() == b"new"
    assert_untouched(elsewhere)


def test_a_run_of_links_can_be_read(tmp_path):
    """Programs that keep large files apart leave links in their place: reading follows them."""
    a_whole_run(tmp_path / "kept")
    (tmp_path / "out").mkdir()
    for name in ("run.json", "results.jsonl"):
        (tmp_path / "out" / name).symlink_to(tmp_path / "kept" / name)

    assert read_results(tmp_path / "out") == read_results(tmp_path / "kept")


def test_deep_values_are_one_sentence(tmp_path):
    """A run.json without end is no run, and no error of the parser."""
    (tmp_path / "run.json").write_text('{"x": ' + "[" * 100_000 + "]" * 100_000 + "}")

    with pytest.raises(ResultsError, match=r"run\.json is not the file of a run"):
        ResultStore(tmp_path)


COMMANDS = {
    "grade": ["grade", "CLASS", "-a", NAME, "-j", "1", "-o", "OUT"],
    "report": ["report", "OUT"],
    "diff": ["diff", "OUT", "OUT"],
    "export": ["export", "OUT", "--to", "csv"],
}


def run(name: str, place: Path, out: Path, *more: str, prefix: Sequence[str] = ()) -> subprocess.CompletedProcess[str]:
    """A command on a class and an output folder."""
    words = {"CLASS": str(place / "class"), "OUT": str(out)}
    command = [*prefix, sys.executable, "-m", "autograder", *(words.get(word, word) for word in COMMANDS[name]), *more]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False, timeout=120)


@pytest.fixture
def a_class(tmp_path) -> Path:
    student = tmp_path / "class" / "s1"
    student.mkdir(parents=True)
    (student / "one_weight.py").write_bytes(COURSE.reference(NAME).read_bytes())
    return tmp_path / "class"


@pytest.mark.parametrize(
    ("name", "plant"),
    [*((name, pipe) for name in COMMANDS), ("grade", link_to_pipe), ("report", link_to_device), ("diff", folder)],
)
def test_commands_do_not_wait(tmp_path, a_class, elsewhere, name, plant: Planting):
    """Where run.json, or for `export` results.jsonl, is a pipe, a device or a folder: one sentence, and status 2."""
    out = tmp_path / "out"
    out.mkdir()
    odd = out / ("results.jsonl" if name == "export" else "run.json")
    plant(odd, elsewhere)
    done = run(name, tmp_path, out)

    assert done.returncode == 2
    assert done.stderr.startswith(f"autograder: {odd} is ")
    assert done.stderr.count("\n") == 1


def test_grade_begins_afresh_over_a_pipe(tmp_path, a_class):
    """What the sentence does not say, --fresh does: the pipe is removed, and the run has a seed."""
    out = tmp_path / "out"
    out.mkdir()
    os.mkfifo(out / "run.json")
    (out / "results.jsonl").write_bytes(b"\xff\n\n")
    done = run("grade", tmp_path, out, "--fresh")

    assert done.returncode == 0, done.stderr
    assert len(read_results(out)[1]) == 1


def dangling(tmp_path: Path) -> Path:
    (tmp_path / "out").symlink_to(tmp_path / "nothing")
    return tmp_path / "out"


def too_long(tmp_path: Path) -> Path:
    return tmp_path / ("x" * 300)


def below_a_file(tmp_path: Path) -> Path:
    (tmp_path / "file").touch()
    return tmp_path / "file" / "out"


def a_pipe(tmp_path: Path) -> Path:
    os.mkfifo(tmp_path / "out")
    return tmp_path / "out"


@pytest.mark.parametrize(
    ("name", "make"),
    [
        *(("grade", make) for make in (dangling, too_long, below_a_file, a_pipe)),
        ("report", dangling),
        ("diff", too_long),
        ("export", below_a_file),
    ],
)
def test_an_odd_folder_is_one_sentence(tmp_path, a_class, name, make):
    """A link that leads nowhere, a name that is too long, no folder at all: one sentence, and status 2."""
    done = run(name, tmp_path, make(tmp_path))

    assert done.returncode == 2
    assert done.stderr.startswith("autograder: ")
    assert done.stderr.count("\n") == 1


def test_marks_never_take_the_place_of_a_device(tmp_path):
    """`export -o /dev/null`, as root, would leave a file where all programs need a device. Tried on another one."""
    null = tmp_path / "null"
    try:
        os.mknod(null, stat.S_IFCHR | 0o666, os.makedev(1, 3))
    except OSError as error:
        pytest.skip(f"no device can be made here: {error}")
    a_whole_run(tmp_path / "out")
    done = run("export", tmp_path, tmp_path / "out", "-o", str(null))

    sentence = f"{null} is a device, not an ordinary file: remove it, or choose another place."
    assert (done.returncode, done.stderr) == (2, f"autograder: {sentence}\n")
    assert null.is_char_device()


def closed_folder(out: Path) -> None:
    out.chmod(0)


def closed_above(out: Path) -> None:
    out.parent.chmod(0o600)


def closed_run(out: Path) -> None:
    (out / "run.json").chmod(0)


def closed_records(out: Path) -> None:
    (out / "results.jsonl").chmod(0)


def closed_page(out: Path) -> None:
    (out / "feedback" / "s1.html").chmod(0)


def no_writing(out: Path) -> None:
    (out / "feedback" / "s1.md").unlink()
    for place in (out / "feedback", out):
        place.chmod(0o555)


@contextlib.contextmanager
def other_user() -> Iterator[tuple[Path, list[str]]]:
    """A folder that others can reach, and what has a command run by a user to whom all that is closed is closed."""
    with tempfile.TemporaryDirectory(prefix="places-") as made:
        Path(made).chmod(0o755)
        prefix: list[str] = []
        if os.geteuid() == 0:
            try:
                prefix = namespaces.prefix("plain", Path(made))
            except OSError as error:
                pytest.skip(str(error))
        yield Path(made), prefix


@pytest.mark.parametrize("close", [closed_folder, closed_above, closed_run, closed_records, closed_page, no_writing])
@pytest.mark.parametrize("name", ["grade", "report"])
def test_what_is_closed_to_the_user_is_one_sentence(a_class, name, close):
    """A folder, a file, a page that belong to somebody else: one sentence, and status 2."""
    with other_user() as (place, prefix):
        a_class.rename(place / "class")
        out = place / "folder" / "out"
        grade_class(COURSE, RunRequest(place / "class", NAME, out, seed=5))
        close(out)
        done = run(name, place, out, prefix=prefix)
        for folder in (out.parent, out, out / "feedback"):
            folder.chmod(0o755)
    sentence = done.stderr.splitlines()[-1]

    assert done.returncode == 2
    assert sentence.startswith(("autograder: ", "Error: "))  # click itself says it of the folder
    assert (done.stderr.count("\n") == 1) or sentence.endswith("is not readable.")


def test_a_students_closed_folder_costs_only_its_owner(a_class):
    """A class with a folder that the grader's user cannot open: it is unreadable, and the class is graded."""
    with other_user() as (place, prefix):
        a_class.rename(place / "class")
        (place / "class" / "s2").mkdir(mode=0)
        (place / "open").mkdir()
        (place / "open").chmod(0o777)
        done = run("grade", place, place / "open" / "out", prefix=prefix)
        found = [record.status.value for record in read_results(place / "open" / "out")[1]]

    assert done.returncode == 1, done.stderr
    assert found == ["graded", "unreadable"]


def absent(page: Path) -> None:
    page.unlink()


def emptied(page: Path) -> None:
    page.write_bytes(b"")


def torn(page: Path) -> None:
    page.write_bytes(page.read_bytes()[:-20])


def of_an_earlier_record(page: Path) -> None:
    page.write_text("0 of 12 points\n")


@pytest.mark.parametrize("spoil", [absent, emptied, torn, of_an_earlier_record])
@pytest.mark.parametrize("suffix", ["html", "md"])
def test_a_resume_writes_the_page_that_is_missing(tmp_path, a_class, spoil, suffix):
    """A disk that was full between a record and its page: the same command again makes the page whole."""
    order = RunRequest(a_class, NAME, tmp_path / "out", seed=5)
    grade_class(COURSE, order)
    page = tmp_path / "out" / "feedback" / f"s1.{suffix}"
    whole = page.read_bytes()
    spoil(page)
    again = grade_class(COURSE, order)

    assert again.graded_now == 0
    assert page.read_bytes() == whole


def test_a_resume_leaves_whole_pages_alone(tmp_path, a_class):
    """Programs that send changed pages on find none."""
    order = RunRequest(a_class, NAME, tmp_path / "out", seed=5)
    grade_class(COURSE, order)
    pages = [path.stat() for path in sorted((tmp_path / "out" / "feedback").iterdir())]
    grade_class(COURSE, order)

    assert [path.stat().st_ino for path in sorted((tmp_path / "out" / "feedback").iterdir())] == [
        page.st_ino for page in pages
    ]
