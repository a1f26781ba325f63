"""The course's list joined with those who handed in: columns by their usual names, whatever program wrote the file."""

from __future__ import annotations

from pathlib import Path

import pytest

from autograder.submissions.discover import SubmissionSource
from autograder.submissions.reading import Submission
from autograder.submissions.roster import RosterError, join, read_roster

CANVAS = (
    "Student,ID,SIS User ID,SIS Login ID,Section,Homework 3 (812)\n"
    ",,,,,Manual Posting\n"
    "    Points Possible,,,,,25\n"
    '"Lovelace, Ada",1001,0012345,ada,Monday,\n'
    '"Turing, Alan",1002,0012346,alan,Monday,\n'
    '"Student, Test",1099,,7f3a,Monday,\n'
)
MOODLE = (
    "Identifier,Full name,ID number,Email address,Status,Grade\n"
    "Participant 1001,Ada Lovelace,0012345,ada@example.edu,Submitted,\n"
    "Participant 1002,Alan Turing,0012346,alan@example.edu,Submitted,\n"
    "Participant 1099,Test Student,,test@example.edu,No submission,\n"
)
GRADESCOPE = (
    "First Name,Last Name,SID,Email,Sections\nAda,Lovelace,1001,ada@example.edu,\nAlan,Turing,1002,a@example.edu,\n"
    "Test,Student,1099,t@example.edu,\n"
)
BLACKBOARD = (
    '"Last Name"\t"First Name"\t"Username"\t"Student ID"\t"Last Access"\n'
    '"Lovelace"\t"Ada"\t"1001"\t"0012345"\t""\n"Turing"\t"Alan"\t"1002"\t"0012346"\t""\n"Student"\t"Test"\t"1099"\t""\t""\n'
)
BRIGHTSPACE = (
    "OrgDefinedId,Username,Last Name,First Name,Email,End-of-Line Indicator\n"
    "#1001,#ada,Lovelace,Ada,ada@example.edu,#\n#1002,#alan,Turing,Alan,alan@example.edu,#\n#1099,#t,Student,Test,,#\n"
)
GITHUB = (
    '"identifier","github_username","github_id","name"\n"Ada Lovelace","1001","5",""\n"x","1002","6","Alan Turing"\n'
)
NBGRADER = "id,first_name,last_name,email\n1001,Ada,Lovelace,\n1002,Alan,Turing,\n1099,Test,Student,\n"
GERMAN = "Vorname;Nachname;Matrikelnummer;E-Mail-Adresse\nAda;Lovelace;1001;ada@example.edu\nAlan;Turing;1002;\n"


def source(student: str, **facts: str) -> SubmissionSource:
    known = Submission(student, flags=["a flag"], **facts)  # type: ignore[arg-type]
    return SubmissionSource(student, lambda: known, known)


def roster(tmp_path: Path, text: str, encoding: str = "utf-8") -> Path:
    file = tmp_path / "roster.csv"
    file.write_bytes(text.encode(encoding))
    return file


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        (CANVAS, "utf-8"),
        (MOODLE, "utf-8-sig"),
        (GRADESCOPE, "utf-8"),
        (BLACKBOARD, "utf-16"),
        (BRIGHTSPACE, "utf-8"),
        (GITHUB, "utf-8"),
        (NBGRADER, "ascii"),
        (GERMAN, "cp1252"),
    ],
)
def test_students_are_recognised_by_their_id(tmp_path, text, encoding):
    """Each LMS's own table: the id that the download has finds the line, and the name comes from it."""
    joined = join([source("1001"), source("1002"), source("1003")], read_roster(roster(tmp_path, text, encoding)))
    names = [one.read().name for one in joined.sources]

    assert names[1:] in (["Alan Turing", ""], ["Turing, Alan", ""])
    assert joined.unlisted == ["1003"]
    assert len(joined.absent) == text.count("1099")


def test_ids_mail_and_flags(tmp_path):
    """The record gets all ids of the line, as texts, and keeps its flags; nobody else's line is used."""
    joined = join([source("1001")], read_roster(roster(tmp_path, CANVAS)))
    (one,) = joined.sources

    assert one.read().ids == {"login": "ada", "number": "0012345"}
    assert one.read() == one.person
    assert one.read().flags == ["a flag"]
    assert joined.absent == ["Student, Test (7f3a)", "Turing, Alan (alan)"]


@pytest.mark.parametrize(
    ("student", "facts"),
    [
        ("77", {"name": "lovelaceada"}),
        ("77", {"name": "Ada Lovelace"}),
        ("77", {"name": "ada lovelace "}),
        ("77", {"email": "ADA@example.edu"}),
        ("ada@example.edu", {}),
        ("ada", {}),
        ("Ada Lovelace", {}),
        ("Lovelace_Ada", {}),
        ("0012345", {}),
    ],
)
def test_students_are_recognised_by_mail_or_name(tmp_path, student, facts):
    """Without a common id: the address, what stands before its @, and the name in either order."""
    (one,) = join([source(student, **facts)], read_roster(roster(tmp_path, MOODLE))).sources

    assert one.read().email == "ada@example.edu"


def test_two_students_of_one_name_are_not_mixed_up(tmp_path):
    """A name that two lines have recognises neither."""
    text = "Name,Email,ID\nAda King,a@example.edu,1\nAda King,b@example.edu,2\n"
    joined = join([source("77", name="Ada King"), source("2")], read_roster(roster(tmp_path, text)))

    assert [one.read().email for one in joined.sources] == ["", "b@example.edu"]
    assert (joined.unlisted, joined.absent) == (["77"], ["Ada King (1)"])


def test_zeros_that_a_spreadsheet_program_took(tmp_path):
    """Excel writes 0012345 as 12345; a section that looks like a number is no id."""
    text = "Student ID,Name,Section\n12345,Ada King,Section 1\n54321,Emmy Noether,Section 2\n"
    joined = join([source("0012345"), source("1")], read_roster(roster(tmp_path, text)))

    assert [one.read().name for one in joined.sources] == ["Ada King", ""]


def test_a_line_that_names_the_delimiter(tmp_path):
    """`sep=;`, which Excel wants; line ends within quotation marks; a BOM."""
    text = 'sep=;\nID;Name;Notes\n1;Ada King;"two\nlines, with commas,,,"\n2;Emmy;\n'

    assert [one.name for one in read_roster(roster(tmp_path, text, "utf-8-sig"))] == ["Ada King", "Emmy"]


def test_two_submissions_of_one_student_are_flagged(tmp_path):
    """Who handed in under two names has two records; a person sees both."""
    joined = join([source("1001"), source("ada")], read_roster(roster(tmp_path, CANVAS)))

    assert [one.read().flags[-1] for one in joined.sources] == 2 * [
        "Lovelace, Ada (ada) of the roster has several submissions"
    ]


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "has no student"),
        (b"a,b\n1,2\n", "has no student"),
        (b"ID,Name\n", "has no student"),
        (b"PK\3\4xlsx", "is a spreadsheet"),
        (b'ID,Name\n"' + b"x" * 200_000, "not a table"),
        (None, "cannot be used"),
    ],
)
def test_a_roster_that_is_none_is_one_sentence(tmp_path, data, words):
    """A missing file, a spreadsheet and a table of something else are refused with what to do."""
    file = tmp_path / "roster.csv"
    if data is not None:
        file.write_bytes(data)

    with pytest.raises(RosterError, match=words):
        read_roster(file)
