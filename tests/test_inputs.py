"""What people really hand in, rebuilt from public reports: who is a student, and which file is graded.

Each kind has the reported downloads and further ones of its kind. Kinds that are tried in other files: the names of
renamed files, other file types and exported notebooks in test_finding_the_module, what costs all points only in the
grader in test_handing_in, pytest's own settings in test_odd_machines, right work that public tests refused in
`autograder validate`.
"""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import pytest
from test_layouts import ADA, ALAN, MODULE, WANTED, Members, old_zip_bytes, tar_bytes, unpacked, zip_bytes

from autograder.submissions.discover import SubmissionsError, find_class
from autograder.submissions.reading import Submission

MOODLE = "_assignsubmission_file_"
NOTEBOOK = json.dumps(
    {"nbformat": 4, "cells": [{"cell_type": "code", "source": [ADA.decode()]}, {"cell_type": "raw", "source": []}]}
).encode()
PDF, RAR, SEVEN = b"%PDF-1.7", b"Rar!\x1a\7\0", b"7z\xbc\xaf\x27\x1c"
MAC = b"\0\5\26\7"


def read(place: Path) -> dict[str, Submission]:
    return {source.student: source.read() for source in find_class(place, WANTED).sources}


def graded(found: dict[str, Submission]) -> dict[str, bytes | str]:
    """The bytes that are graded, else why there are none."""
    return {student: one.files.get(MODULE) or one.problem for student, one in found.items()}


DROPPED: list[tuple[Members, dict[str, bytes | str]]] = [
    (
        {"ada/line.py": ADA, "alan/a3_line.ipynb": b"{}", "emmy/report.pdf": PDF, "kurt/": b""},
        {"ada": ADA, "alan": "`a3_line.ipynb`. A notebook", "emmy": "found: `report.pdf`", "kurt": "not handed in."},
    ),
    ({"ada/line.py": ADA, "alan/hw3/line.py": ALAN}, {"ada": ADA, "alan": ALAN}),
    ({"ada/line.py": ADA, "alan/hw3.zip": b"PK\5\6"}, {"ada": ADA, "alan": "hw3.zip"}),
    (
        {
            f"Ada Lovelace_12345{MOODLE}/a3_line/line.py": ADA,
            f"Alan Turing_12346{MOODLE}/homework 3/final/line.py": ALAN,
            f"Emmy Noether_12347{MOODLE}/line.py": ADA,
        },
        {"12345": ADA, "12346": ALAN, "12347": ADA},
    ),
    (
        {"ada/a.zip": zip_bytes({"b.zip": zip_bytes({"line.py": ADA})}), "alan/line.py": ALAN},
        {"ada": ADA, "alan": ALAN},
    ),
    ({"ada/line.py": ADA, "alan/line.py.gz": gzip.compress(ALAN)}, {"ada": ADA, "alan": "compressed by gzip, which"}),
    ({"ada/line.py": ADA, "bob/line.py": ADA, "alan.rar": RAR}, {"ada": ADA, "bob": ADA, "alan": "a RAR archive"}),
    ({"ada/line.py": ADA, "bob/line.py": ADA, "alan.7z": SEVEN}, {"ada": ADA, "bob": ADA, "alan": "a 7z archive"}),
    ({"ada/x.ipynb": NOTEBOOK, "alan/x.tgz": tar_bytes({"x/line.py": ALAN})}, {"ada": ADA, "alan": ALAN}),
    (
        {"ada/line.docx": zip_bytes({"word/document.xml": b"<x/>"}), "alan/.ipynb_checkpoints/line.py": ALAN},
        {"ada": "found: `line.docx`", "alan": "not handed in."},
    ),
]
WRONG_STUDENT: list[tuple[Members, dict[str, bytes | str]]] = [
    ({"hw3/ada/line.py": ADA, "hw3/alan/line.py": ALAN, "hw3/grading_notes.py": b"# x"}, {"ada": ADA, "alan": ALAN}),
    ({"ada/hw3/line.py": ADA}, {"ada": ADA}),
    (
        {"section1/ada/line.py": ADA, "section1/bob/line.py": ADA, "section2/alan/line.py": ALAN},
        {"ada": ADA, "bob": ADA, "alan": ALAN},
    ),
    (
        {
            "Group A.zip": zip_bytes({"ada/line.py": ADA, "bob/line.py": ADA}),
            "Group B.zip": zip_bytes({"alan/line.py": ALAN}),
        },
        {"ada": ADA, "bob": ADA, "alan": ALAN},
    ),
    (
        {
            "s1.zip": zip_bytes({"lovelaceada_1001_1_line.py": ADA}),
            "s2.zip": zip_bytes({"turing_1002_2_line.py": ALAN}),
        },
        {"1001": ADA, "1002": ALAN},
    ),
    ({"a3-line-2026-main/ada/line.py": ADA, "a3-line-2026-main/alan/line.py": ALAN}, {"ada": ADA, "alan": ALAN}),
    ({"group1/src/line.py": ADA, "group2/src/line.py": ALAN}, {"group1": ADA, "group2": ALAN}),
    ({"ada/old/line.py": ADA, "ada/new/line.py": ADA, "alan/line.py": ALAN}, {"ada": ADA, "alan": ALAN}),
    ({"ada (1)/line.py": ADA, "ada/line (1).py": ALAN}, {"ada (1)": ADA, "ada": ALAN}),
]
LMS: list[tuple[Members, dict[str, bytes | str]]] = [
    (
        {"lovelaceada_1001_5_line.py": ADA, "turingalan_LATE_1002_6_line-1.py": ALAN, "noether_1003_7_line-2.py": ADA},
        {"1001": ADA, "1002": ALAN, "1003": ADA},
    ),
    (
        {
            "lovelaceada_1001_5_a3.zip": zip_bytes({"line.py": ADA}),
            "turing_LATE_1002_6_a3-1.zip": zip_bytes({"x/line.py": ALAN}),
        },
        {"1001": ADA, "1002": ALAN},
    ),
    (
        {f"Ada Lovelace_12345{MOODLE}line.py": ADA, f"Carl Gauß_12346{MOODLE}line.py": ALAN},
        {"12345": ADA, "12346": ALAN},
    ),
    (
        {"A3_ada_attempt_2026-10-01-12-00-00_line.py": ADA, "A3_alan_attempt_2026-10-01-13-00-00_line.py": ALAN},
        {"ada": ADA, "alan": ALAN},
    ),
    ({"turing2_1002_3_hw_2_3.py": ALAN, "lovelaceada_1001_5_12_34_line.py": ADA}, {"1001": ADA, "1002": ALAN}),
    ({"lovelaceada_1001_5_line.rar": RAR, "turingalan_1002_6_line.py": ALAN}, {"1001": "a RAR archive", "1002": ALAN}),
    ({"a3-line-ada-main/line.py": ADA, "a3-line-alan-master/line.py": ALAN}, {"ada": ADA, "alan": ALAN}),
    (
        {
            f"dl/in/Ada King_1{MOODLE}/hw.zip": zip_bytes({"hw/line.py": ADA, "__MACOSX/hw/._line.py": MAC}),
            f"dl/in/Ada King_2{MOODLE}/line.py": ALAN,
        },
        {"1": ADA, "2": ALAN},
    ),
    ({"submission_1/line.py": ADA, "submission_2/line.py": ALAN}, {"submission_1": ADA, "submission_2": ALAN}),
]
PHANTOMS: list[tuple[Members, dict[str, bytes | str]]] = [
    (
        {"ada/line.py": ADA, "ada/._line.py": MAC, "__MACOSX/ada/._line.py": MAC, ".DS_Store": b"", "desktop.ini": b""},
        {"ada": ADA},
    ),
    ({"ada/line.py": ADA, ".git/hooks/line.py": ALAN, ".ipynb_checkpoints/line.py": ALAN}, {"ada": ADA}),
    (
        {"ada/line.py": ADA, "@eaDir/ada/line.py": ALAN, "#recycle/": b"", "System Volume Information/x": b""},
        {"ada": ADA, "#recycle": "not handed in."},
    ),
    ({"ada/line.py": ADA, "ada/.venv/line.py": ALAN, "ada/node_modules/line.py": ALAN}, {"ada": ADA}),
    (
        {"ada/venv/pyvenv.cfg": b"", "ada/venv/line.py": ALAN, "ada/src/line.py": ADA, "bob/line.py": ADA},
        {"ada": ADA, "bob": ADA},
    ),
    ({"ada/line.py": ADA, "~$line.docx": b"", "Thumbs.db": b"", "__pycache__/line.py": ALAN}, {"ada": ADA}),
    ({"ada/line.py": ADA, "$RECYCLE.BIN/ada/line.py": ALAN, "lost+found/": b""}, {"ada": ADA}),
]


@pytest.mark.parametrize(("members", "expected"), [*DROPPED, *WRONG_STUDENT, *LMS, *PHANTOMS])
def test_every_student_is_there_and_nobody_else(tmp_path, members, expected):
    """From a zip as from a folder: each student has the right file, or a reason that names what was there."""
    (tmp_path / "class.zip").write_bytes(zip_bytes(members))
    for place in (unpacked(tmp_path / "class", members), tmp_path / "class.zip"):
        found = graded(read(place))

        assert found.keys() == expected.keys(), place.name
        for student, due in expected.items():
            assert (due == found[student]) if isinstance(due, bytes) else (due in str(found[student])), found[student]


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (zip_bytes({"submitted\\ada\\line.py": ADA, "submitted\\alan\\line.py": ALAN}), ["ada", "alan"]),
        (
            old_zip_bytes([("表示/line.py".encode("cp932"), ADA), ("予約/line.py".encode("cp932"), ALAN)]),
            ["予約", "表示"],
        ),
        (zip_bytes({"ada/line.py": ADA, "alan/line.py": ALAN, "alan/data.bin": b"\0" * (30 << 20)}), ["ada", "alan"]),
        (old_zip_bytes([("Müller/line.py".encode("cp850"), ADA), (b"ada/line.py", ALAN)]), ["Müller", "ada"]),
        (
            old_zip_bytes([("Jörg Pfützner/line.py".encode("cp850"), ADA), (b"ada/line.py", ALAN)]),
            ["Jörg Pfützner", "ada"],
        ),
        (zip_bytes({"./ada/line.py": ADA, "./alan/line.py": ALAN}), ["ada", "alan"]),
        (zip_bytes({"ada/line.py": ADA, "/alan/line.py": ALAN, "bob/line.py": ALAN}), ["ada", "bob"]),
        (tar_bytes({"./ada/line.py": ADA, "./alan/line.py": ALAN}), ["ada", "alan"]),
    ],
    ids=["powershell", "shift-jis", "large data", "cp850", "two umlauts", "dots", "absolute", "tar"],
)
def test_an_archive_is_read_as_it_comes(tmp_path, data, expected):
    """Backslashes, old code pages, a file of 30 MB beside the module, a path that leads out."""
    (tmp_path / "class.zip").write_bytes(data)

    assert sorted(read(tmp_path / "class.zip")) == expected


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (RAR, "is a RAR archive, which is not read; use a zip file"),
        (SEVEN, "is a 7z archive"),
        (b"<!doctype html><title>Log in</title>", "is neither a zip nor a tar file"),
        (zip_bytes({"ada/line.py": ADA})[:-9], "is cut off or damaged; download or pack it again"),
        (
            zip_bytes({"[Content_Types].xml": b"", "word/document.xml": b""}),
            "is a document of Word, Excel or PowerPoint",
        ),
        (zip_bytes({}), "has no folder of a student"),
        (
            zip_bytes({"ada_line.py": ADA, "alan_line.py": ALAN}),
            r"has 2 files \(ada_line.py, alan_line.py\), but no folder of a student: put each file into a folder with "
            "the student's name, such as ada_line/line.py",
        ),
        (zip_bytes({"line.py": ADA}), "holds line.py itself"),
    ],
)
def test_what_is_no_class_is_one_sentence(tmp_path, data, words):
    """What it is, and what to do."""
    (tmp_path / "class.zip").write_bytes(data)

    with pytest.raises(SubmissionsError, match=words):
        find_class(tmp_path / "class.zip", WANTED)


def metadata(*submissions: tuple[str, list[tuple[str, str, str]], str]) -> bytes:
    lines = ["---"]
    for name, people, time in submissions:
        lines += [f"{name}:", "  :submitters:"]
        lines += [f"  - :name: {who}\n    :sid: {sid}\n    :email: {email}" for who, sid, email in people]
        lines.append(f"  :created_at: {time}")
    return "\n".join([*lines, ""]).encode()


def test_gradescopes_people(tmp_path):
    """Who left a group and handed in again has the last work, and it is said; no one is lost for an empty id."""
    ada, alan = ("Ada", "'007'", "a@x.org"), ("Alan", "'8'", "")
    members = {
        "submission_metadata.yml": metadata(
            ("submission_1", [ada, alan], "2026-10-01 12:00:00 Z"),
            ("submission_2", [ada], "2026-10-02 12:00:00 Z"),
            ("submission_3", [("Kim", "", "")], "2026-10-01 12:00:00 Z"),
            ("submission_4", [("Kim", "", "")], "2026-10-01 12:00:00 Z"),
        ),
        "submission_1/line.py": ADA,
        "submission_2/line.py": ALAN,
        "submission_3/line.py": ADA,
        "submission_4/line.py": ALAN,
    }
    found = read(unpacked(tmp_path / "class", members))

    assert graded(found) == {"007": ALAN, "8": ADA, "Kim": ADA, "Kim (2)": ALAN}
    assert found["007"].flags == ["several submissions of Ada; the last, submission_2, was graded"]
    assert found["8"].flags == []
    assert found["Kim (2)"].flags == ["another submission has the name Kim, too"]


def test_an_export_without_its_metadata_says_so(tmp_path):
    """Gradescope's folders alone: nobody knows whose they are, and each has a flag."""
    found = read(unpacked(tmp_path / "class", {"submission_1/line.py": ADA, "submission_2/line.py": ALAN}))

    assert {tuple(one.flags) for one in found.values()} == {("no submission_metadata.yml says whose it is",)}


def test_a_package_of_helpers_is_named(tmp_path):
    """A folder that the module imports is not read; student and instructor are told why the import fails."""
    members = {"ada/line.py": b"from utils.math import x\n" + ADA, "ada/utils/math.py": b"x = 1\n"}
    (one,) = read(unpacked(tmp_path / "class", members)).values()

    assert one.notes == ["`utils` is a folder, and was not read: put helpers into files beside `line.py`."]
