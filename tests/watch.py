"""Sees what a submission could leave behind or reach: processes, sockets, files, connections; knows no grader.

Nothing here is misled by unrelated programs of this machine: processes are looked for below this one only, and what can
only be seen for the whole machine (new entries of /tmp, new sockets) is for the caller to try again.
"""

from __future__ import annotations

import contextlib
import ctypes
import hashlib
import os
import socket
import stat
import time
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

PORT = 47123
ABSTRACT = "\0gauntlet-canary"
SECRET = "CANARY-7f3a hidden marks"
_PLACES = ("/", "/tmp", "/var/tmp", "/dev/shm", "/dev/mqueue", "/run")
_PR_SET_CHILD_SUBREAPER, _PR_GET_CHILD_SUBREAPER = 36, 37


class Process(NamedTuple):
    """One process; its number alone could be used again."""

    pid: int
    started: int


@contextlib.contextmanager
def adopting_orphans() -> Iterator[None]:
    """From here on, what loses its parent below this process becomes its child: `below` then misses nothing."""
    libc = ctypes.CDLL(None)
    before = ctypes.c_int()
    libc.prctl(_PR_GET_CHILD_SUBREAPER, ctypes.byref(before), 0, 0, 0)
    libc.prctl(_PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0)
    try:
        yield
    finally:
        libc.prctl(_PR_SET_CHILD_SUBREAPER, before.value, 0, 0, 0)


def below(pid: int | None = None, leaving_out: Iterable[int] = ()) -> dict[Process, str]:
    """All processes below one (this one by default), with their names; not those in `leaving_out` and below them.

    Children of this very process that have ended, and that nobody has asked for yet, do not count.
    """
    table: dict[int, list[tuple[Process, str, str]]] = {}
    for name in os.listdir("/proc"):
        if not name.isdigit():
            continue
        try:
            text = Path("/proc", name, "stat").read_text(errors="replace")
        except OSError:
            continue
        head, _, tail = text.rpartition(")")
        fields = tail.split()
        table.setdefault(int(fields[1]), []).append(
            (Process(int(name), int(fields[19])), head.partition("(")[2], fields[0])
        )
    found: dict[Process, str] = {}
    skipped = set(leaving_out)
    todo = [pid or os.getpid()]
    while todo:
        parent = todo.pop()
        for process, command, state in table.get(parent, ()):
            if process.pid in skipped or (state in "ZX" and parent == os.getpid()):
                continue
            found[process] = command
            todo.append(process.pid)
    return found


def eventually(true: Callable[[], bool], seconds: float) -> bool:
    """Whether something becomes true within some seconds."""
    deadline = time.monotonic() + seconds
    while not true():
        if time.monotonic() > deadline:
            return False
        time.sleep(0.02)
    return True


def open_sockets(pid: int | str = "self") -> set[str]:
    """Everything that listens, or is bound without a connection, in the network namespace of a process."""
    found: set[str] = set()
    for table in ("tcp", "tcp6", "udp", "udp6", "udplite", "raw", "raw6", "unix", "packet"):
        try:
            lines = Path(f"/proc/{pid}/net/{table}").read_text().splitlines()[1:]
        except OSError:
            continue
        for line in lines:
            fields = line.split()
            if table == "unix":
                if int(fields[3], 16) & 0x10000:  # listens
                    found.add(f"unix {fields[6]} {' '.join(fields[7:])}")
            elif table == "packet":
                found.add(f"packet {fields[-1]}")
            elif not table.startswith("tcp") or fields[3] == "0A":  # TCP_LISTEN
                found.add(f"{table} {fields[1]} {fields[9]}")
    return found


def shared_things() -> set[str]:
    """System V queues, semaphores and memory, by their numbers."""
    found: set[str] = set()
    for table in ("msg", "sem", "shm"):
        with contextlib.suppress(OSError):
            lines = Path("/proc/sysvipc", table).read_text().splitlines()[1:]
            found |= {f"{table} {' '.join(line.split()[:2])}" for line in lines}
    return found


def entries() -> set[str]:
    """The names in the folders where everybody may write, and in the root folder."""
    found: set[str] = set()
    for place in _PLACES:
        with contextlib.suppress(OSError):
            found |= {os.path.join(place, name) for name in os.listdir(place)}
    return found


def fingerprint(folder: Path) -> dict[str, tuple[object, ...]]:
    """Each path below a folder, and the folder itself: type, mode, owner, size, time of change, and content."""
    found: dict[str, tuple[object, ...]] = {}
    for path in (folder, *sorted(folder.rglob("*"))):
        status = path.lstat()
        content = hashlib.sha256(path.read_bytes()).hexdigest() if stat.S_ISREG(status.st_mode) else ""
        found[str(path.relative_to(folder))] = (
            status.st_mode,
            status.st_uid,
            status.st_gid,
            status.st_size if content else 0,
            status.st_mtime_ns,
            content,
        )
    return found


def rights(pid: int) -> tuple[str, str, frozenset[int]]:
    """The resource limits, the priority and the processors of a process."""
    fields = Path(f"/proc/{pid}/stat").read_text(errors="replace").rpartition(")")[2].split()
    return Path(f"/proc/{pid}/limits").read_text(), fields[16], frozenset(os.sched_getaffinity(pid))


class Listeners:
    """What a submission must not reach: TCP and UDP on a port of the loopback interface, an abstract Unix socket."""

    def __init__(self, seconds: float = 300.0) -> None:
        """Waits while another run of the gauntlet on this machine has the port."""
        deadline = time.monotonic() + seconds
        while True:
            try:
                self._open()
                return
            except OSError:
                self.close()
                if time.monotonic() > deadline:
                    raise
                time.sleep(0.2)

    def _open(self) -> None:
        self._sockets: list[socket.socket] = []
        for family, kind, address in (
            (socket.AF_INET, socket.SOCK_STREAM, ("127.0.0.1", PORT)),
            (socket.AF_INET, socket.SOCK_DGRAM, ("127.0.0.1", PORT)),
            (socket.AF_UNIX, socket.SOCK_STREAM, ABSTRACT),
        ):
            listener = socket.socket(family, kind)
            self._sockets.append(listener)
            listener.setblocking(False)
            if kind == socket.SOCK_STREAM and family == socket.AF_INET:
                listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)  # earlier connections may linger
            listener.bind(address)
            if kind == socket.SOCK_STREAM:
                listener.listen(16)

    def reached(self) -> list[str]:
        """What arrived since the last question."""
        found = []
        for listener in self._sockets:
            with contextlib.suppress(BlockingIOError):
                while True:
                    if listener.type == socket.SOCK_DGRAM:
                        found.append(f"UDP: {listener.recv(4096)!r}")
                    else:
                        connection, _ = listener.accept()
                        connection.close()
                        found.append("a TCP connection" if listener.family == socket.AF_INET else "a Unix connection")
        return found

    def close(self) -> None:
        for listener in self._sockets:
            listener.close()

    def __enter__(self) -> Listeners:
        return self

    def __exit__(self, *exc_info: object) -> None:
        self.close()
