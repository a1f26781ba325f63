"""Which of a course's secrets other users of this machine can read, by modes alone; and how to close them."""

from __future__ import annotations

import grp
import os
import pwd
import stat
from collections.abc import Iterable
from pathlib import Path

import msgspec

SECRETS = (
    "solutions",
    ".git",
    "gradebook.db",
    "submitted",
    "autograded",
    "feedback",
    "graded",
    "downloaded",
    "grades.csv",
    "exceptions.toml",
    "demo-out",
)
"""What no student may read, below the course's folder: the cases and solutions, the marks, and others' work."""


class Exposed(msgspec.Struct, frozen=True):
    """A file or folder that others can read. `readers` is "all users", or the name of a group with other members."""

    path: str
    readers: str


def exposed(root: Path, more: Iterable[Path] = ()) -> list[Exposed]:
    """The secrets of the course at `root`, and of the paths `more`, that others can read. Access lists do not count."""
    secrets = []
    for path in [root / name for name in SECRETS] + list(more):
        readers = _readers(path)
        if readers:
            secrets.append(Exposed(str(path), readers))
    return list(dict.fromkeys(secrets))


def how_to_close(secrets: Iterable[Exposed]) -> list[str]:
    """For each kind of readers, who can read what, and what to type."""
    sentences = []
    by_readers: dict[str, list[str]] = {}
    for secret in secrets:
        by_readers.setdefault(secret.readers, []).append(secret.path)
    for readers, paths in by_readers.items():
        who = "All users of this machine" if readers == _ALL else f"All in the group {readers}"
        bits = "o-rwx" if readers == _ALL else "go-rwx"
        names = ", ".join(Path(path).name for path in paths)
        sentences.append(f"{who} can read {names}: run `chmod {bits} {' '.join(paths)}`.")
    return sentences


_ALL = "all users"


def _readers(path: Path) -> str:
    try:
        resolved = path.resolve(strict=True)
        status = resolved.stat()
    except OSError:
        return ""
    if _open_to(resolved, "other", status.st_gid):
        return _ALL
    group = status.st_gid
    if _has_other_members(group, status.st_uid) and _open_to(resolved, "group", group):
        return _name_of(group)
    return ""


def _open_to(path: Path, kind: str, group: int) -> bool:
    """Whether a user who is in no group but perhaps `group`, and owns nothing, reaches and reads a path."""
    for folder in _above(path):
        if not _bits(folder, kind, group) & stat.S_IXOTH:
            return False
    wanted = stat.S_IXOTH | stat.S_IROTH if path.is_dir() else stat.S_IROTH
    return bool(_bits(path, kind, group) & wanted)


def _above(path: Path) -> list[Path]:
    """The folders that lead to a path."""
    return list(path.parents)


def _bits(path: Path, kind: str, group: int) -> int:
    """What such a user may do with a path, as the last three bits of a mode."""
    status = path.stat()
    return (status.st_mode >> 3 if kind == "group" and status.st_gid == group else status.st_mode) & 0o7


def _has_other_members(group: int, owner: int) -> bool:
    """Whether anybody but the owner is in a group. Root's group, and one that nobody knows, count as the owner's."""
    if group == 0:
        return False
    try:
        members = set(grp.getgrgid(group).gr_mem)
        name = pwd.getpwuid(owner).pw_name
    except KeyError:
        return False
    return bool(members - {name}) or any(user.pw_gid == group and user.pw_uid != owner for user in pwd.getpwall())


def _name_of(group: int) -> str:
    try:
        return grp.getgrgid(group).gr_name
    except KeyError:
        return str(group)


def close(path: Path) -> bool:
    """Take a file or folder of ours from users who are neither its owner nor in its group; whether that was needed."""
    try:
        status = path.stat(follow_symlinks=False)
        if stat.S_ISLNK(status.st_mode) or status.st_uid != os.geteuid() or not status.st_mode & stat.S_IRWXO:
            return False
        path.chmod(stat.S_IMODE(status.st_mode) & ~stat.S_IRWXO)
    except OSError:
        return False
    return True
