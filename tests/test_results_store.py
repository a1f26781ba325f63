"""The results on disk: nothing is lost when a run is killed, and nothing of two runs is ever mixed."""

from __future__ import annotations

import json
import resource
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from factories import a_record, a_run, a_task

from autograder.results import records
from autograder.results.files import ResultsError, write_whole
from autograder.results.records import Status
from autograder.results.store import ResultStore, read_run


def written(folder: Path) -> list[str]:
    """The students in results.jsonl, line by line."""
    return [json.loads(line)["student"] for line in (folder / "results.jsonl").read_bytes().splitlines()]


@pytest.fixture
def two(tmp_path: Path) -> Path:
    """A folder with the records of b and a, in this order, as a run leaves it that did not come to its end."""
    with ResultStore(tmp_path) as store:
        store.begin(a_run())
        store.append(a_record("b"))
        store.append(a_record("a", Status.MISSING))
    return tmp_path


@contextmanager
def small_files() -> Iterator[None]:
    """Files may not grow beyond 2000 bytes: what a full disk does to a write, half of it included.

    A block, not a fixture: pytest writes its progress between the phases of a test, and its own output may be a file.
    """
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (2000, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


def test_records_come_back(two: Path) -> None:
    """What was appended is what a later run finds done."""
    assert ResultStore(two).done() == {"b": a_record("b"), "a": a_record("a", Status.MISSING)}


def test_equal_results_of_a_task_are_kept_once(tmp_path: Path) -> None:
    """Of a large class most results are equal: they take memory once, and records stay as they are."""
    right, wrong = a_record("a"), a_record("c", tasks=[a_task("forward", 0.0, 3.0), a_task("loss", 3.0, 3.0)])
    with ResultStore(tmp_path) as store:
        for record in (right, a_record("b"), wrong):
            store.append(record)
    for done in (store.done(), ResultStore(tmp_path).done()):
        first, second, third = (done[student].tasks for student in "abc")

        assert done == {"a": right, "b": a_record("b"), "c": wrong}
        assert all(one is other for one, other in zip(first, second, strict=True))
        assert third[0] is not first[0]


def test_each_record_is_handed_over_at_once(tmp_path: Path) -> None:
    """A record is in the file as soon as append returns, so that a kill costs no finished work."""
    store = ResultStore(tmp_path)
    store.append(a_record("a"))

    assert written(tmp_path) == ["a"]
    store.append(a_record("b"))
    assert written(tmp_path) == ["a", "b"]


def test_opening_changes_nothing(tmp_path: Path) -> None:
    """Reading the results of a folder writes nothing, not even where a line is torn."""
    (tmp_path / "results.jsonl").write_bytes(b'{"schema')

    assert ResultStore(tmp_path).done() == {}
    assert (tmp_path / "results.jsonl").read_bytes() == b'{"schema'
    assert [path.name for path in tmp_path.iterdir()] == ["results.jsonl"]


@pytest.mark.parametrize("kept", [1, 40, -2, -1])
def test_a_torn_last_line_is_cut_off(two: Path, kept: int) -> None:
    """A line that was not written to its end does not count, and the next record begins a line of its own."""
    path = two / "results.jsonl"
    first, last = path.read_bytes().splitlines(keepends=True)
    path.write_bytes(first + last[:kept])
    store = ResultStore(two)

    assert list(store.done()) == ["b"]
    store.append(a_record("c"))
    assert written(two) == ["b", "c"]


def test_a_last_line_of_rubbish_is_cut_off(two: Path) -> None:
    """A power cut may leave a whole line that is no record."""
    with (two / "results.jsonl").open("ab") as file:
        file.write(b"\0\0\xff\r\0\n")
    store = ResultStore(two)
    store.append(a_record("c"))

    assert written(two) == ["b", "a", "c"]


def test_a_broken_line_in_the_middle_is_told(two: Path) -> None:
    """Records are never dropped in silence."""
    path = two / "results.jsonl"
    path.write_bytes(b"{}\n" + path.read_bytes())

    with pytest.raises(ResultsError, match="line 1, is not a record"):
        ResultStore(two)


def test_a_later_schema_is_refused(tmp_path: Path) -> None:
    """A record of another schema version is not read as if it were of this one."""
    with ResultStore(tmp_path) as store:
        store.append(a_record("a", schema_version=2))

    with pytest.raises(ResultsError, match="schema version 2"):
        ResultStore(tmp_path)


def test_the_latest_record_of_a_student_counts(tmp_path: Path) -> None:
    """A student who is graded again has one record, the later one."""
    with ResultStore(tmp_path) as store:
        store.append(a_record("a", Status.MISSING))
        store.append(a_record("a"))
        store.finish()

    assert ResultStore(tmp_path).done()["a"].status is Status.GRADED
    assert written(tmp_path) == ["a"]


def test_finish_sorts(tmp_path: Path) -> None:
    """The finished file does not depend on the order in which workers were done, and nothing else is left behind."""
    made = [a_record(name, tasks=[a_task(score=2.5)]) for name in ("ä", "b", "B", "a")]
    contents = []
    for order in (made, made[::-1]):
        with ResultStore(tmp_path, fresh=True) as store:
            for record in order:
                store.append(record)
            store.finish()
        contents.append((tmp_path / "results.jsonl").read_bytes())

    assert contents[0] == contents[1]
    assert written(tmp_path) == ["B", "a", "b", "ä"]
    assert contents[0].splitlines()[1] == records.encode(made[3])
    assert [path.name for path in tmp_path.iterdir()] == ["results.jsonl"]


def test_appending_goes_on_after_finish(two: Path) -> None:
    """A finished run can be taken up again for latecomers."""
    store = ResultStore(two)
    store.finish()
    store.append(a_record("c"))

    assert written(two) == ["a", "b", "c"]


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"assignment": "a1_one_weight"}, "holds a run of a3_linear_regression, not of a1_one_weight"),
        ({"seed": 8}, "holds a run with seed 7, not 8: go on with --seed 7, choose another folder"),
        ({"course_hash": "other"}, "holds a run of another version"),
    ],
)
def test_runs_are_not_mixed(two: Path, changes: dict[str, object], reason: str) -> None:
    """Records that do not go together never stand in one file, and the refused run changes nothing."""
    before = {path.name: path.read_bytes() for path in two.iterdir()}

    with pytest.raises(ResultsError, match=reason):
        ResultStore(two).begin(a_run(**changes))
    assert {path.name: path.read_bytes() for path in two.iterdir()} == before


def test_runs_are_not_mixed_where_only_records_are_left(two: Path) -> None:
    """Without run.json the records themselves say what they belong to."""
    (two / "run.json").unlink()

    with pytest.raises(ResultsError, match="not of a1_one_weight"):
        ResultStore(two).begin(a_run(assignment="a1_one_weight"))
    assert ResultStore(two).begin(a_run()) == a_run()


def test_a_run_that_goes_on_keeps_its_start_and_times(two: Path) -> None:
    """run.json of a run in two parts tells of both."""
    ResultStore(two).begin(a_run(times={"b": 0.5}))
    run = ResultStore(two).begin(a_run(started="2027-01-01T00:00:00+00:00", times={"c": 0.25}))

    assert run == read_run(two)
    assert (run.started, run.times) == ("2026-03-02T14:03:11+00:00", {"b": 0.5, "c": 0.25})


def test_fresh_forgets_even_what_cannot_be_read(two: Path) -> None:
    """A fresh start works on any folder, and removes only what a run has written."""
    (two / "run.json").write_text("{")
    (two / "feedback").mkdir()
    for name in ("grades.csv", "report.html", "feedback/b.html", "feedback/b.md", "notes.txt", "feedback/key.txt"):
        (two / name).write_text("")

    with pytest.raises(ResultsError, match=r"run\.json is not the file of a run"):
        ResultStore(two)
    store = ResultStore(two, fresh=True)
    assert (store.done(), store.run) == ({}, None)
    assert sorted(path.name for path in two.rglob("*") if path.is_file()) == ["key.txt", "notes.txt", "results.jsonl"]
    assert (two / "results.jsonl").read_bytes() == b""


def test_two_runs_do_not_write_to_one_folder(two: Path) -> None:
    """A second run in the same folder is refused while the first is at work, and does not clear its results."""
    code = (
        "import sys; from pathlib import Path; from autograder.results.store import ResultStore\n"
        "from autograder.results.files import ResultsError\n"
        "try: ResultStore(Path(sys.argv[1]), fresh=True)\n"
        "except ResultsError as error: sys.exit(str(error))"
    )
    command = [sys.executable, "-c", code, str(two)]
    with ResultStore(two) as store:
        store.append(a_record("c"))
        second = subprocess.run(command, capture_output=True, text=True, check=False)

    assert (second.returncode, second.stderr.startswith("Another run is writing to")) == (1, True)
    assert written(two) == ["b", "a", "c"]
    assert subprocess.run(command, check=False).returncode == 0


def test_a_full_disk_leaves_whole_lines(tmp_path: Path) -> None:
    """When a record cannot be written in full, none of it stays, and the reason is one sentence."""
    store = ResultStore(tmp_path)
    store.append(a_record("a", tasks=[]))

    with small_files(), pytest.raises(ResultsError, match=r"^Cannot write .*results\.jsonl: File too large\.$"):
        store.append(a_record("b", tasks=[a_task(message="x" * 3000)]))
    assert written(tmp_path) == ["a"]
    store.append(a_record("c", tasks=[]))
    assert written(tmp_path) == ["a", "c"]


def test_a_failed_write_keeps_the_old_file(tmp_path: Path) -> None:
    """A page is the old one or the new one, never half of it."""
    path = tmp_path / "report.html"
    write_whole(path, b"old")

    with small_files(), pytest.raises(ResultsError, match="Cannot write"):
        write_whole(path, b"n" * 3000)
    assert path.read_bytes() == b"old"
    assert [path.name for path in tmp_path.iterdir()] == ["report.html"]


def test_a_file_in_the_place_of_the_folder_is_one_sentence(tmp_path: Path) -> None:
    """A user's slip is no traceback."""
    (tmp_path / "out").write_text("")

    with pytest.raises(ResultsError, match=r"^Cannot read .*results\.jsonl: Not a directory\.$"):
        ResultStore(tmp_path / "out")


def test_a_student_who_left_is_in_no_table_and_not_lost(two: Path) -> None:
    """Records of students who are not there any more go to gone.jsonl, with earlier ones; their pages are removed."""
    (two / "feedback").mkdir()
    for name in ("a.html", "a.md", "b.html"):
        (two / "feedback" / name).write_text("page")
    with ResultStore(two) as store:
        run = store.begin(a_run())
        assert store.drop({"b", "c"}) == ["a"]
        assert store.drop({"b", "c"}) == []
        store.append(a_record("c"))
        store.finish(run)
    with ResultStore(two) as store:
        store.begin(a_run())
        assert store.drop({"b"}) == ["c"]
        store.finish()

    assert written(two) == ["b"]
    assert [json.loads(line)["student"] for line in (two / "gone.jsonl").read_bytes().splitlines()] == ["a", "c"]
    assert [path.name for path in (two / "feedback").iterdir()] == ["b.html"]


def test_a_student_who_comes_back_has_the_record_again(two: Path) -> None:
    """After a slip in the command nothing is graded twice: the record comes back from gone.jsonl, and only there."""
    with ResultStore(two) as store:
        store.begin(a_run())
        assert store.drop({"c"}) == ["a", "b"]
        store.finish()
    with ResultStore(two) as store:
        store.begin(a_run())
        assert store.drop({"b", "c"}) == []
        assert store.done() == {"b": a_record("b")}
        store.finish()

    assert written(two) == ["b"]
    assert [json.loads(line)["student"] for line in (two / "gone.jsonl").read_bytes().splitlines()] == ["a"]
