"""Reading what students hand in: regular files only, bounded, one sentence for everything else."""

from __future__ import annotations

import contextlib
import gzip
import io
import os
import socket
import stat
import subprocess
import tarfile
import zipfile

import pytest
from factories import find_submissions
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from autograder.submissions.discover import SubmissionsError, find_class, read_folder, read_one
from autograder.submissions.module import Wanted
from autograder.submissions.reading import MAX_FILES
from autograder.submissions.tree import MAX_SOURCE

MODULE = "linear_regression.py"
GOOD = b"def forward(X, W, b):\n    return X @ W.T + b\n"


def student(tmp_path, data: bytes | None = GOOD, name: str = MODULE):
    folder = tmp_path / "s1"
    folder.mkdir(exist_ok=True)
    if data is not None:
        (folder / name).write_bytes(data)
    return folder


def test_the_bytes_of_the_file_are_read_as_they_are(tmp_path):
    """A submission holds exactly the file's bytes, and its digest is that of `sha256sum`."""
    submission = read_folder("s1", student(tmp_path), MODULE)

    assert submission.files == {MODULE: GOOD}
    assert (
        submission.sha256(MODULE)
        == subprocess.run(["sha256sum", tmp_path / "s1" / MODULE], capture_output=True, text=True, check=True).stdout[
            :64
        ]
    )


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"\xff\xfe" + "x = 1".encode("utf-16-le"), "UTF-16"),
        (b"\xfe\xff" + "x = 1".encode("utf-16-be"), "UTF-16"),
        (b'{"cells": [], "metadata": {}, "nbformat": 4}', "Jupyter notebook"),
        (b"#" * (MAX_SOURCE + 1), "larger than 1024 KiB"),
        (b"PK\x03\x04" + b"x" * 20, "not a text file"),
    ],
)
def test_a_file_that_is_no_source_is_named(tmp_path, data, words):
    """Each kind of file that Python could not read gives one sentence, and no bytes to grade."""
    submission = read_folder("s1", student(tmp_path, data), MODULE)

    assert words in submission.problem
    assert not submission.missing
    assert submission.files == {}


def test_a_link_is_not_followed(tmp_path):
    """A symbolic link in the place of the file is refused, wherever it leads."""
    (tmp_path / "elsewhere.py").write_bytes(GOOD)
    folder = student(tmp_path, None)
    (folder / MODULE).symlink_to(tmp_path / "elsewhere.py")

    assert "it is a link" in read_folder("s1", folder, MODULE).problem


def test_a_hard_link_is_refused(tmp_path):
    """A second name of another file could be anybody's file."""
    (tmp_path / "elsewhere.py").write_bytes(GOOD)
    folder = student(tmp_path, None)
    os.link(tmp_path / "elsewhere.py", folder / MODULE)

    assert "hard link" in read_folder("s1", folder, MODULE).problem


def test_a_pipe_and_a_folder_are_refused_at_once(tmp_path):
    """Neither a named pipe, which would block for ever, nor a folder is taken for the file."""
    folder = student(tmp_path, None)
    os.mkfifo(folder / MODULE)
    assert "not an ordinary file" in read_folder("s1", folder, MODULE).problem

    (folder / MODULE).unlink()
    (folder / MODULE).mkdir()
    assert "not an ordinary file" in read_folder("s1", folder, MODULE).problem


def test_a_socket_is_no_ordinary_file(tmp_path, monkeypatch):
    """A socket in the file's place is called what a pipe is called; the system's own words for it mislead."""
    folder = student(tmp_path, None)
    monkeypatch.chdir(folder)  # the path of a socket must be short
    with socket.socket(socket.AF_UNIX) as listener:
        listener.bind(MODULE)
        assert read_folder("s1", folder, MODULE).problem == f"{MODULE} is not an ordinary file."


def test_a_missing_file_says_what_there_is(tmp_path):
    """Files of other names, and a notebook that defines no task, are named where the module is missing."""
    folder = student(tmp_path, GOOD, "report.py")
    (folder / "work.ipynb").write_text('{"cells": [], "nbformat": 4}')
    submission = read_folder("s1", folder, MODULE)

    assert submission.missing
    assert submission.found == ["report.py", "work.ipynb"]
    assert "`report.py`" in submission.problem
    assert "notebook" in submission.problem


def test_a_folder_that_is_gone_is_a_problem_not_an_exception(tmp_path):
    """A folder that cannot be read is one student's problem."""
    assert "cannot be read" in read_folder("s1", tmp_path / "nobody", MODULE).problem


def test_further_files_come_along_within_bounds(tmp_path):
    """A submission's own modules come along; pytest's and Python's own hook files, huge ones and too many do not."""
    folder = student(tmp_path)
    (folder / "mine.py").write_bytes(b"x = 1\n")
    (folder / "conftest.py").write_bytes(b"x = 1\n")
    (folder / "sitecustomize.py").write_bytes(b"x = 1\n")
    (folder / "big.py").write_bytes(b"#" * (MAX_SOURCE + 1))
    (folder / "two words.py").write_bytes(b"x = 1\n")
    assert set(read_folder("s1", folder, MODULE).files) == {MODULE, "mine.py"}

    for number in range(2 * MAX_FILES):
        (folder / f"m{number}.py").write_bytes(b"x = 1\n")
    files = read_folder("s1", folder, MODULE).files
    assert MODULE in files
    assert len(files) <= MAX_FILES


def test_a_class_is_found_in_both_trees(tmp_path):
    """nbgrader's tree and the plain tree give the same students, in order."""
    for name in ("zoe", "ann"):
        (tmp_path / "plain" / name).mkdir(parents=True)
        (tmp_path / "plain" / name / MODULE).write_bytes(GOOD)
        (tmp_path / "tree" / name / "a3").mkdir(parents=True)
        (tmp_path / "tree" / name / "a3" / MODULE).write_bytes(GOOD)

    plain = list(find_submissions(tmp_path / "plain", "a3", MODULE))
    tree = list(find_submissions(tmp_path / "tree", "a3", MODULE))

    assert [one.student for one in plain] == ["ann", "zoe"]
    assert plain == tree


def test_a_students_folder_that_is_a_link_is_refused(tmp_path):
    """Nobody can hand in another student's folder by a link to it."""
    student(tmp_path)
    (tmp_path / "s2").symlink_to(tmp_path / "s1")

    found = {one.student: one for one in find_submissions(tmp_path, "a3", MODULE)}

    assert found["s1"].files
    assert "link" in found["s2"].problem


@pytest.mark.parametrize("prefix", ["", "submitted/"])
@pytest.mark.parametrize("inner", ["", "a3/"])
def test_a_class_is_found_in_a_zip(tmp_path, prefix, inner):
    """A zip of either tree, with or without the folder `submitted`, gives the same submissions as the folder."""
    path = tmp_path / "class.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in ("zoe", "ann"):
            archive.writestr(f"{prefix}{name}/{inner}{MODULE}", GOOD)

    found = list(find_submissions(path, "a3", MODULE))

    assert [one.student for one in found] == ["ann", "zoe"]
    assert all(one.files == {MODULE: GOOD} for one in found)


@pytest.mark.parametrize("name", ["../s1/" + MODULE, "/s1/" + MODULE, "s1/../../" + MODULE, "C:/s1/" + MODULE])
@pytest.mark.parametrize("kind", ["zip", "tar"])
def test_a_member_that_climbs_out_is_nobodys_work(tmp_path, name, kind):
    """A member whose path leads out of the archive is no student and spoils none; it is named."""
    path = tmp_path / f"class.{kind}"
    if kind == "tar":
        tar(path, [(f"ann/{MODULE}", GOOD), (name, b"x")], "w")
    else:
        with zipfile.ZipFile(path, "w") as archive:
            archive.writestr(f"ann/{MODULE}", GOOD)
            info = zipfile.ZipInfo("x")
            info.filename = name
            archive.writestr(info, b"x")
    found = find_class(path, Wanted("a3", MODULE))

    assert [(source.student, source.read().files) for source in found.sources] == [("ann", {MODULE: GOOD})]
    assert found.left_out == [name]


def test_two_members_of_one_name_cost_only_their_owner(tmp_path):
    """Which of two members of one name counts would depend on the program that reads it: neither does."""
    path = tmp_path / "class.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr(f"zoe/{MODULE}", GOOD)
        archive.writestr(f"ann/{MODULE}", GOOD)
        with pytest.warns(UserWarning, match="Duplicate"):
            archive.writestr(f"ann/{MODULE}", b"x = 1\n")
    found = {one.student: one for one in find_submissions(path, "a3", MODULE)}

    assert found["zoe"].files == {MODULE: GOOD}
    assert found["ann"].files == {}
    assert "more than once" in found["ann"].problem


def test_bombs_and_links_in_a_zip_cost_only_their_owner(tmp_path):
    """A member that unpacks to 60 MB, one shrunk beyond belief and a link are refused; the others are read."""
    path = tmp_path / "class.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(f"ann/{MODULE}", GOOD)
        archive.writestr(f"bomb/{MODULE}", b"#" * (60 << 20))
        archive.writestr(f"dense/{MODULE}", b"#" * (MAX_SOURCE - 10))
        link = zipfile.ZipInfo(f"link/{MODULE}")
        link.external_attr = (stat.S_IFLNK | 0o777) << 16
        archive.writestr(link, "/etc/passwd")

    found = {one.student: one for one in find_submissions(path, "a3", MODULE)}

    assert found["ann"].files == {MODULE: GOOD}
    assert "larger than" in found["bomb"].problem
    assert "compressed" in found["dense"].problem
    assert "not an ordinary file" in found["link"].problem


def test_too_many_members_are_refused(tmp_path, monkeypatch):
    """An archive of more files than a class can have is refused before any is read."""
    monkeypatch.setattr("autograder.submissions.archive.MAX_MEMBERS", 10)
    path = tmp_path / "class.zip"
    with zipfile.ZipFile(path, "w") as archive:
        for number in range(11):
            archive.writestr(f"s{number}/{MODULE}", GOOD)

    with pytest.raises(SubmissionsError, match="more than 10 files"):
        list(find_submissions(path, "a3", MODULE))


def test_no_class_is_one_sentence(tmp_path):
    """A place that does not exist, an empty folder, and a file that is no zip are each one sentence."""
    (tmp_path / "empty").mkdir()
    (tmp_path / "text.zip").write_text("hello")
    for place, words in (
        ("nowhere", "There is no"),
        ("empty", "no folder of a student"),
        ("text.zip", "neither a zip nor a tar file"),
        ("x" * 300, "cannot be read"),
    ):
        with pytest.raises(SubmissionsError, match=words):
            list(find_submissions(tmp_path / place, "a3", MODULE))


def test_one_file_is_taken_under_any_name(tmp_path):
    """`autograder check` takes a file as the module whatever it is called."""
    (tmp_path / "try 2.py").write_bytes(GOOD)

    assert read_one(tmp_path / "try 2.py", MODULE).files == {MODULE: GOOD}


def tar(path, members, mode="w:gz"):
    """A tar file of (TarInfo or name, bytes) pairs."""
    with tarfile.open(path, mode) as archive:
        for member, data in members:
            info = tarfile.TarInfo(member) if isinstance(member, str) else member
            info.size = info.size or len(data)
            archive.addfile(info, io.BytesIO(data))
    return path


@pytest.mark.parametrize("mode", ["w", "w:gz"])
@pytest.mark.parametrize("kind", [tarfile.PAX_FORMAT, tarfile.GNU_FORMAT, tarfile.USTAR_FORMAT])
def test_a_class_is_found_in_a_tar(tmp_path, mode, kind):
    """A tar file, compressed or not, of every format that tar programs write, gives the same as the folder."""
    path = tmp_path / "class.archive"
    with tarfile.open(path, mode, format=kind) as archive:
        for name in ("zoe", "ann"):
            (tmp_path / name).mkdir()
            (tmp_path / name / MODULE).write_bytes(GOOD)
            archive.add(tmp_path / name, f"submitted/{name}")

    assert [(one.student, one.files) for one in find_submissions(path, "a3", MODULE)] == [
        ("ann", {MODULE: GOOD}),
        ("zoe", {MODULE: GOOD}),
    ]


@pytest.mark.parametrize("kind", [tarfile.SYMTYPE, tarfile.LNKTYPE, tarfile.CHRTYPE, tarfile.FIFOTYPE])
def test_what_is_no_ordinary_file_in_a_tar_costs_only_its_owner(tmp_path, kind):
    """A link, a device and a pipe are not read, and the other students are."""
    info = tarfile.TarInfo(f"mallory/{MODULE}")
    info.type, info.linkname = kind, f"ann/{MODULE}"
    path = tar(tmp_path / "class.tar.gz", [(f"ann/{MODULE}", GOOD), (info, b"")])
    found = {one.student: one for one in find_submissions(path, "a3", MODULE)}

    assert found["ann"].files == {MODULE: GOOD}
    assert "not an ordinary file" in found["mallory"].problem


def test_a_large_member_of_a_tar_costs_only_its_owner(tmp_path):
    """A file beyond the bound is not read, also where it is nearly nothing when compressed."""
    path = tar(tmp_path / "class.tar.gz", [(f"ann/{MODULE}", GOOD), (f"bomb/{MODULE}", b"#" * (MAX_SOURCE + 1))])
    found = {one.student: one for one in find_submissions(path, "a3", MODULE)}

    assert found["ann"].files == {MODULE: GOOD}
    assert "larger than" in found["bomb"].problem


def test_a_tar_is_bounded_before_it_is_unpacked(tmp_path, monkeypatch):
    """Too many members, and claims of more bytes than may be unpacked, are one sentence each."""
    monkeypatch.setattr("autograder.submissions.archive.MAX_MEMBERS", 10)
    many = [(f"s{number}/{MODULE}", GOOD) for number in range(11)]
    with pytest.raises(SubmissionsError, match="more than 10 files"):
        list(find_submissions(tar(tmp_path / "many.tar", many, "w"), "a3", MODULE))

    claim = tarfile.TarInfo("big/data.bin")
    claim.size = 20 << 30
    (tmp_path / "claim.tgz").write_bytes(gzip.compress(claim.tobuf() + bytes(10240)))
    with pytest.raises(SubmissionsError, match="more than 16 GiB"):
        list(find_submissions(tmp_path / "claim.tgz", "a3", MODULE))


def test_a_tar_with_hostile_headers_is_one_sentence(tmp_path):
    """A header's extension of a gibibyte is not read, and a thousand extensions in a row do not end the grader."""
    long = tarfile.TarInfo("pax")
    long.type, long.size = tarfile.XHDTYPE, 1 << 30
    (tmp_path / "long.tar").write_bytes(long.tobuf() + bytes(10240))
    chain = tarfile.TarInfo("././@LongLink")
    chain.type, chain.size = tarfile.GNUTYPE_LONGNAME, 2
    (tmp_path / "chain.tar").write_bytes((chain.tobuf(tarfile.GNU_FORMAT) + b"x".ljust(512, b"\0")) * 5000)
    for name in ("long.tar", "chain.tar"):
        with pytest.raises(SubmissionsError, match="cannot be read: a header is too l"):
            list(find_submissions(tmp_path / name, "a3", MODULE))


@settings(deadline=None, max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(st.integers(0, 10_239), st.integers(0, 255)), max_size=12), st.integers(0, 10_240))
def test_no_tar_ends_the_grader(tmp_path, changes, length):
    """Whatever bytes a tar holds, it is read or refused by the one error."""
    data = bytearray(tar(tmp_path / "good.tar", [(f"ann/{MODULE}", GOOD)], "w").read_bytes()[:length])
    for place, byte in changes:
        if place < len(data):
            data[place] = byte
    (tmp_path / "bad.tar").write_bytes(data)
    with contextlib.suppress(SubmissionsError):
        list(find_submissions(tmp_path / "bad.tar", "a3", MODULE))


def test_what_lies_beside_the_students_is_left_out(tmp_path):
    """A loose file in an archive, and the folder that macOS adds to every zip, are no students and hide none."""
    path = tmp_path / "class.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr(f"submitted/ann/{MODULE}", GOOD)
        archive.writestr(f"__MACOSX/submitted/ann/._{MODULE}", b"\0\5\26\7")
        archive.writestr("notes.py", b"x = 1")

    assert [(one.student, one.files) for one in find_submissions(path, "a3", MODULE)] == [("ann", {MODULE: GOOD})]


def test_too_many_other_files_cost_nothing(tmp_path):
    """Ten thousand helpers and virtual environments beside the module cost neither the mark nor an imported helper."""
    folder = tmp_path / "class" / "ann"
    (folder / ".venv").mkdir(parents=True)
    (folder / "env" / "lib").mkdir(parents=True)
    (folder / "env" / "pyvenv.cfg").touch()
    (folder / "env" / "lib" / MODULE).write_bytes(b"x = 1\n")
    source = b"from h9876 import *\n" + GOOD
    (folder / MODULE).write_bytes(source)
    for number in range(10_000):
        (folder / f"h{number}.py").touch()
    with zipfile.ZipFile(tmp_path / "class.zip", "w") as archive:
        for file in folder.rglob("*"):
            archive.write(file, f"ann/{file.relative_to(folder)}")

    for place in (tmp_path / "class", tmp_path / "class.zip"):
        (found,) = find_submissions(place, "a3", MODULE)
        assert found.problem == ""
        assert found.files[MODULE] == source
        assert "h9876.py" in found.files
        assert len(found.files) == MAX_FILES
        assert found.flags == ["10001 Python files were handed in; 50 of them were read"]


def test_the_same_files_are_taken_from_a_zip_as_from_a_folder(tmp_path):
    """Helpers are taken, and names that the grader gives a meaning of their own are not, from wherever they come."""
    folder = tmp_path / "class" / "ann"
    folder.mkdir(parents=True)
    for name in (MODULE, "helper.py", "conftest.py", "gradcheck.py", "no-module.py", ".hidden.py"):
        (folder / name).write_bytes(GOOD)
    with zipfile.ZipFile(tmp_path / "class.zip", "w") as archive:
        for file in folder.iterdir():
            archive.write(file, f"ann/{file.name}")

    for place in (tmp_path / "class", tmp_path / "class.zip"):
        assert [sorted(one.files) for one in find_submissions(place, "a3", MODULE)] == [sorted(["helper.py", MODULE])]
