"""`autograder report` and `autograder diff`: pages from records alone, and who moved between two runs."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from factories import HOSTILE_NAMES, a_class, a_record, a_run, a_task, write_course_file

from autograder.cli import cli
from autograder.course.model import Course
from autograder.nbgrader.settings import CONFIG
from autograder.results.diff import compare
from autograder.results.files import ResultsError
from autograder.results.records import Record, Status
from autograder.results.store import ResultStore


def write(folder: Path, records: list[Record], **run: Any) -> Path:
    """A folder as a finished run leaves it, without pages."""
    with ResultStore(folder) as store:
        begun = store.begin(a_run(**run))
        for record in records:
            store.append(record)
        store.finish(begun)
    return folder


def invoke(*arguments: object) -> Result:
    return CliRunner().invoke(cli, [str(argument) for argument in arguments])


def test_report_makes_everything_again(tmp_path: Path) -> None:
    """Pages, report and table come from the records, are the same each time, and the records stay."""
    everyone = a_class()
    out = write(tmp_path / "out", everyone)
    before = (out / "results.jsonl").read_bytes()
    first = invoke("report", out)
    made = {path: path.read_bytes() for path in out.rglob("*") if path.is_file()}
    invoke("report", out)

    assert (first.exit_code, first.output.splitlines()[0][:15]) == (0, "40 submissions:")
    assert {"report.html", "grades.csv"} < {path.name for path in made}
    assert sum(path.suffix == ".html" for path in made) == len(everyone) + 2  # report.html and lecture.html
    assert (out / "results.jsonl").read_bytes() == before
    assert {path: path.read_bytes() for path in out.rglob("*") if path.is_file()} == made


@pytest.mark.slow
def test_report_of_a_large_class(tmp_path: Path) -> None:
    """report.html of 500 records stays below 2 MB."""
    out = write(tmp_path / "out", a_class(500))

    assert invoke("report", out).exit_code == 0
    assert (out / "report.html").stat().st_size < 2_000_000


@pytest.mark.parametrize("command", [["report"], ["diff", "."]])
def test_a_folder_that_is_no_run_is_one_sentence(tmp_path: Path, command: list[str]) -> None:
    """A missing folder, an empty one, rubbish and half a run: exit status 2 and what to do, never a traceback."""
    (tmp_path / "empty").mkdir()
    (tmp_path / "rubbish").mkdir()
    (tmp_path / "rubbish" / "run.json").write_text("{")
    (tmp_path / "records").mkdir()
    (tmp_path / "records" / "results.jsonl").write_text('{"no": "record"}\n{"no": "record"}\n')
    write(tmp_path / "half", [])
    for name in ("absent", "empty", "rubbish", "records", "half"):
        arguments = [tmp_path / name if word == "." else word for word in command]
        result = invoke(*arguments, tmp_path / name)

        assert result.exit_code == 2
        assert result.output.startswith("autograder: ")
        assert result.output.count("\n") == 1


def moved(old: Path, new: Path) -> str:
    result = invoke("diff", old, new)
    assert result.exit_code == 0
    return result.output


def test_diff_says_who_and_why(tmp_path: Path) -> None:
    """A changed file, a newcomer and one who is gone; who did not move is only counted."""
    lost = [a_task("grad_W", 0, 6, mistake="dropped-two"), a_task("loss", 3, 3)]
    kept = [a_task("grad_W", 6, 6), a_task("loss", 3, 3)]
    old = write(tmp_path / "old", [a_record("a", tasks=kept), a_record("b"), a_record("gone")])
    new = write(tmp_path / "new", [a_record("a", tasks=lost, sha256="f" * 64), a_record("b"), a_record("came")])
    lines = moved(old, new).splitlines()

    assert [line.split()[0] for line in lines[2:5]] == ["gone", "a", "came"]
    assert lines[2].rstrip().endswith("only in the first run")
    assert " ".join(lines[3].split()) == "a 9 3 -6 grad_W -6 (dropped-two) file changed"
    assert lines[4].rstrip().endswith("only in the second run")
    assert lines[-2:] == ["1 submission did not change.", "Hidden cases, seed and versions are the same."]


@pytest.mark.parametrize(
    ("run", "why"),
    [
        ({"seed": 8}, "seed changed"),
        ({"course_hash": "other"}, "hidden cases changed"),
        ({"versions": {"autograder": "0.2.0"}, "course_hash": "other"}, "grader's version changed"),
        ({"isolation": 1}, "isolation changed"),
    ],
)
def test_diff_of_the_same_file(run: dict[str, Any], why: str) -> None:
    """Where the file is the same, what differs between the runs is the reason."""
    graded = {name: run[name] for name in ("seed", "isolation") if name in run}
    before, after = a_record("a", tasks=[a_task(score=6)]), a_record("a", tasks=[a_task(score=0)], **graded)
    (move,) = compare((a_run(), [before]), (a_run(**run), [after])).moves

    assert why in move.why
    assert "file changed" not in move.why
    assert (move.old, move.new, move.by) == (6.0, 0.0, -6.0)


def test_diff_says_whom_other_cases_graded() -> None:
    """Of two reports of nbgrader's gradings: what differs is the student's own digest, not that of most."""
    lost = a_record("a", tasks=[a_task(score=0)], course_hash="new")
    before = [a_record(name, tasks=[a_task(score=6)], course_hash="old") for name in ("a", "b", "c")]
    after = [lost, *before[1:]]
    compared = compare((a_run(course_hash="old"), before), (a_run(course_hash="old", other_cases=["a"]), after))

    assert [move.why for move in compared.moves] == [("hidden cases changed",)]
    assert compared.runs == ("In the second run, these students were graded with other hidden cases than the rest: a.",)


def test_diff_of_states() -> None:
    """A submission that was missing, or has no mark, moved; an equal record did not."""
    old = [a_record("a", Status.MISSING), a_record("b"), a_record("c")]
    new = [a_record("a"), a_record("b", Status.UNGRADABLE), a_record("c")]
    compared = compare((a_run(), old), (a_run(), new))

    assert [(move.student, move.was, move.now, move.new) for move in compared.moves] == [
        ("b", "graded", "ungradable", None),
        ("a", "missing", "graded", 25.0),
    ]
    assert compared.same == 1


def test_diff_needs_one_assignment() -> None:
    """Runs of two assignments cannot be compared."""
    with pytest.raises(ResultsError, match="compare runs of one"):
        compare((a_run(), [a_record()]), (a_run(assignment="a1_one_weight"), [a_record()]))


def test_diff_is_calm_about_names(tmp_path: Path) -> None:
    """Names with terminal escapes and markup show as plain text."""
    old = write(tmp_path / "old", [a_record(name, Status.MISSING) for name in HOSTILE_NAMES])
    said = moved(old, write(tmp_path / "new", [a_record(name) for name in HOSTILE_NAMES]))

    assert said.replace("\n", "").isprintable()
    assert "No mark changed: 8 submissions did not change." in moved(old, old)


def nbgrader_course(folder: Path, notebook: str | None) -> Path:
    """A course with one student's work, and what `nbgrader autograde` is to have made of it."""
    (folder / "solutions" / "a1_one_weight").mkdir(parents=True)
    write_course_file(folder)
    (folder / CONFIG).write_text("c = get_config()\n")
    there = Course.find(Path(__file__)).folder("a1_one_weight")
    (folder / "solutions" / "a1_one_weight" / "assignment.toml").write_bytes((there / "assignment.toml").read_bytes())
    (folder / "submitted" / "ada" / "a1_one_weight").mkdir(parents=True)
    if notebook is not None:
        book = folder / "autograded" / "ada" / "a1_one_weight" / "a1_one_weight.ipynb"
        book.parent.mkdir(parents=True)
        book.write_text(notebook)
    return folder


@pytest.mark.parametrize(
    ("notebook", "said"),
    [
        (None, "has no autograded a1_one_weight: run `nbgrader autograde a1_one_weight` first."),
        ("{}", "has no record of this grader"),
        ('{"metadata": {"autograder": {"score": 25}}}', "has no record of this grader"),
        ('{"metadata": []}', "has no record of this grader"),
        ("[" * 5000, "has no record of this grader"),
        ("no JSON", "has no record of this grader"),
    ],
)
def test_report_of_an_nbgrader_course_that_has_no_records(tmp_path: Path, notebook: str | None, said: str) -> None:
    """Nothing graded yet, or by another grader: one sentence, exit status 2, and nothing is written."""
    course = nbgrader_course(tmp_path / "course [1]", notebook)
    result = invoke("report", course, "-a", "a1_one_weight", "-o", tmp_path / "out")

    assert result.exit_code == 2
    assert said in result.output
    assert len(result.output.splitlines()) == 1
    assert not (tmp_path / "out").exists()


def test_report_takes_no_other_folder_for_a_run(tmp_path: Path) -> None:
    """-o is for an nbgrader course."""
    out = write(tmp_path / "out", a_class()[:2])

    assert invoke("report", out, "-o", tmp_path / "other").exit_code == 2
