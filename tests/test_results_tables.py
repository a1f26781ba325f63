"""grades.csv: one line a student, and never a formula."""

from __future__ import annotations

import csv
import io
import re
from pathlib import Path

from factories import HOSTILE_NAMES, a_class, a_record, a_task, an_assignment

from autograder.results.records import Status
from autograder.results.tables import grades_csv, write_grades

ASSIGNMENT = an_assignment()
HEX_OR_NUMBER = re.compile(r"-?\d+(\.\d+)?|[0-9a-f]{64}|")


def test_grades(tmp_path: Path) -> None:
    """One line a student, one column a task; what was not graded is empty, and an ungradable mark is not 0."""
    flagged = a_record(
        "s2", tasks=[a_task("grad_W", 4.8, 6, mistake="dropped-two")], flags=["odd", "slow"], sha256="ab"
    )
    everyone = [
        flagged,
        a_record("s1", Status.UNGRADABLE, sha256=None),
        a_record("s3", Status.MISSING, message="was not there. Found: x."),
    ]
    write_grades(tmp_path, everyone, ASSIGNMENT)

    assert (tmp_path / "grades.csv").read_text("utf-8").splitlines() == [
        "student,assignment,status,score,max_score,forward,loss,grad_W,grad_b,update,fit,mistakes,flags,sha256,"
        "reason,name,email,time,late,file,exceptions,late_penalty,mark",
        "s1,a3_linear_regression,ungradable,,25,,,,,,,,,,,,,,,,,,",
        "s2,a3_linear_regression,graded,4.8,25,,,4.8,,,,dropped-two,odd;slow,ab,,,,,,,,0,4.8",
        "s3,a3_linear_regression,missing,0,25,,,,,,,,,,was not there. Found: x.,,,,,,,0,0",
    ]


def test_no_grade_cell_is_a_formula() -> None:
    """A spreadsheet program computes nothing from a student's name or a flag; mistakes stand once each."""
    slips = [a_task(name, 0, 3, mistake="ascent") for name in ("loss", "update")]
    everyone = [a_record(name, flags=["=1+1"], tasks=slips) for name in (*HOSTILE_NAMES, "\t=1", "@SUM(A1)", "-2+3")]
    rows = list(csv.reader(io.StringIO(grades_csv(everyone, ASSIGNMENT))))

    assert len(rows) == len(everyone) + 1
    assert not [
        cell for row in rows for cell in row if cell[:1] in tuple("=+-@\t\r") and not HEX_OR_NUMBER.fullmatch(cell)
    ]
    assert {row[-12] for row in rows[1:]} == {"ascent"}


def test_the_table_is_sorted() -> None:
    """The order in which records come does not show."""
    everyone = a_class()

    assert grades_csv(everyone, ASSIGNMENT) == grades_csv(everyone[::-1], ASSIGNMENT)
