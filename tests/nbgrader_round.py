"""A whole round of nbgrader with a difficult class, made once for all tests that look at it."""

from __future__ import annotations

import json
import re
import shutil
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import nbformat
from nbgrader.api import Gradebook

from autograder.course.model import COURSE_FILE, Course
from autograder.demo import DemoCourse, DemoUser, build_submission, read_sample_class

COURSE_ID = "backpropagation"
DUE = "2050-01-01T12:00:00Z"
AFTER_DUE = "2050-01-01 13:00:00.000000 UTC"
ATTACK = "<script>alert(1)</script> [here](http://evil.invalid/a) ![i](http://evil.invalid/i.png)"
HOSTILE = f"line import sys; print({ATTACK!r}); sys.stderr.write('no'); raise RuntimeError({ATTACK!r})"
NAMES = ("a1_one_weight", "a3_linear_regression", "a5_model_regression")
"""The assignments of the round: with a slow file, with data and a second hand-in, with torch. `make demo` plays all."""
AGAIN = "a3_linear_regression"
"""The assignment that a student hands in a second time."""


@dataclass
class Member:
    """A student: the recipe of each assignment's module, and the account."""

    name: str
    work: dict[str, str]
    account: DemoUser
    handed_in: dict[str, bytes] = field(default_factory=dict)


def recipes(course: Course) -> dict[str, dict[str, str]]:
    """Who hands in what."""
    sample = {student.name: student.work for student in read_sample_class(course).students}
    names = course.names()
    same = {what: dict.fromkeys(names, what) for what in ("reference", "stub", "missing")}
    looping = sample["ingrid"] | {"a1_one_weight": sample["leon"]["a1_one_weight"]}
    return {
        "right": same["reference"],
        "half": sample["emmy"],
        "untouched": same["stub"],
        "wrong": sample["grace"],
        "not-importing": sample["karen"],
        "looping": looping,
        "hostile": dict.fromkeys(names, HOSTILE),
        "no-notebook": sample["johann"],
        "no-module": same["missing"],
        "cells-deleted": sample["henri"],
        "resubmitted": sample["emmy"],
        "late": sample["henri"],
        "no-timestamp": sample["henri"],
        "no-secret": same["reference"],
        "notebook-is-folder": sample["emmy"],
    }


class Round:
    """The round: released, handed in, collected, autograded, given back, and once more for one student."""

    def __init__(self, folder: Path) -> None:
        self.course = Course.find(Path(__file__))
        self.names = NAMES
        self.school = DemoCourse(self.course, folder)
        self.instructor = self.school.instructor
        self.said: dict[str, str] = {}
        settings = self.instructor.folder / COURSE_FILE
        due = "".join(f"{name} = {DUE}\n" for name in self.names)
        settings.write_text(f'late_penalty = "zero"\n{settings.read_text()}{due}')
        self.members = {
            name: Member(name, work, self.school.student(name, COURSE_ID))
            for name, work in recipes(self.course).items()
        }

    def play(self) -> None:
        for name in self.names:
            self.instructor.nbgrader("generate_assignment", name)
            self.instructor.nbgrader("release_assignment", name)
        for member in self.members.values():
            member.account.nbgrader("fetch_assignment", *self.names)
            for name in self.names:
                self.hand_in(member, name, member.work[name])
        self.break_folders()
        for name in self.names:
            self.said[f"collect {name}"] = self.instructor.nbgrader("collect", name)
            self.give_back(name)
        for member in self.members.values():
            member.account.nbgrader("fetch_feedback", *self.names)
        self.first = self.grades(AGAIN, "resubmitted")
        again = self.members["resubmitted"]
        self.hand_in(again, AGAIN, "reference")
        self.instructor.nbgrader("collect", AGAIN, "--update")
        self.give_back(AGAIN)
        again.account.nbgrader("fetch_feedback", AGAIN)
        self.instructor.run("export")

    def give_back(self, name: str) -> None:
        self.said[f"autograde {name}"] = self.instructor.run("autograde", name)
        self.instructor.nbgrader("generate_feedback", name)
        self.said[f"release {name}"] = self.instructor.nbgrader("release_feedback", name)

    def hand_in(self, member: Member, name: str, recipe: str) -> None:
        folder = member.account.folder / name
        module = folder / self.course.load(name).module_file
        source = build_submission(self.course, name, recipe)
        if source is None:
            module.unlink()
        else:
            module.write_text(source, encoding="utf-8")
            member.handed_in[name] = module.read_bytes()
        if member.name == "no-notebook":
            (folder / f"{name}.ipynb").unlink()
        if member.name == "cells-deleted":
            tamper(folder / f"{name}.ipynb")
        if member.name == "right":
            answer(folder / f"{name}.ipynb")
        member.account.nbgrader("submit", name)

    def break_folders(self) -> None:
        """What a student can do to a folder in the exchange, which is theirs."""
        for folder in (self.school.exchange / COURSE_ID / "inbound").iterdir():
            student, name, *_ = folder.name.split("+")
            if student == "no-timestamp":
                (folder / "timestamp.txt").unlink()
            elif student == "no-secret":
                (folder / "submission_secret.txt").unlink()
            elif student == "notebook-is-folder":
                (folder / f"{name}.ipynb").unlink()
                (folder / f"{name}.ipynb").mkdir()
                (folder / f"{name}.ipynb" / "note.txt").write_text("mine")
            elif student == "late":
                (folder / "timestamp.txt").write_text(AFTER_DUE)

    def gradebook(self) -> Gradebook:
        return Gradebook(f"sqlite:///{self.instructor.folder}/gradebook.db", COURSE_ID)

    def grades(self, name: str, student: str) -> dict[str, tuple[float | None, bool]]:
        """The autograder's points of each cell, and whether a person is to look."""
        with self.gradebook() as book:
            submitted = book.find_submission_notebook(name, name, student)
            return {grade.name: (grade.auto_score, grade.needs_manual_grade) for grade in submitted.grades}

    def record(self, name: str, student: str) -> dict[str, Any]:
        """The record in the metadata of an autograded notebook."""
        path = self.instructor.folder / "autograded" / student / name / f"{name}.ipynb"
        metadata = json.loads(path.read_text())["metadata"]
        assert isinstance(metadata, dict)
        return metadata["autograder"]

    def feedback(self, name: str, student: str) -> list[str]:
        """The pages that a student has fetched, oldest first."""
        pages = self.members[student].account.folder.glob(f"{name}/feedback/*/*.html")
        return [page.read_text() for page in sorted(pages)]


def tamper(path: Path) -> None:
    """Delete the first check cell and the answer, copy the second check cell, and give the third more points."""
    book = nbformat.read(path, as_version=4)
    graded = [cell for cell in book.cells if "nbgrader" in cell.metadata]
    first, second, third, answer_cell = *graded[:3], graded[-1]
    book.cells = [cell for cell in book.cells if cell not in (first, answer_cell)]
    twin = nbformat.v4.new_code_cell("float('nan')", metadata=second.metadata)
    book.cells.insert(0, twin)
    third.metadata["nbgrader"]["points"] = 100
    third.source = "100.0"
    nbformat.write(book, path)


def answer(path: Path) -> None:
    """Answer the written question."""
    book = nbformat.read(path, as_version=4)
    [cell] = [cell for cell in book.cells if cell.metadata.get("nbgrader", {}).get("solution")]
    cell.source = "Because of the chain rule."
    nbformat.write(book, path)


def text_of(page: str) -> str:
    """A page's text without its tags."""
    return re.sub(r"<[^>]+>", "", page)


def copy_gradebook(played: Round, path: Path) -> str:
    """A copy of the gradebook; returns its address."""
    shutil.copy(played.instructor.folder / "gradebook.db", path)
    return f"sqlite:///{path}"
