"""The script that mounts over /tmp and /root does so for itself alone, however it is started.

Each try is made in a throwaway mount namespace: a script that failed here would still change nothing of the machine.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import namespaces
import pytest

SCRIPT = [sys.executable, "-B", namespaces.__file__, "root", "--"]
FRESH_MOUNTS = ["unshare", "--mount", "--propagation", "private"]
FRESH = [*FRESH_MOUNTS, "--net"]
AS_ARGUMENTS = ["sh", "-ec", '"$@"', "sh"]
SHARED_BELOW = ["sh", "-ec", 'mount --make-rshared /; "$@"; cat /proc/self/mountinfo', "sh"]


@pytest.fixture
def root() -> None:
    """Skips where no namespaces can be made."""
    try:
        namespaces.prefix("root")
    except OSError as error:
        pytest.skip(str(error))


def test_main_touches_nothing_in_the_namespaces_of_its_starter(monkeypatch):
    """Called as it stands, as any user, it refuses before it mounts, brings up a network or starts a command."""
    done: list[str] = []
    for module, name in ((namespaces, "_mount"), (namespaces, "_start_loopback"), (os, "execvp"), (os, "umask")):
        monkeypatch.setattr(module, name, lambda *_, name=name: done.append(name))
    monkeypatch.setattr(namespaces.ctypes, "CDLL", lambda *_, **__: done.append("a system call"))

    with pytest.raises(OSError, match="the mnt namespace is not a fresh one"):
        namespaces.main("root", [], ["true"])
    assert done == []


@pytest.mark.parametrize(
    "start",
    [
        [*FRESH_MOUNTS, *AS_ARGUMENTS],
        [*FRESH, *AS_ARGUMENTS],
        [*FRESH, "timeout", "60"],
        FRESH_MOUNTS,
        ["unshare", "--net", *FRESH_MOUNTS, *AS_ARGUMENTS, "unshare", "--net"],
    ],
    ids=["shell", "shell and network", "timeout", "no network of its own", "no mounts of its own"],
)
def test_namespaces_that_are_its_starters_are_refused(start, root):
    """A shell, another program, one namespace of two: it ends with one sentence, and runs no command."""
    done = subprocess.run([*start, *SCRIPT, "echo", "started"], capture_output=True, text=True, check=False)

    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.startswith("namespaces.py: ")
    assert done.stderr.count("\n") == 1


def test_mounts_do_not_spread_where_the_starters_are_shared(root):
    """What a fresh namespace mounts goes to the old one where both share their mounts; not from here."""
    inner = ["unshare", "--mount", "--propagation", "unchanged", "--net", *SCRIPT]
    before, after = (
        subprocess.run([*FRESH_MOUNTS, *SHARED_BELOW, *command], capture_output=True, text=True, check=True).stdout
        for command in (["true"], [*inner, "true"])
    )

    assert after.count("\n") == before.count("\n")


@pytest.fixture
def others() -> Iterator[int]:
    """A process with namespaces of its own, in which it waits."""
    if shutil.which("nsenter") is None:
        pytest.skip("nsenter is not installed")
    with subprocess.Popen([*FRESH, "sh", "-c", "echo ready; read line"], stdin=-1, stdout=-1) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == b"ready\n"
        yield process.pid
        process.kill()


def test_nothing_is_mounted_for_others_whose_namespaces_were_entered(root, others):
    """Started in the namespaces of an unrelated process, it mounts for itself alone."""
    mounts = Path(f"/proc/{others}/mountinfo")
    before = mounts.read_text()
    enter = ["nsenter", "--target", str(others), "--mount", "--net", *SCRIPT, "cat", "/proc/self/mountinfo"]
    inside = subprocess.run(enter, capture_output=True, text=True, check=True).stdout

    assert " /tmp " in inside
    assert mounts.read_text() == before


def test_what_prefix_gives_is_not_refused(root, tmp_path):
    """Started as it is meant to be, it runs the command, which sees of the temporary files those that were kept."""
    (tmp_path / "kept").touch()
    command = [*namespaces.prefix("root", tmp_path), "ls", str(tmp_path), "/var/tmp"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)

    assert done.returncode == 0, done.stderr
    assert done.stdout.split() == [f"{tmp_path}:", "kept", "/var/tmp:"]
