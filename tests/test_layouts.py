"""A class as Canvas, Moodle, Gradescope, Blackboard, Brightspace, a git classroom and people give it: who is whose.

Nothing is graded here. The archives are built by the tests; their names follow the sources that the layouts name.
"""

from __future__ import annotations

import io
import os
import struct
import tarfile
import zipfile
from collections.abc import Mapping
from pathlib import Path

import pytest

from autograder.submissions import archive as archives
from autograder.submissions.discover import SubmissionsError, find_class
from autograder.submissions.module import Wanted
from autograder.submissions.reading import Submission

MODULE = "line.py"
TASKS = ("forward", "loss", "grad")
WANTED = Wanted("a3_line", MODULE, TASKS, frozenset({"a1_point"}))
ADA = b"def forward():\n    return 1\n\n\ndef loss():\n    return 2\n\n\ndef grad():\n    return 3\n"
ALAN = ADA.replace(b"3", b"4")
Members = Mapping[str, bytes]


def zip_bytes(members: Members) -> bytes:
    """A zip of these members; a name that ends in / is a folder."""
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            info = zipfile.ZipInfo("x", (2026, 10, 1, 12, 0, 0))
            info.filename = name
            archive.writestr(info, data)
    return held.getvalue()


def tar_bytes(members: Members, mode: str = "w:gz") -> bytes:
    held = io.BytesIO()
    with tarfile.open(fileobj=held, mode=mode) as archive:
        for name, data in members.items():
            info = tarfile.TarInfo(name.rstrip("/"))
            info.type = tarfile.DIRTYPE if name.endswith("/") else tarfile.REGTYPE
            info.size = len(data)
            archive.addfile(info, io.BytesIO(data))
    return held.getvalue()


def old_zip_bytes(names: list[tuple[bytes, bytes]]) -> bytes:
    """A zip as Windows wrote it, its names bytes of a code page, without the mark for UTF-8."""
    body, directory = b"", b""
    for name, data in names:
        facts = struct.pack("<HHHHHIIIHH", 20, 0, 0, 0, 0x5CE1, zipfile.crc32(data), len(data), len(data), len(name), 0)
        directory += b"PK\1\2\x14\0" + facts + struct.pack("<HHHII", 0, 0, 0, 0, len(body)) + name
        body += b"PK\3\4" + facts + name + data
    end = struct.pack("<HHHHIIH", 0, 0, len(names), len(names), len(directory), len(body), 0)
    return body + directory + b"PK\5\6" + end


def unpacked(folder: Path, members: Members) -> Path:
    for name, data in members.items():
        path = folder / name
        if name.endswith("/"):
            path.mkdir(parents=True, exist_ok=True)
            continue
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    return folder


def read(place: Path) -> dict[str, Submission]:
    return {source.student: source.read() for source in find_class(place, WANTED).sources}


def every_way(tmp_path: Path, members: Members) -> list[Path]:
    """A class packed and unpacked, wrapped in a folder and not, with a stray file beside, and as a zip in a folder."""
    wrapped = {f"download/{name}": data for name, data in members.items()}
    stray = {**members, "grading_notes.txt": b"late: ask Grace"}
    places = []
    for kind, form in (("plain", members), ("wrapped", wrapped), ("stray", stray)):
        places.append(unpacked(tmp_path / kind, form))
        for suffix, data in (("zip", zip_bytes(form)), ("tar.gz", tar_bytes(form)), ("tar", tar_bytes(form, "w"))):
            places.append(tmp_path / f"{kind}.{suffix}")
            places[-1].write_bytes(data)
    (tmp_path / "folder").mkdir()
    (tmp_path / "folder" / "download.zip").write_bytes(zip_bytes(members))
    return [*places, tmp_path / "folder"]


CANVAS = {
    "lovelaceada_1001_50001_line.py": ADA,
    "lovelaceada_1001_50002_a3_line.ipynb": b"{}",
    "turingalan_LATE_1002_50003_line-1.py": ALAN,
    "gaußcarlfriedrich_1004_50006_line.py": ADA,
    "godelkurt_1005_text.html": b"<p>my work</p>",
}
MOODLE = {
    "Ada Lovelace_12345_assignsubmission_file_/line.py": ADA,
    "Ada Lovelace_12345_assignsubmission_onlinetext_/onlinetext.html": b"<p>hello</p>",
    "Alan Turing_12346_assignsubmission_file/a3/line.py": ALAN,
    "Carl Friedrich Gauß_12347_assignsubmission_file_/line.py": ADA,
    "Kurt Gödel_12348_assignsubmission_onlinetext_/onlinetext.html": b"<p>my work</p>",
}
FLAT_MOODLE = {
    "Ada Lovelace_12345_assignsubmission_file_line.py": ADA,
    "Alan Turing_12346_assignsubmission_file_line.py": ALAN,
}
BLIND_MOODLE = {
    "Participant_12345_assignsubmission_file_/line.py": ADA,
    "Participant_12346_assignsubmission_file_/line.py": ALAN,
}
METADATA = b"""---
submission_200001:
  :submitters:
  - :name: Ada Lovelace
    :sid: '0012345'
    :email: ada@example.edu
  :created_at: 2026-10-01 12:00:00.000000000 Z
submission_200002:
  :submitters:
  - :name: Alan Turing
    :sid: '0012346'
    :email: alan@example.edu
  - :name: Emmy Noether
    :sid:
    :email: emmy@example.edu
  :created_at: 2026-10-01 14:30:00.000000000 +02:00
submission_200003:
  :submitters:
  - :name: Kurt
    :sid: '9'
  :created_at:
"""
GRADESCOPE = {
    "assignment_9100_export/submission_metadata.yml": METADATA,
    "assignment_9100_export/submission_200001/line.py": ADA,
    "assignment_9100_export/submission_200002/line.py": ALAN,
}
BLACKBOARD = {
    "A3_old_ada_attempt_2026-09-30-12-00-00_line.py": ALAN,
    "A3_old_ada_attempt_2026-09-30-12-00-00.txt": b"Name: Ada Lovelace (old_ada)\r\nAssignment: A3\r\n",
    "A3_old_ada_attempt_2026-10-01-12-00-00_mangled.py": ADA,
    "A3_old_ada_attempt_2026-10-01-12-00-00.txt": b"Name: Ada Lovelace (old_ada)\nFiles:\n"
    b"\tOriginal filename: line.py\n\tFilename: A3_old_ada_attempt_2026-10-01-12-00-00_mangled.py\n",
    "A3_alan_attempt_2026-10-01-13-00-00_line.py": ALAN,
    "A3_alan_attempt_2026-10-01-13-00-00.txt": b"Name: Alan Turing (alan)\nComments: Original filename: virus.exe\n"
    b"Filename: A3_old_ada_attempt_2026-10-01-12-00-00_mangled.py\n",
}
BRIGHTSPACE = {
    "index.html": b"<html></html>",
    "12345-67890 - Ada Lovelace - Sep 30, 2026 803 AM/line.py": ALAN,
    "12345-67890 - Ada Lovelace - Oct 1, 2026 1159 PM/line.py": ADA,
    "12346-67890 - Mary-Ann van der Berg - Oct 1, 2026 1200 PM/line.py": ALAN,
}
FLAT_BRIGHTSPACE = {
    "12345-67890 - Ada Lovelace - 1 October, 2026 2359 - line.py": ADA,
    "12346-67890 - Alan Turing - 1 October, 2026 2359 - line.py": ALAN,
}
CLASSROOM = {
    "a3-line-submissions/a3-line-ada-l/.git/HEAD": b"ref: refs/heads/main",
    "a3-line-submissions/a3-line-ada-l/line.py": ADA,
    "a3-line-submissions/a3-line-alan/.git/HEAD": b"ref: refs/heads/main",
    "a3-line-submissions/a3-line-alan/src/line.py": ALAN,
}
CLASSROOM_50 = {
    "scores.csv": b"username,score\n",
    "cs-autumn-a3-line-ada/.classroom50.yml": b"classroom: cs-autumn\n",
    "cs-autumn-a3-line-ada/line.py": ADA,
    "cs-autumn-a3-line-alan/.classroom50.yml": b"classroom: cs-autumn\n",
    "cs-autumn-a3-line-alan/line.py": ALAN,
}
NBGRADER = {
    "submitted/ada/a3_line/line.py": ADA,
    "submitted/ada/a3_line/timestamp.txt": b"2026-10-01 12:00:00.123456 UTC",
    "submitted/ada/a1_point/point.py": ALAN,
    "submitted/alan/a3_line/line.py": ALAN,
    "submitted/kurt/a1_point/point.py": ADA,
}
PLAIN = {"ada/line.py": ADA, "alan/task/line.py": ALAN, "kurt/": b"", "emmy/report.pdf": b"%PDF-1.7"}


@pytest.mark.parametrize(
    ("members", "expected"),
    [
        (CANVAS, {"1001": ADA, "1002": ALAN, "1004": ADA, "1005": None}),
        (MOODLE, {"12345": ADA, "12346": ALAN, "12347": ADA, "12348": None}),
        (FLAT_MOODLE, {"12345": ADA, "12346": ALAN}),
        (BLIND_MOODLE, {"12345": ADA, "12346": ALAN}),
        (GRADESCOPE, {"0012345": ADA, "0012346": ALAN, "emmy@example.edu": ALAN, "9": None}),
        (BLACKBOARD, {"old_ada": ADA, "alan": ALAN}),
        (BRIGHTSPACE, {"12345": ADA, "12346": ALAN}),
        (FLAT_BRIGHTSPACE, {"12345": ADA, "12346": ALAN}),
        (CLASSROOM, {"ada-l": ADA, "alan": ALAN}),
        (CLASSROOM_50, {"ada": ADA, "alan": ALAN}),
        (NBGRADER, {"ada": ADA, "alan": ALAN, "kurt": None}),
        (PLAIN, {"ada": ADA, "alan": ALAN, "kurt": None, "emmy": None}),
    ],
)
def test_each_form_gives_the_same_students_and_files_in_every_packing(tmp_path, members, expected):
    """Packed or not, wrapped once or not, with a stray file beside or not: the same people with the same bytes."""
    for place in every_way(tmp_path, members):
        found = {student: one.files.get(MODULE) for student, one in read(place).items()}

        assert found == expected, place.name


def facts(members: Members, tmp_path: Path) -> dict[str, tuple[object, ...]]:
    place = tmp_path / "class.zip"
    place.write_bytes(zip_bytes(members))
    return {s: (one.name, one.email, one.timestamp, one.late, one.partners) for s, one in read(place).items()}


def test_canvas_gives_id_name_and_lateness(tmp_path):
    """The number is the id, what stands before it the name, and LATE is kept; others were on time."""
    found = facts(CANVAS, tmp_path)

    assert found["1001"] == ("lovelaceada", "", "", False, [])
    assert found["1002"] == ("turingalan", "", "", True, [])
    assert found["1004"][0] == "gaußcarlfriedrich"


@pytest.mark.parametrize("newer", ["line-1.py", "line.py"])
def test_of_a_module_that_canvas_has_twice_the_last_one_counts(tmp_path, newer):
    """The file that was uploaded last, whatever Canvas made of its name; the other one is told."""
    older = {"line-1.py": "line.py", "line.py": "line-1.py"}[newer]
    members = {f"lovelaceada_1001_50000_{older}": ALAN, f"lovelaceada_1001_50001_{newer}": ADA}
    found = read(unpacked(tmp_path / "class", members | {"turingalan_1002_50003_line.py": ALAN}))

    assert found["1001"].files[MODULE] == ADA
    assert found["1001"].source == f"lovelaceada_1001_50001_{newer}"
    assert found["1001"].notes == ["`line-50000.py` was handed in, too, and was not graded."]
    assert found["1002"].files[MODULE] == ALAN


def test_a_students_zip_that_was_unpacked_in_canvas_download(tmp_path):
    """The folder has the name that Canvas gave the zip: the student is known by it."""
    members = {"lovelaceada_1001_50001_a3/line.py": ADA, "turingalan_1002_50002_line.py": ALAN}
    place = unpacked(tmp_path / "class", members)

    assert {s: (one.files[MODULE], one.file) for s, one in read(place).items()} == {
        "1001": (ADA, "a3/line.py"),
        "1002": (ALAN, ""),
    }


def test_a_git_folder_of_some_students_hides_no_other(tmp_path):
    """In a folder for each student, some of which have a repository in it, all are students."""
    members = {"s-1/.git/HEAD": b"x", "s-1/line.py": ADA, "s-2/line.py": ALAN}

    assert sorted(read(unpacked(tmp_path / "class", members))) == ["s-1", "s-2"]


def test_a_helper_that_canvas_renamed(tmp_path):
    """A module and its helper, both uploaded again: both lose what Canvas put around their names."""
    members = {
        "lovelaceada_1001_50001_line-1.py": b"import my_tools\n" + ADA,
        "lovelaceada_1001_50002_my_tools-1.py": b"x = 1\n",
        "turingalan_1002_50003_my_tools.py": b"x = 2\n",
    }
    place = unpacked(tmp_path / "class", members)
    found = read(place)

    assert found["1001"].files == {MODULE: b"import my_tools\n" + ADA, "my_tools.py": b"x = 1\n"}
    assert found["1001"].source == "lovelaceada_1001_50001_line-1.py"
    assert found["1002"].missing


def test_canvas_without_names(tmp_path):
    """Anonymous grading: the code is the id, and there is no name."""
    members = {"anon_x7Qp1_50001_line.py": ADA, "LATE_anon_b2_50003_line.py": ALAN}

    assert facts(members, tmp_path) == {"x7Qp1": ("", "", "", False, []), "b2": ("", "", "", True, [])}


def test_moodle_gives_names_unless_it_is_blind(tmp_path):
    """The participant's number is the id; the word in the place of a name, in any language, is no name."""
    assert facts(MOODLE, tmp_path)["12347"] == ("Carl Friedrich Gauß", "", "", None, [])
    assert facts(BLIND_MOODLE, tmp_path)["12345"][0] == ""
    japanese = {name.replace("Participant", "参加者"): data for name, data in BLIND_MOODLE.items()}
    assert facts(japanese, tmp_path)["12345"][0] == ""


def test_moodles_teams(tmp_path):
    """A team has the number of the group, and the default group, which has none, its name."""
    members = {
        "Group A_77_assignsubmission_file_/line.py": ADA,
        "Default group_assignsubmission_file_/line.py": ALAN,
    }

    assert {s: facts[0] for s, facts in facts(members, tmp_path).items()} == {
        "77": "Group A",
        "Default group": "Default group",
    }


def test_gradescope_gives_people_and_partners(tmp_path):
    """Both partners of a group have a submission, which names the other; times are in UTC, ids stay texts."""
    found = facts(GRADESCOPE, tmp_path)

    assert found["0012345"] == ("Ada Lovelace", "ada@example.edu", "2026-10-01T12:00:00+00:00", None, [])
    assert found["0012346"][3:] == (None, ["emmy@example.edu"])
    assert found["emmy@example.edu"] == (
        "Emmy Noether",
        "emmy@example.edu",
        "2026-10-01T14:30:00+02:00",
        None,
        ["0012346"],
    )


def test_broken_metadata_leaves_the_folders(tmp_path):
    """Without readable metadata nobody is lost: each folder is a student under its own name, and that is flagged."""
    members = {**GRADESCOPE, "assignment_9100_export/submission_metadata.yml": b"\0: [oh"}
    place = tmp_path / "class.zip"
    place.write_bytes(zip_bytes(members))
    found = read(place)

    assert {s: one.files[MODULE] for s, one in found.items()} == {"submission_200001": ADA, "submission_200002": ALAN}
    assert "says whose it is" in found["submission_200001"].flags[0]


def test_the_last_attempt_counts_and_it_is_said(tmp_path):
    """Blackboard and Brightspace keep all attempts: the last is graded, with its time, and the number is flagged."""
    for members, student, time in (
        (BLACKBOARD, "old_ada", "2026-10-01T12:00:00"),
        (BRIGHTSPACE, "12345", "2026-10-01T23:59:00"),
    ):
        place = tmp_path / "class.zip"
        place.write_bytes(zip_bytes(members))
        one = read(place)[student]

        assert (one.name, one.timestamp, one.files[MODULE]) == ("Ada Lovelace", time, ADA)
        assert one.flags == [f"handed in 2 times; the last time, {time}, was graded"]


def test_attempts_whose_times_cannot_be_read_are_a_persons_business(tmp_path):
    """Times in a language that is not understood: nobody guesses which attempt is the last."""
    members = {
        "1-9 - Ada - 1 lokakuuta 2026 2359/line.py": ADA,
        "1-9 - Ada - 2 lokakuuta 2026 2359/line.py": ALAN,
        "2-9 - Alan - 2 lokakuuta 2026 2359/line.py": ALAN,
    }
    place = tmp_path / "class.zip"
    place.write_bytes(zip_bytes(members))
    found = read(place)

    assert "times cannot be read" in found["1"].problem
    assert found["2"].files == {MODULE: ALAN}


def test_no_student_can_rename_another_ones_file(tmp_path):
    """A comment in Blackboard's text names a file of somebody else: it means nothing. (See alan's in BLACKBOARD.)"""
    place = tmp_path / "class.zip"
    place.write_bytes(zip_bytes(BLACKBOARD))

    assert read(place)["old_ada"].file == ""


def test_nbgraders_time_and_other_assignments(tmp_path):
    """timestamp.txt is kept; who has a folder of another assignment only did not hand this one in."""
    place = unpacked(tmp_path / "course", NBGRADER) / "submitted"
    found = read(place)

    assert found["ada"].timestamp == "2026-10-01 12:00:00.123456 UTC"
    assert (found["kurt"].missing, found["kurt"].found) == (True, [])


def test_work_for_another_assignment_is_not_taken(tmp_path):
    """A module of another assignment may define the same functions: it is named, not graded."""
    wanted = WANTED._replace(others=frozenset({"a1_point", "point.py"}))
    place = unpacked(tmp_path / "class", {"ada/point.py": ADA, "alan/point-1.py": ADA, "kurt/mine.py": ADA})
    found = {source.student: source.read() for source in find_class(place, wanted).sources}

    assert {student: one.missing for student, one in found.items()} == {"ada": True, "alan": True, "kurt": False}
    assert found["ada"].found == ["point.py"]


def test_what_belongs_to_nobody_is_named(tmp_path):
    """A stray file in Canvas' download, and results of a run, are no students, and are not passed over in silence."""
    members = {**CANVAS, "notes.md": b"x", "graded/a3_line/run.json": b"{}", "graded/a3_line/results.jsonl": b""}
    place = unpacked(tmp_path / "class", members)

    assert find_class(place, WANTED).left_out == ["graded", "notes.md"]


@pytest.mark.parametrize(
    "phantom",
    [
        {"__MACOSX/ada/._line.py": b"\0\5\26\7", ".DS_Store": b"", "desktop.ini": b"", "ada/._line.py": b"\0\5\26\7"},
        {".git/hooks/line.py": ALAN, ".ipynb_checkpoints/line.py": ALAN},
        {"graded/a3/results.jsonl": b"", "graded/a3/run.json": b"{}", "graded/a3/feedback/ada.html": b""},
        {"out/results.jsonl": b"", "out/run.json": b"{}", "out/report.html": b""},
        {"__pycache__/line.cpython-311.pyc": b"x", "Thumbs.db": b""},
        {"$RECYCLE.BIN/x/line.py": ALAN, "System Volume Information/x": b""},
        {"@eaDir/ada/line.py": ALAN, "lost+found/": b"", "node_modules/line.py": ALAN},
        {"~$notes.docx": b"", ".vscode/settings.json": b"{}", ".venv/lib/line.py": ALAN},
    ],
)
def test_system_folders_are_no_students(tmp_path, phantom):
    """What macOS, Windows, a NAS, git, Jupyter, Python and the grader leave behind is nobody's work."""
    members = {"ada/line.py": ADA, **phantom}
    (tmp_path / "class.zip").write_bytes(zip_bytes(members))

    for place in (unpacked(tmp_path / "class", members), tmp_path / "class.zip"):
        assert {s: one.files for s, one in read(place).items()} == {"ada": {MODULE: ADA}}


@pytest.mark.parametrize(
    ("members", "students"),
    [
        ({"hw3/ada/line.py": ADA, "hw3/alan/line.py": ALAN, "hw3/grading_notes.py": b"x = 1\n"}, ["ada", "alan"]),
        ({"ada/hw3/line.py": ADA}, ["ada"]),
        ({"hw3/ada/line.py": ADA}, ["ada"]),
        ({"ada/final/line.py": ADA, "ada/data/x.csv": b"1"}, ["ada"]),
        ({"class_5/ada/line.py": ADA, "class_5/kurt/": b""}, ["ada", "kurt"]),
        ({"submitted/ada/line.py": ADA}, ["ada"]),
        ({"ada/a3_line/line.py": ADA}, ["ada"]),
        ({"ada/line.py": ADA, "ada/old/line.py": ALAN}, ["ada"]),
        ({"course/ada/x/line.py": ADA, "course/alan/line.py": ALAN}, ["ada", "alan"]),
        ({"c/c/ada/line.py": ADA, "c/c/alan/line.py": ALAN}, ["ada", "alan"]),
        ({"hw3/line.py": b"", "hw3/ada/line.py": ADA, "hw3/alan/line.py": ALAN}, ["ada", "alan"]),
        ({"ada/line.py": ADA, "ada/mine/tools.py": b""}, ["ada"]),
        ({"submissions (1)/ada/line.py": ADA}, ["ada"]),
        ({"ada/submitted/line.py": ADA}, ["ada"]),
        ({"ada/line.py": ADA, "kurt/": b"", "alan.zip": zip_bytes({"line.py": ALAN})}, ["ada", "alan", "kurt"]),
        (
            {"ada/line.py": ADA, "kurt/": b"", "class.zip": zip_bytes({"ada/line.py": ADA, "b/line.py": ADA})},
            ["ada", "kurt"],
        ),
        ({"ada.zip": zip_bytes({"line.py": ADA}), "alan.tar.gz": tar_bytes({"x/line.py": ALAN})}, ["ada", "alan"]),
    ],
)
def test_who_is_a_student_and_who_a_wrapper(tmp_path, members, students):
    """A folder that holds the students is no student, and a student's folder of this week's work is none either."""
    (tmp_path / "c.zip").write_bytes(zip_bytes(members))

    for place in (unpacked(tmp_path / "c", members), tmp_path / "c.zip"):
        assert sorted(read(place)) == students


def test_an_ambiguous_wrapper_is_refused(tmp_path):
    """Of two folders, one in the other, nobody guesses which is the student: the sentence names both."""
    place = unpacked(tmp_path / "c", {"grace/hopper/line.py": ADA})

    with pytest.raises(SubmissionsError, match=r"grace or hopper.*submitted"):
        find_class(place, WANTED)

    unpacked(tmp_path / "submitted", {"grace/hopper/line.py": ADA})
    assert list(read(tmp_path / "submitted")) == ["grace"]


def test_the_place_may_be_a_link_or_the_working_folder(tmp_path, monkeypatch):
    """The instructor's own link is followed, and a folder named by a dot has its name."""
    place = unpacked(tmp_path / "submitted", {"grace/hopper/line.py": ADA})
    (tmp_path / "link").symlink_to(place)
    monkeypatch.chdir(place)

    assert list(read(tmp_path / "link")) == list(read(Path())) == ["grace"]


def test_a_folder_of_one_student_is_refused_with_a_reason(tmp_path):
    """Who names the student's own folder is told to name the folder above."""
    place = unpacked(tmp_path / "ada", {"line.py": ADA})

    with pytest.raises(SubmissionsError, match=r"holds line\.py itself"):
        find_class(place, WANTED)


@pytest.mark.parametrize(
    ("page", "names"),
    [
        ("cp932", ["表計算", "能力者丁"]),
        ("gb18030", ["张伟", "李娜"]),
        ("cp949", ["김민준", "이서연"]),
        ("cp866", ["Иванов Иван", "Петрова Анна"]),
        ("cp850", ["Carl Friedrich Gauß", "José Núñez"]),
        ("utf-8", ["Kurt Gödel", "Paul Erdős"]),
    ],
)
def test_names_in_old_code_pages(tmp_path, page, names):
    """A zip without the mark for UTF-8: names are read in the code page that fits, a byte 5C in a letter included."""
    place = tmp_path / "class.zip"
    place.write_bytes(old_zip_bytes([(f"{name}/{MODULE}".encode(page), ADA) for name in names]))

    assert {s: one.files for s, one in read(place).items()} == {name: {MODULE: ADA} for name in names}


def test_backslashes_separate_folders(tmp_path):
    """A zip that PowerShell made."""
    place = tmp_path / "class.zip"
    place.write_bytes(old_zip_bytes([(b"submitted\\ada\\line.py", ADA), (b"submitted\\alan\\line.py", ALAN)]))

    assert {s: one.files[MODULE] for s, one in read(place).items()} == {"ada": ADA, "alan": ALAN}


@pytest.mark.parametrize("suffix", ["zip", "tar", "tar.gz"])
def test_only_what_is_read_counts_towards_a_bound(tmp_path, suffix):
    """A data file far beyond every bound beside the module costs nothing."""
    members = {"ada/line.py": ADA, "alan/line.py": ALAN, "alan/data.bin": bytes(80 << 20)}
    place = tmp_path / f"class.{suffix}"
    place.write_bytes(zip_bytes(members) if suffix == "zip" else tar_bytes(members, "w:gz" if "gz" in suffix else "w"))

    assert {s: one.files for s, one in read(place).items()} == {"ada": {MODULE: ADA}, "alan": {MODULE: ALAN}}


def encrypted(data: bytes) -> bytes:
    """A zip whose second member says that it is encrypted."""
    changed = bytearray(data)
    for mark, offset in ((b"PK\3\4", 6), (b"PK\1\2", 8)):
        at = changed.index(mark, changed.index(mark) + 1) + offset
        changed[at] |= 1
    return bytes(changed)


@pytest.mark.parametrize(
    ("bad", "words"),
    [
        (zip_bytes({"line.py": ADA})[:40], "is cut off or damaged; download or pack it again"),
        (b"", "is empty"),
        (b"Rar!\x1a\7\0", "RAR archive"),
        (b"7z\xbc\xaf\x27\x1c", "7z archive"),
        (zip_bytes({"report.pdf": b"%PDF"}), "was not handed in"),
        (b"PK\1\2" * 60_000, "holds more than"),
        (tar_bytes({"line.py": b"#" * (2 << 20)}), "larger than"),
    ],
)
def test_a_bad_archive_costs_its_owner_with_the_true_reason(tmp_path, bad, words):
    """One student's broken, empty, foreign or useless archive: a sentence for that student; the others are graded."""
    members = {"ada/line.py": ADA, "alan/hw3.zip": bad}
    (tmp_path / "class.zip").write_bytes(zip_bytes(members))

    for place in (unpacked(tmp_path / "class", members), tmp_path / "class.zip"):
        found = read(place)
        assert found["ada"].files == {MODULE: ADA}
        assert words in found["alan"].problem
        assert found["alan"].found == ["hw3.zip"]


def test_an_encrypted_member_costs_its_owner(tmp_path):
    """A member that needs a password is named as that."""
    place = tmp_path / "class.zip"
    place.write_bytes(encrypted(zip_bytes({"ada/line.py": ADA, "alan/line.py": ALAN})))

    assert read(place)["ada"].files == {MODULE: ADA}
    assert read(place)["alan"].problem == "line.py is encrypted."


def test_a_damaged_member_costs_its_owner(tmp_path):
    """Bytes that do not fit their checksum."""
    data = bytearray(zip_bytes({"ada/line.py": ADA, "alan/line.py": ALAN}))
    at = data.index(b"alan/line.py") + len("alan/line.py")
    data[at : at + 10] = b"\xff" * 10
    place = tmp_path / "class.zip"
    place.write_bytes(data)

    assert read(place)["ada"].files == {MODULE: ADA}
    assert "cannot be read" in read(place)["alan"].problem


def test_a_large_download_in_a_folder_of_its_own_is_read(tmp_path, monkeypatch):
    """The bound of a student's archive does not hold for the class's, which lies in the folder that was named."""
    monkeypatch.setattr(archives, "MAX_INNER", 1000)
    members = {**CANVAS, "lovelaceada_1001_50009_data.bin": os.urandom(5000)}
    place = unpacked(tmp_path / "folder", {"download.zip": zip_bytes(members)})

    assert read(place)["1001"].files == {MODULE: ADA}


def test_archives_within_archives_are_bounded(tmp_path, monkeypatch):
    """An archive that a student handed in is read up to a size, and one that is larger is named."""
    monkeypatch.setattr(archives, "MAX_INNER", 1000)
    place = unpacked(tmp_path / "class", {"ada/line.py": ADA, "alan/hw.zip": bytes(2000)})

    assert "hw.zip is larger than" in read(place)["alan"].problem


def test_two_folders_that_give_one_name_are_both_kept(tmp_path):
    """A name that is no text and its readable form: neither student takes the other's place."""
    place = tmp_path / "class"
    for name in (b"m\xe4x", b"m\\xe4x"):
        folder = bytes(place) + b"/" + name
        Path(folder.decode("utf-8", "surrogateescape")).mkdir(parents=True)
        Path((folder + b"/line.py").decode("utf-8", "surrogateescape")).write_bytes(ADA)
    found = read(place)

    assert sorted(found) == ["m\\xe4x", "m\\xe4x (2)"]
    assert found["m\\xe4x (2)"].flags == ["another submission has the name m\\xe4x, too"]
