"""What a hostile file can put on a terminal, and an archive into memory: nothing."""

from __future__ import annotations

import os
import pty
import subprocess
import sys
import tracemalloc

import pytest
from factories import find_submissions
from gauntlet_cases import ASSIGNMENT, MODULE, ROOT, controls, read_cases

from autograder.submissions.archive import open_archive
from autograder.submissions.discover import SubmissionsError

pytestmark = pytest.mark.security

ESCAPES = r'''"""\x1b[2J"""
raise ValueError("\x1b[2J\x1b]0;title\x07 \u202emoc.elpmaxe\u2066 \x9b31m \r overwritten \x00 \b")
'''
SOURCES = {
    "escapes": ESCAPES,
    "syntax": "x = '\x1b[2J\x07\u202e' + \x1b[31m\n",
    "verdicts": read_cases(["041"])[0].source,
}


@pytest.mark.parametrize("name", SOURCES)
def test_check_writes_no_control_character_to_a_terminal(name: str, tmp_path) -> None:
    """`autograder check` on a terminal prints plain text, whatever the file says."""
    file = tmp_path / MODULE
    file.write_text(SOURCES[name], encoding="utf-8")
    terminal, inner = pty.openpty()
    command = [sys.executable, "-m", "autograder", "check", str(file), "--seed", "7"]
    with subprocess.Popen(command, stdin=inner, stdout=inner, stderr=inner, cwd=ROOT) as process:
        os.close(inner)
        said = b""
        while True:
            try:
                said += os.read(terminal, 4096)
            except OSError:  # how a terminal says that nobody will write to it any more
                break
    os.close(terminal)
    text = said.decode("utf-8").replace("\r\n", "\n")

    assert process.returncode == 0, text
    assert "Linear regression" in text
    assert controls(text) == []


def test_zip_bomb_is_refused_from_what_it_claims(tmp_path) -> None:
    """A member that unpacks to 60 MB is never unpacked, and no student's work."""
    read_cases(["119"])[0].build(tmp_path / "bomb", tmp_path, tmp_path)
    archive = tmp_path / "bomb" / "submission.zip"
    tracemalloc.start()
    with archive.open("rb") as file:
        found = [entry.read() for entry in open_archive(file, archive.name).entries()]
    most = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()

    assert found == [(b"", f"{MODULE} is larger than 1024 KiB.")]
    assert most < 1 << 20
    with pytest.raises(SubmissionsError):
        list(find_submissions(archive, ASSIGNMENT, MODULE))
