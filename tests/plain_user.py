"""Lets root run a command as a plain user who can reach Python, its packages and this checkout.

They may lie in a folder that is closed to others, such as /root: then a mount namespace of its own shows these alone in
the folder's place. Nothing outside of the namespace changes. Run as `plain_user.py -- COMMAND…`; it is then in force.
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

USER = 12345
_CHECKOUT = Path(__file__).resolve().parents[1]


def prefix() -> list[str]:
    """What to put before a command, for root, to have it run by a plain user. Raises OSError with the reason why not."""
    if sys.platform != "linux" or os.geteuid() != 0:
        raise OSError("only root on Linux can become another user")
    if not all(shutil.which(program) for program in ("unshare", "mount")):
        raise OSError("unshare or mount is not installed")
    closed_folders()
    new = ["unshare", "--mount", "--net", "--ipc", "--propagation", "private"]
    tried = subprocess.run([*new, "true"], capture_output=True, text=True, check=False)
    if tried.returncode != 0:
        raise OSError(f"root may not make namespaces here: {tried.stderr.strip()}")
    return [*new, sys.executable, str(Path(__file__).resolve()), "--"]


def closed_folders() -> dict[Path, list[Path]]:
    """Folders that others cannot pass, each with what is needed below it. Raises OSError when this cannot be helped."""
    found: dict[Path, list[Path]] = {}
    needed = {Path(sys.base_prefix).resolve(), Path(sys.prefix).resolve(), _CHECKOUT}
    for path in sorted(needed):
        closed = [folder for folder in (*reversed(path.parents), path) if not folder.stat().st_mode & 0o001]
        if not closed:
            continue
        above = found.setdefault(closed[0], [])
        if any(path.is_relative_to(other) for other in above):
            continue
        if path in closed:
            raise OSError(f"{path} is closed to other users (mode {path.stat().st_mode & 0o777:o})")
        above.append(path)
    return found


def main(command: list[str]) -> None:
    """In fresh namespaces, as root: rearrange what is closed, start the loopback interface, become the user, go on."""
    os.umask(0o022)
    for folder, paths in closed_folders().items():
        _open(folder, paths)
    _start_loopback()
    home = tempfile.mkdtemp(prefix="gauntlet-home-")
    os.chown(home, USER, USER)
    os.environ.update(HOME=home, USER="plain", LOGNAME="plain", PYTHONNOUSERSITE="1", PYTHONDONTWRITEBYTECODE="1")
    os.chdir(_CHECKOUT)
    child = os.fork()
    if child == 0:
        os.setgroups([])
        os.setresgid(USER, USER, USER)
        os.setresuid(USER, USER, USER)
        ctypes.CDLL(None).prctl(1, signal.SIGKILL, 0, 0, 0)  # PR_SET_PDEATHSIG
        os.execvp(command[0], command)
    # Root stays to tidy up; its end is the command's end too.
    _, status = os.waitpid(child, 0)
    shutil.rmtree(home, ignore_errors=True)
    sys.exit(os.waitstatus_to_exitcode(status) & 0xFF)


def _open(folder: Path, paths: list[Path]) -> None:
    hold = Path(tempfile.mkdtemp(prefix="gauntlet-mounts-"))
    _mount("-t", "tmpfs", "-o", "mode=755", "none", str(hold))
    for number, path in enumerate(paths):
        (hold / str(number)).mkdir()
        _mount("--rbind", str(path), str(hold / str(number)))
    _mount("-t", "tmpfs", "-o", "mode=755", "none", str(folder))
    for number, path in enumerate(paths):
        path.mkdir(mode=0o755, parents=True)
        _mount("--move", str(hold / str(number)), str(path))
    subprocess.run(["umount", str(hold)], check=True)
    hold.rmdir()


def _mount(*arguments: str) -> None:
    subprocess.run(["mount", *arguments], check=True)


def _start_loopback() -> None:
    with socket.socket() as any_socket:
        request = struct.pack("16sH14x", b"lo", 0x41)  # IFF_UP | IFF_RUNNING
        fcntl.ioctl(any_socket, 0x8914, request)  # SIOCSIFFLAGS


if __name__ == "__main__":
    main(sys.argv[2:])
