"""The hostile submissions of tests/gauntlet through nbgrader's exchange: the same marks, and no more harm."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import msgspec
import nbformat
import pytest
import reading
import watch
from gauntlet_cases import ASSIGNMENT, MODULE, ROOT, SHORT, Case, Ground, controls, judge, read_cases
from nbconvert.filters.markdown_mistune import markdown2html_mistune
from nbgrader.api import Gradebook
from nbgrader_round import COURSE_ID

from autograder.course.model import Course
from autograder.demo import DemoCourse
from autograder.grading.run import RunRequest, grade_class
from autograder.nbgrader.autograded import read_records
from autograder.nbgrader.settings import CONFIG
from autograder.results.records import Status

pytestmark = pytest.mark.security

CASES = read_cases()
SEED = 7
HONEST = ("000-honest", "080-honest", "zzz-honest")
"""Honest students before, among and after the hostile ones."""
TIMESTAMP = "2030-01-01 12:00:00 UTC"


class HostileRound:
    """One course, with all cases and some honest students in one `nbgrader autograde`."""

    def __init__(self, folder: Path) -> None:
        self.ground = Ground()
        self.canary = watch.fingerprint(self.ground.canary)
        self.school = DemoCourse(Course(ROOT), folder)
        self.desk = self.school.instructor
        with (self.desk.folder / CONFIG).open("a") as settings:
            settings.write(f"\nc.GradeSubmission.seed = {SEED}\n")
        with (self.desk.folder / "solutions" / ASSIGNMENT / "assignment.toml").open("a") as toml:
            limits = msgspec.structs.asdict(SHORT) | {"memory_mib": Course(ROOT).load(ASSIGNMENT).limits.memory_mib}
            toml.write("\n[limits]\n" + "".join(f"{name} = {value}\n" for name, value in limits.items()))

    def play(self) -> None:
        """From the release to the marks; then the same folders through `autograder grade`."""
        self.desk.nbgrader("generate_assignment", ASSIGNMENT)
        before = watch.below()  # with the process from which commands are forked
        self.desk.nbgrader("release_assignment", ASSIGNMENT)
        for case in CASES:
            case.build(self._place(case.name), self.ground.canary, self.ground.honest)
        for name in HONEST:
            shutil.copytree(self.ground.honest, self._place(name))
        self._place("linking").mkdir()
        for link, target in ((MODULE, self.ground.honest / MODULE), ("page.html", self.ground.canary / "secret.txt")):
            (self._place("linking") / link).symlink_to(target)
        for folder in self._inbound().iterdir():
            shutil.copy(self.desk.folder / "release" / ASSIGNMENT / f"{ASSIGNMENT}.ipynb", folder)
            (folder / "timestamp.txt").write_text(TIMESTAMP)
        self.collected = self.desk.nbgrader("collect", ASSIGNMENT)
        self.autograded = self.desk.run("autograde", ASSIGNMENT)
        self.left = {process: name for process, name in watch.below().items() if process not in before}
        self.compare()

    def compare(self) -> None:
        """Read nbgrader's records, and make those of `autograder grade` anew."""
        self.records = {record.student: record for record in read_records(self.desk.folder, ASSIGNMENT)}
        out = self.desk.folder / "graded"
        order = RunRequest(self.desk.folder / "submitted", ASSIGNMENT, out, workers=2, seed=SEED, fresh=True)
        self.graded = {record.student: record for record in grade_class(Course(self.desk.folder), order).records}

    def differences(self, name: str) -> list[str]:
        """What nbgrader has otherwise than `autograder grade`."""
        record, graded = self.records[name], self.graded[name]
        pairs = {
            "points": (self.points(name), {task.name: task.score for task in graded.tasks}),
            "status": (record.status, graded.status),
            "file": (record.sha256, graded.sha256),
        }
        return [f"{what}: {by_nbgrader} and {due}" for what, (by_nbgrader, due) in pairs.items() if by_nbgrader != due]

    def again(self, names: list[str]) -> None:
        """Grade these once more both ways: what takes nearly all its time may be late once, on a busy machine."""
        for name in names:
            self.desk.nbgrader("autograde", ASSIGNMENT, "--student", name, "--force")
        self.compare()

    def points(self, student: str) -> dict[str, float | None]:
        """The points in the gradebook."""
        with Gradebook(f"sqlite:///{self.desk.folder}/gradebook.db", COURSE_ID) as book:
            submitted = book.find_submission_notebook(ASSIGNMENT, ASSIGNMENT, student)
            return {grade.name: grade.auto_score for grade in submitted.grades if grade.name != "written-question"}

    def _inbound(self) -> Path:
        return self.school.exchange / COURSE_ID / "inbound"

    def _place(self, student: str) -> Path:
        return self._inbound() / f"{student}+{ASSIGNMENT}+{TIMESTAMP}+0123"


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Iterator[HostileRound]:
    made = HostileRound(tmp_path_factory.mktemp("hostile") / "school")
    try:
        with watch.adopting_orphans():
            made.play()
            differing = [case.name for case in CASES if made.differences(case.name)]
            if differing:
                made.again(differing)
        yield made
    finally:
        made.ground.remove()


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_marks_are_those_of_autograder_grade(hostile: HostileRound, case: Case) -> None:
    """Each cell has the points that `autograder grade` gives, and they are what the case deserves."""
    assert hostile.differences(case.name) == []
    assert list(judge(case, hostile.records[case.name])) == []


def test_honest_students_get_all_points(hostile: HostileRound) -> None:
    """Whoever is graded before, among and after the hostile ones."""
    for name in HONEST:
        assert hostile.records[name].score == hostile.records[name].max_score, name


def test_links_in_the_exchange_lead_nowhere(hostile: HostileRound) -> None:
    """Collecting is done with the instructor's rights: a link earns nothing and brings nothing back."""
    record = hostile.records["linking"]

    assert record.status is Status.MISSING
    assert "Left out of linking+" in hostile.collected
    assert not list(hostile.desk.folder.glob(f"*/linking/{ASSIGNMENT}/page.html"))


def test_cells_and_log_do_no_harm(hostile: HostileRound) -> None:
    """What a submission wrote is text in the cell, and the command's log has no control characters of its making."""
    for student in hostile.records:
        book = nbformat.read(
            hostile.desk.folder / f"autograded/{student}/{ASSIGNMENT}/{ASSIGNMENT}.ipynb", as_version=4
        )
        for cell in book.cells:
            for output in cell.get("outputs", []):
                if output.output_type == "display_data":
                    reading.harmless(markdown2html_mistune(output.data["text/markdown"]))
    assert controls(hostile.collected) == controls(hostile.autograded) == []


def test_nothing_is_left_behind(hostile: HostileRound) -> None:
    """No process, and the canary is as it was."""
    assert hostile.left == {}
    assert hostile.canary == watch.fingerprint(hostile.ground.canary)
    assert list(hostile.ground.work.iterdir()) == []
