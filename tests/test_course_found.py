"""Which course a command works on, what its course.toml says, and how a new course begins."""

from __future__ import annotations

import re
import time
from datetime import UTC, datetime
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from factories import write_course_file

from autograder.authoring.start import FIRST, init
from autograder.cli import cli, demo, doctor
from autograder.course.due_dates import due_date, in_local_time
from autograder.course.model import Course, CourseError, read_settings
from autograder.demo import demo_class
from autograder.doctor import nbgrader_setup as health
from autograder.nbgrader.gradebook import settings_of
from autograder.nbgrader.preprocessors import SetDueDates
from autograder.nbgrader.settings import CONFIG

ROOT = Path(__file__).resolve().parents[1]
REPOSITORY = Course(ROOT)


@pytest.fixture(autouse=True)
def elsewhere(tmp_path, monkeypatch) -> Path:
    """An empty working folder; no course is named in the environment."""
    monkeypatch.delenv("AUTOGRADER_COURSE", raising=False)
    place = tmp_path / "elsewhere"
    place.mkdir()
    monkeypatch.chdir(place)
    return place


@pytest.fixture
def course(tmp_path) -> Course:
    """A new course."""
    init(tmp_path / "My course 2")
    return Course(tmp_path / "My course 2")


def invoke(*arguments: object) -> Result:
    return CliRunner().invoke(cli, [str(argument) for argument in arguments])


def tree(folder: Path) -> dict[Path, bytes]:
    return {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}


# -- Which course -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "command",
    [
        ["new", "a9_topic"],
        ["generate"],
        ["validate"],
        ["demo"],
        ["grade", ".", "-a", "a1_one_weight"],
        ["check", "x.py"],
        ["report", "."],
        ["report", ".", "-a", "a1_one_weight"],
        ["export", ".", "--to", "csv"],
    ],
    ids=" ".join,
)
def test_outside_a_course_nothing_is_written(command, elsewhere):
    """No command falls back to another course: one sentence that names `autograder init`, status 2, no file."""
    before = tree(ROOT / "solutions")
    done = invoke(*command)

    assert done.exit_code == 2
    assert done.stderr.count("\n") == 1
    assert f"{elsewhere} is not in a course" in done.stderr
    assert "`autograder init`" in done.stderr
    assert list(elsewhere.iterdir()) == []
    assert tree(ROOT / "solutions") == before


def test_the_option_goes_before_the_variable_and_the_variable_before_the_folder(tmp_path, monkeypatch):
    """--course, then AUTOGRADER_COURSE, then the course around the working folder."""
    for name in ("option", "variable", "folder"):
        init(tmp_path / name)
    below = tmp_path / "folder" / "solutions" / "shared"
    below.mkdir()
    monkeypatch.chdir(below)

    assert invoke("new", "a2_third").exit_code == 0
    monkeypatch.setenv("AUTOGRADER_COURSE", str(tmp_path / "variable"))
    assert invoke("new", "a2_second").exit_code == 0
    assert invoke("new", "a2_first", "--course", tmp_path / "option").exit_code == 0
    found = {path.name: path.parents[1].name for path in tmp_path.glob("*/solutions/a2_*")}
    assert found == {"a2_first": "option", "a2_second": "variable", "a2_third": "folder"}


def test_a_named_folder_is_the_course_itself(tmp_path, course, monkeypatch):
    """A folder below a course, or any other, is not taken for it: what is named wrongly is told."""
    with pytest.raises(CourseError, match="is not a course, because it has no course"):
        Course.at(course.solutions)
    monkeypatch.setenv("AUTOGRADER_COURSE", str(tmp_path / "nowhere"))
    monkeypatch.chdir(course.root)
    with pytest.raises(CourseError, match="nowhere is not a course"):
        Course.find()


def test_a_start_that_is_given_goes_before_the_variable(course, monkeypatch):
    """nbgrader's settings and reports speak of the folder that they lie in."""
    monkeypatch.setenv("AUTOGRADER_COURSE", str(ROOT))

    assert Course.find(course.root / CONFIG).root == course.root


def test_assignments_without_a_course_file_are_told_apart(course, monkeypatch):
    """A course from before course.toml is no course, not even part of one around it; `init` gives it the file alone."""
    (course.root / "course.toml").unlink()
    write_course_file(course.root.parent)
    monkeypatch.chdir(course.root)
    before = tree(course.root)
    refused = invoke("generate")

    assert refused.exit_code == 2
    assert "has assignments but no course.toml; `autograder init " in refused.stderr
    assert tree(course.root) == before
    assert invoke("init").exit_code == 0
    assert set(tree(course.root)) - set(before) == {course.root / "course.toml"}
    assert {path: data for path, data in tree(course.root).items() if path in before} == before


# -- course.toml ------------------------------------------------------------------------------------------------------


def test_the_repositorys_course():
    """This repository's course.toml is read, and its nbgrader_config.py is that of any course."""
    settings = read_settings(REPOSITORY)

    assert (settings.id, settings.title) == ("backpropagation", "Backpropagation by hand")
    assert (settings.late_penalty, settings.require_isolation, settings.due, settings.lms) == ("none", 1, {}, {})
    lines = (ROOT / CONFIG).read_text().split("\n")
    assert [line for line in lines if line] == [
        "from autograder.nbgrader.settings import configure",
        "configure(get_config())",
    ]


BROKEN = [
    ("nonsense = 1", "nonsense"),
    ("late_penalty = 'half'", "late_penalty"),
    ("late = {percent_per_day = 110}", "late"),
    ("late_penalty = 'zero'\nlate = {percent_per_day = 10}", "remove one of them"),
    ("require_isolation = 4", "require_isolation"),
    ("due = {a1_linear_model = '10/01/2026 11:59 PM'}", "would be taken for Thursday 1 October 2026, 23:59 (UTC)"),
    ("due = {a1_linear_model = 2027-03-01T23:59:00}", "would be taken for Monday 1 March 2027, 23:59 (UTC)"),
    ("due = 12", "due"),
    ("due = {a1_linear_modle = 2027-03-01T23:59:00Z}", "'a1_linear_modle', which is not in solutions/"),
    ("lms = {canvas = {assignments = {a0_x = '12'}}}", "'a0_x', which is not in solutions/"),
    ("lms = {canvas = {curse = '12'}}", "curse"),
    ("= ", "course.toml is broken"),
]


@pytest.mark.parametrize(("line", "said"), BROKEN, ids=[line for line, _ in BROKEN])
def test_a_broken_course_file_is_one_sentence(course, line, said):
    """It names the file and what is wrong; nbgrader stops with it, and does not go on without the sandbox."""
    write_course_file(course.root, line + "\n")

    with pytest.raises(CourseError, match="course") as caught:
        read_settings(course)
    assert said in str(caught.value)
    assert "\n" not in str(caught.value)
    with pytest.raises(SystemExit) as stopped:
        health.read_settings(course.root)
    assert str(stopped.value) == f"autograder: {caught.value}"
    with pytest.raises(CourseError) as told:
        settings_of(course)
    assert str(told.value) == str(caught.value)
    assert str(caught.value) in health.gradebook(course).problems


CLEAR = {
    "2026-10-01T23:59:00+02:00": "21:59",
    "2026-10-01 23:59 +0200": "21:59",
    "2026-10-01 23:59 Europe/Berlin": "21:59",
    "2026-10-01T21:59Z": "21:59",
    "2026-10-01 21:59:00 UTC": "21:59",
    "2026-10-01 17:59 America/New_York": "21:59",
}
UNCLEAR = {
    "10/01/2026 11:59 PM": "it would be taken for Thursday 1 October 2026, 23:59 (UTC)",
    "2026-10-01 23:59 EDT": "it would be taken for Thursday 1 October 2026, 23:59 (UTC)",
    "2026-10-01 23:59": "it would be taken for Thursday 1 October 2026, 23:59 (UTC)",
    "2026-10-01 23:59 GMT+2": "it would be taken for Thursday 1 October 2026, 23:59 (UTC-02:00)",
    "01.10.2026": "it would be taken for Saturday 10 January 2026, 00:00 (UTC)",
    "2026-10-01": "it would be taken for Thursday 1 October 2026, 00:00 (UTC)",
    "tomorrow": "no program would understand it",
    "2026-13-01 23:59 UTC": "does not exist in the calendar",
    "2026-10-01 23:59 Europe/Atlantis": "'Europe/Atlantis' is not the name of a time zone",
    "2026-10-25 02:30 Europe/Berlin": "happens twice, because the clocks change",
    "2026-03-29 02:30 Europe/Berlin": "happens never, because the clocks change",
    "2026-10-01 23:59 +9900": "has an offset that no time zone has",
    "0226-10-01 23:59 UTC": "226 is not a year of a course",
}


@pytest.mark.parametrize("written", CLEAR)
def test_due_date_with_one_reading_is_read(written):
    """ISO 8601 with an offset, UTC or the name of a zone."""
    assert f"{due_date(written).astimezone(UTC):%Y-%m-%d %H:%M}" == f"2026-10-01 {CLEAR[written]}"


@pytest.mark.parametrize("written", UNCLEAR)
def test_due_date_with_another_reading_is_refused(written):
    """The error says how it would have been taken."""
    with pytest.raises(ValueError, match=re.escape(UNCLEAR[written])):
        due_date(written)


@pytest.mark.parametrize("clock", [("Europe/Berlin", "23:59 (UTC+02:00)"), ("UTC", "21:59 (UTC)")])
def test_due_date_is_shown_in_local_time(monkeypatch, clock):
    """An instructor sees at once when the clock of this machine is another one."""
    monkeypatch.setenv("TZ", clock[0])
    time.tzset()
    try:
        shown = in_local_time(due_date("2026-10-01 17:59 America/New_York"))
    finally:
        monkeypatch.undo()
        time.tzset()

    assert shown == f"Thursday 1 October 2026, {clock[1]}"


def test_due_date_in_nbgraders_configuration_is_checked_as_well():
    """nbgrader alone would take +0200 for 200 seconds."""
    read = SetDueDates(due={FIRST: "2026-10-01 23:59 +0200"}).due

    assert read[FIRST].astimezone(UTC).isoformat() == "2026-10-01T21:59:00+00:00"
    with pytest.raises(SystemExit, match=r"^autograder: A due date in nbgrader_config\.py, '10/01/2026' is not clear"):
        SetDueDates(due={FIRST: "10/01/2026"})


def test_doctor_shows_due_dates(course):
    """As they were understood, by the clock of this machine."""
    write_course_file(course.root, f"due = {{{FIRST} = '2026-10-01 23:59 Pacific/Auckland'}}\n")
    here = in_local_time(datetime(2026, 10, 1, 10, 59, tzinfo=UTC))

    text = "\n".join(doctor.due_dates(course))

    assert text.split("\n")[1:] == ["Due dates by this machine's clock", f"  a1_linear_model  {here}"]


def test_nbgrader_gets_what_the_course_says(course, monkeypatch):
    """Id, due dates in universal time, penalty, isolation and each module; a line below the two wins."""
    monkeypatch.setenv("AUTOGRADER_COURSE", str(ROOT))
    write_course_file(
        course.root,
        "late = {percent_per_day = 10}\nrequire_isolation = 2\ndue = {a1_linear_model = 2027-03-01T23:59:00+02:00}\n"
        "lms = {canvas = {course = '4711', assignments = {a1_linear_model = '12'}}}\n",
    )
    with (course.root / CONFIG).open("a") as settings:
        settings.write("c.GradeSubmission.require_isolation = 3\n")
    found = health.read_settings(course.root)

    assert found["CourseDirectory"]["course_id"] == "made-up"
    assert found["SetDueDates"]["due"] == {FIRST: "2027-03-01 21:59:00 UTC"}
    assert found["AssignLatePenalties"]["plugin_class"] == "autograder.nbgrader.late.CoursePenalty"
    assert found["CoursePenalty"]["policy"]["percent_per_day"] == 10
    assert found["GradeSubmission"]["require_isolation"] == 3
    assert found["Autograde"]["exclude_overwriting"] == {FIRST: ["linear_model.py"]}
    assert read_settings(course).lms["canvas"].assignments == {FIRST: "12"}


def test_the_isolation_that_the_course_requires_holds_for_grade_and_check(course, monkeypatch):
    """Without --require-isolation, course.toml decides; the option changes it for one command."""
    write_course_file(course.root, "require_isolation = 3\n")
    monkeypatch.setenv("AUTOGRADER_TEST_WITHOUT", "bubblewrap,landlock,seccomp")
    submitted = course.root / "class" / "ada" / "linear_model.py"
    submitted.parent.mkdir(parents=True)
    submitted.write_bytes(course.reference(FIRST).read_bytes())
    at = ["--course", course.root]
    whole = ["grade", course.root / "class", "-a", FIRST, "-j", "1", "-o", course.root / "out", *at]

    for command in (["check", submitted, *at], whole):
        refused = invoke(*command)
        assert refused.exit_code == 2
        assert "Isolation level 3 is required" in refused.stderr
    assert invoke(*whole, "--require-isolation", "1").exit_code == 0


# -- init -------------------------------------------------------------------------------------------------------------


def test_a_new_course_has_what_its_folder_is_called(course):
    """The id and the title are made of the folder's name; students' files are generated."""
    settings = read_settings(course)

    assert (settings.id, settings.title) == ("My-course-2", "My course 2")
    assert course.names() == [FIRST]
    assert invoke("generate", "--check", "--course", course.root).exit_code == 0


def test_init_writes_over_nothing(tmp_path):
    """Files that are there stay and are named; a file of the first assignment stops it before anything is written."""
    mine = {tmp_path / "a" / name: f"# mine: {name}\n".encode() for name in (CONFIG, ".gitignore", "notes.txt")}
    (tmp_path / "a").mkdir()
    for path, data in mine.items():
        path.write_bytes(data)
    done = invoke("init", tmp_path / "a")

    assert done.exit_code == 0
    assert f"{CONFIG} already exists and was not changed." in done.stdout
    assert {path: path.read_bytes() for path in mine} == mine
    before = tree(tmp_path / "a")
    again = invoke("init", tmp_path / "a")
    assert (again.exit_code, again.stderr.count("\n")) == (2, 1)
    assert tree(tmp_path / "a") == before

    for taken in (f"solutions/{FIRST}/README.md", f"assignments/{FIRST}/README.md"):
        file = tmp_path / taken.partition("/")[0] / taken
        file.parent.mkdir(parents=True)
        file.write_text("mine\n")
        root = tmp_path / taken.partition("/")[0]
        assert invoke("init", root).exit_code == 2
        assert tree(root) == {file: b"mine\n"}


def test_init_where_nothing_can_be_written(tmp_path):
    """A file stands where the folder should be: one sentence."""
    (tmp_path / "file").write_text("mine\n")
    done = invoke("init", tmp_path / "file")

    assert (done.exit_code, done.stderr.count("\n")) == (2, 1)
    assert done.stderr.startswith("autograder: ")


# -- demo -------------------------------------------------------------------------------------------------------------


def test_the_class_of_a_course_without_a_sample_class(course):
    """The reference, the stub, a right variant, and a wrong variant of each task."""
    work = [student.work[FIRST] for student in demo_class(course, [FIRST])]

    assert work[:3] == ["reference", "stub", "right loops"]
    assert [recipe.partition("-")[0] for recipe in work[3:]] == ["wrong forward", "wrong gradient"]


def test_a_sample_class_that_lacks_an_assignment_gets_work_for_it(course):
    """Its students hand in the rest as it says; where they are too few, others join them."""
    (course.solutions / "sample_class.toml").write_text(
        '[[students]]\nname = "ada"\nshows = "x"\nwork = { a1_linear_model = "stub" }\n'
    )
    invoke("new", "a2_other", "--course", course.root)
    students = demo_class(course, [FIRST, "a2_other"])

    assert [student.name for student in students[:2]] == ["ada", "student2"]
    assert students[0].work == {FIRST: "stub", "a2_other": "reference"}
    assert students[1].work == {"a2_other": "stub"}
    assert len(students) == 5


def test_demo_deletes_only_what_a_demo_made(course, monkeypatch, tmp_path):
    """A folder with a gradebook that somebody works with stays as it is; the folder of an earlier demo is emptied."""
    theirs = tmp_path / "theirs"
    (theirs / "instructor").mkdir(parents=True)
    (theirs / "instructor" / "gradebook.db").write_bytes(b"marks")
    (tmp_path / "file").write_bytes(b"mine")
    before = tree(tmp_path)
    for out in (theirs, tmp_path / "file"):
        done = invoke("demo", "-o", out, "--course", course.root)
        assert done.exit_code == 2
        assert "was not made by `autograder demo`" in done.stderr
    assert tree(tmp_path) == before

    def stops(*_: object) -> None:
        raise CourseError("Played.")

    monkeypatch.setattr(demo, "play", stops)
    ours = tmp_path / "ours"
    for _ in range(2):
        done = invoke("demo", "-o", ours, "--course", course.root)
        assert done.stderr == "autograder: Played.\n"
        assert not (ours / "left").exists()
        (ours / "left").write_text("of the first demo\n")


def test_demo_says_what_is_missing(course):
    """Before students' files are generated there is nothing to hand out."""
    invoke("new", "a2_other", "--course", course.root)
    done = invoke("demo", "--course", course.root)

    assert done.exit_code == 2
    assert done.stderr == "autograder: There is no assignments/a2_other: run `autograder generate` first.\n"
