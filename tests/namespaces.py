"""Lets root run a command in namespaces of its own, as root or as a plain user who can reach Python and this checkout.

These may lie in a folder that is closed to others, such as /root: then they alone show in the folder's place. The
network and the folders for temporary files are new, so that nobody else's doings show in them. Nothing outside of the
namespaces changes. As a script, which `prefix` starts in fresh ones: `namespaces.py root|plain KEPT… -- COMMAND…`. It
refuses to run in those of the process that started it, and mounts in a mount namespace that it makes itself.
"""

from __future__ import annotations

import ctypes
import fcntl
import os
import shutil
import socket
import struct
import subprocess
import sys
import tempfile
from pathlib import Path

PLAIN = 12345
_CHECKOUT = Path(__file__).resolve().parents[1]
_NEEDED = sorted({Path(sys.base_prefix).resolve(), Path(sys.prefix).resolve(), _CHECKOUT})
_TEMPORARY = (Path("/tmp"), Path("/var/tmp"), Path("/dev/shm"))
_MS_BIND, _MS_REC, _MS_PRIVATE = 4096, 16384, 1 << 18
_CLONE_NEWNS = 0x20000
_NEW = ("unshare", "--mount", "--net", "--ipc", "--propagation", "private")


def prefix(user: str, *kept: Path) -> list[str]:
    """What to put before a command, for root, to have it run by "root" or "plain". Raises OSError with why not.

    Of the folders for temporary files only those that are `kept` can be seen.
    """
    if sys.platform != "linux" or os.geteuid() != 0:
        raise OSError("only root on Linux can become another user")
    if not all(shutil.which(program) for program in ("unshare", "mount")):
        raise OSError("unshare or mount is not installed")
    tried = subprocess.run([*_NEW, "mount", "--bind", "/", "/"], capture_output=True, text=True, check=False)
    if tried.returncode != 0:
        raise OSError(f"root may not make namespaces here: {tried.stderr.strip()}")
    if user == "plain":
        closed_folders()
    return [*_NEW, sys.executable, "-B", str(Path(__file__).resolve()), user, *map(str, kept), "--"]


def closed_folders() -> dict[Path, list[Path]]:
    """Folders that others cannot pass, each with what is needed below it. Raises OSError when this cannot be helped."""
    found: dict[Path, list[Path]] = {}
    for path in _NEEDED:
        closed = [folder for folder in (*reversed(path.parents), path) if not folder.stat().st_mode & 0o001]
        if closed and not any(path.is_relative_to(other) for other in found.get(closed[0], [])):
            if path in closed:
                raise OSError(f"{path} is closed to other users (mode {path.stat().st_mode & 0o777:o})")
            found.setdefault(closed[0], []).append(path)
    return found


def main(user: str, kept: list[Path], command: list[str]) -> None:
    """In fresh namespaces, as root: arrange them, become the user, go on with the command. Raises OSError elsewhere."""
    _refuse_the_starters_namespaces()
    _leave_mounts_of_others()
    os.umask(0o022)
    _start_loopback()
    os.environ.pop("TMPDIR", None)
    for folder in _TEMPORARY:
        if folder.is_dir() and not folder.is_symlink():
            _replace(folder, [path for path in (*_NEEDED, *kept) if path.is_relative_to(folder)], "1777")
    if user == "plain":
        for folder, paths in closed_folders().items():
            _replace(folder, paths, "755")
        home = tempfile.mkdtemp(prefix="home-")
        os.chown(home, PLAIN, PLAIN)
        os.environ.update(HOME=home, USER="plain", LOGNAME="plain", PYTHONNOUSERSITE="1", PYTHONDONTWRITEBYTECODE="1")
        os.setgroups([])
        os.setresgid(PLAIN, PLAIN, PLAIN)
        os.setresuid(PLAIN, PLAIN, PLAIN)
    os.chdir(_CHECKOUT)
    os.execvp(command[0], command)


def _refuse_the_starters_namespaces() -> None:
    """Without `unshare` before it, the script would bring up a network and mount over folders that are in use."""
    for kind in ("mnt", "net"):
        try:
            theirs = os.readlink(f"/proc/{os.getppid()}/ns/{kind}")
        except OSError as error:
            raise OSError(f"whether the {kind} namespace is a fresh one cannot be seen: {error}") from error
        if theirs == os.readlink(f"/proc/self/ns/{kind}"):
            raise OSError(f"the {kind} namespace is not a fresh one: start this by what `prefix` gives")


def _leave_mounts_of_others() -> None:
    """From here on, what is mounted is mounted for this process alone, however it was started."""
    libc = ctypes.CDLL(None, use_errno=True)
    if libc.unshare(_CLONE_NEWNS) != 0:
        raise OSError(ctypes.get_errno(), "no mount namespace can be made")
    _mount("none", Path("/"), "", _MS_REC | _MS_PRIVATE, "")


def _replace(folder: Path, paths: list[Path], mode: str) -> None:
    """Put an empty folder in the place of one, with nothing in it but some of the paths that were there."""
    held = [os.open(path, os.O_PATH) for path in paths]
    _mount("none", folder, "tmpfs", 0, f"mode={mode}")
    for path, descriptor in zip(paths, held, strict=True):
        path.mkdir(parents=True, exist_ok=True)
        _mount(f"/proc/self/fd/{descriptor}", path, "", _MS_BIND | _MS_REC, "")
        os.close(descriptor)


def _mount(source: str, place: Path, kind: str, flags: int, options: str) -> None:
    libc = ctypes.CDLL(None, use_errno=True)
    if libc.mount(source.encode(), bytes(place), kind.encode() or None, flags, options.encode() or None) != 0:
        raise OSError(ctypes.get_errno(), f"{place} cannot be mounted")


def _start_loopback() -> None:
    with socket.socket() as any_socket:
        request = struct.pack("16sH14x", b"lo", 0x41)  # IFF_UP | IFF_RUNNING
        fcntl.ioctl(any_socket, 0x8914, request)  # SIOCSIFFLAGS


if __name__ == "__main__":
    end = sys.argv.index("--")
    try:
        main(sys.argv[1], [Path(path) for path in sys.argv[2:end]], sys.argv[end + 1 :])
    except OSError as error:
        sys.exit(f"namespaces.py: {error}")
