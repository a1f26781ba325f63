"""Lets root run a command in namespaces of its own, as root or as a plain user who can reach Python and this checkout.

They may lie in a folder that is closed to others, such as /root: then these alone show in the folder's place. Nothing
outside of the namespaces changes. As a script: `namespaces.py root|plain COMMAND…`, in fresh namespaces.
"""

from __future__ import annotations

import ctypes
import fcntl
import os
import shutil
import signal
import socket
import struct
import subprocess
import sys
import tempfile
from pathlib import Path

PLAIN = 12345
_CHECKOUT = Path(__file__).resolve().parents[1]
_NEW = ("unshare", "--mount", "--net", "--ipc", "--propagation", "private")


def prefix(user: str) -> list[str]:
    """What to put before a command, for root, to have it run by "root" or "plain". Raises OSError with why not."""
    if sys.platform != "linux" or os.geteuid() != 0:
        raise OSError("only root on Linux can become another user")
    if not all(shutil.which(program) for program in ("unshare", "mount")):
        raise OSError("unshare or mount is not installed")
    tried = subprocess.run([*_NEW, "mount", "--bind", "/", "/"], capture_output=True, text=True, check=False)
    if tried.returncode != 0:
        raise OSError(f"root may not make namespaces here: {tried.stderr.strip()}")
    if user == "plain":
        closed_folders()
    return [*_NEW, sys.executable, "-B", str(Path(__file__).resolve()), user]


def closed_folders() -> dict[Path, list[Path]]:
    """Folders that others cannot pass, each with what is needed below it. Raises OSError when this cannot be helped."""
    found: dict[Path, list[Path]] = {}
    needed = {Path(sys.base_prefix).resolve(), Path(sys.prefix).resolve(), _CHECKOUT}
    for path in sorted(needed):
        closed = [folder for folder in (*reversed(path.parents), path) if not folder.stat().st_mode & 0o001]
        if not closed:
            continue
        beside = found.setdefault(closed[0], [])
        if any(path.is_relative_to(other) for other in beside):
            continue
        if path in closed:
            raise OSError(f"{path} is closed to other users (mode {path.stat().st_mode & 0o777:o})")
        beside.append(path)
    return found


def main(user: str, command: list[str]) -> None:
    """In fresh namespaces, as root: start the loopback interface, become the user, run the command, tidy up."""
    os.umask(0o022)
    _start_loopback()
    if user == "root":
        os.execvp(command[0], command)
    for folder, paths in closed_folders().items():
        _open(folder, paths)
    home = tempfile.mkdtemp(prefix="gauntlet-home-")
    os.chown(home, PLAIN, PLAIN)
    os.environ.update(HOME=home, USER="plain", LOGNAME="plain", PYTHONNOUSERSITE="1", PYTHONDONTWRITEBYTECODE="1")
    os.chdir(_CHECKOUT)
    child = os.fork()
    if child == 0:
        os.setgroups([])
        os.setresgid(PLAIN, PLAIN, PLAIN)
        os.setresuid(PLAIN, PLAIN, PLAIN)
        ctypes.CDLL(None).prctl(1, signal.SIGKILL, 0, 0, 0)  # PR_SET_PDEATHSIG: this process's end is the command's end
        os.execvp(command[0], command)
    _, status = os.waitpid(child, 0)
    shutil.rmtree(home, ignore_errors=True)
    sys.exit(os.waitstatus_to_exitcode(status) & 0xFF)


def _open(folder: Path, paths: list[Path]) -> None:
    hold = Path(tempfile.mkdtemp(prefix="gauntlet-mounts-"))
    _run("mount", "-t", "tmpfs", "-o", "mode=755", "none", hold)
    for number, path in enumerate(paths):
        (hold / str(number)).mkdir()
        _run("mount", "--rbind", path, hold / str(number))
    _run("mount", "-t", "tmpfs", "-o", "mode=755", "none", folder)
    for number, path in enumerate(paths):
        path.mkdir(parents=True)
        _run("mount", "--move", hold / str(number), path)
    _run("umount", hold)
    hold.rmdir()


def _run(*command: str | Path) -> None:
    subprocess.run(command, check=True)


def _start_loopback() -> None:
    with socket.socket() as any_socket:
        request = struct.pack("16sH14x", b"lo", 0x41)  # IFF_UP | IFF_RUNNING
        fcntl.ioctl(any_socket, 0x8914, request)  # SIOCSIFFLAGS


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2:])
