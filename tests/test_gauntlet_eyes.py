"""The gauntlet's tests see what they look for: each watcher, and the harness, notices a harmless trespass."""

from __future__ import annotations

import ctypes
import json
import os
import socket
import subprocess
import sys
from pathlib import Path

import pytest
import watch

from autograder.sandbox.launch import Isolation

pytestmark = pytest.mark.security

TRESPASSER = """
import os, socket, subprocess
print(open("@CANARY@/secret.txt").read())
open("@CANARY@/new", "x").close()
with socket.socket() as s:
    s.connect(("127.0.0.1", 47123))
socket.socket(socket.AF_INET, socket.SOCK_DGRAM).sendto(b"x", ("127.0.0.1", 47123))
subprocess.Popen(["/bin/sleep", "4"], start_new_session=True)
"""
SCRIPT = f"""
import gauntlet_harness as harness, sys, msgspec
from gauntlet_cases import Case
from autograder.sandbox.launch import Isolation
harness.find = lambda course, level: harness.IsolationReport(level, {Isolation(False, False, False)!r}, [], [], [])
report = harness.run([2], [Case("trespasser", "full_ok", "module", "", sys.stdin.read())])
print(msgspec.json.encode(report).decode())
"""


def test_a_sandbox_without_walls_is_noticed() -> None:
    """The harness sees a trespasser that any means of isolation would have stopped."""
    done = subprocess.run(
        [sys.executable, "-B", "-c", SCRIPT],
        input=TRESPASSER,
        capture_output=True,
        text=True,
        cwd=Path(__file__).parent,
        check=False,
    )

    assert done.returncode == 0, done.stderr
    faults = " ".join(json.loads(done.stdout)["rows"][0]["faults"])
    for sign in ("for right work", "CANARY-7f3a", "TCP", "UDP", "canary folder changed"):
        assert sign in faults
    assert "other processes" not in faults, "what it starts ends with its fork server, walls or not"


def test_orphans_are_seen() -> None:
    """A process that was left by its parent is still found, and one that ended is not."""
    with watch.adopting_orphans():
        before = watch.below()
        subprocess.run(["/bin/sh", "-c", "sleep 1 & exit 0"], check=True)

        # at first the orphan is still a copy of its parent
        assert watch.eventually(lambda: "sleep" in dict(watch.below().items() - before.items()).values(), 1)
        assert watch.eventually(lambda: watch.below() == before, 5)


def test_sockets_are_seen() -> None:
    """A listener on TCP, one on a Unix socket, and a bound UDP socket are noticed; a closed one is gone."""
    before = watch.open_sockets()
    with (
        socket.create_server(("127.0.0.1", 0)),
        socket.socket(socket.AF_UNIX) as unix,
        socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as udp,
    ):
        unix.bind(f"\0autograder-eyes-{os.getpid()}")
        unix.listen()
        udp.bind(("127.0.0.1", 0))
        kinds = {name.split()[0] for name in watch.open_sockets() - before}

        assert kinds >= {"tcp", "unix", "udp"}


def test_shared_memory_is_seen() -> None:
    """A System V segment is noticed."""
    before = watch.shared_things()
    libc = ctypes.CDLL(None)
    number = libc.shmget(0, 4096, 0o1600)
    try:
        assert any(name.split()[2] == str(number) for name in watch.shared_things() - before)
    finally:
        libc.shmctl(number, 0, None)


@pytest.mark.parametrize("change", ["new file", "content", "mode", "time", "link"])
def test_changes_of_a_folder_are_seen(change: str, tmp_path) -> None:
    """Whatever happens to a folder shows in its fingerprint; reading it does not."""
    file = tmp_path / "secret.txt"
    file.write_text("a")
    os.utime(file, (1, 1))
    before = watch.fingerprint(tmp_path)
    file.read_text()
    assert before == watch.fingerprint(tmp_path)

    if change == "new file":
        (tmp_path / "new").touch()
    elif change == "content":
        file.write_text("b")
        os.utime(file, (1, 1))
    elif change == "mode":
        file.chmod(0o600)
    elif change == "time":
        os.utime(file, (1, 2))
    else:
        (tmp_path / "link").symlink_to(file)

    assert before != watch.fingerprint(tmp_path)


def test_rights_of_a_process_are_seen() -> None:
    """A lowered limit and a lowered priority are noticed."""
    with subprocess.Popen(["/bin/sleep", "5"]) as process:
        before = watch.rights(process.pid)
        os.setpriority(os.PRIO_PROCESS, process.pid, 7)
        nicer = watch.rights(process.pid)
        process.kill()

    assert before != nicer
