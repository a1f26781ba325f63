"""What this machine is: its system, user and versions; only facts that a person or a bug report needs."""

from __future__ import annotations

import getpass
import importlib.metadata
import os
import platform
import shutil
import subprocess
from pathlib import Path

import msgspec

import autograder

_DISTRIBUTIONS = ("numpy", "torch", "pytest", "msgspec", "landlockpy", "seccompy", "nbgrader")


class Machine(msgspec.Struct, frozen=True):
    """The machine and who uses it. `memory_mib` is 0 where it cannot be found out."""

    system: str
    kernel: str
    architecture: str
    user: str
    uid: int
    processors: int
    memory_mib: int
    container: bool


def machine(root: Path = Path("/")) -> Machine:
    """Facts about this machine. `root` is where system files are looked for; only tests give another."""
    return Machine(
        system=_system(),
        kernel=f"{platform.system()} {platform.release()}",
        architecture=platform.machine(),
        user=_user(),
        uid=os.getuid(),
        processors=len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1,
        memory_mib=_memory_mib(root),
        container=any((root / name).exists() for name in (".dockerenv", "run/.containerenv")),
    )


def _system() -> str:
    try:
        return platform.freedesktop_os_release()["PRETTY_NAME"]
    except (OSError, KeyError):
        return platform.platform()


def _user() -> str:
    try:
        return getpass.getuser()
    except (KeyError, OSError):  # a user without a name, as containers have
        return str(os.getuid())


def _memory_mib(root: Path) -> int:
    try:
        lines = (root / "proc/meminfo").read_text().splitlines()
    except OSError:
        return 0
    return next((int(line.split()[1]) >> 10 for line in lines if line.startswith("MemTotal:")), 0)


def versions() -> dict[str, str | None]:
    """The versions that matter here; None for what is not installed."""
    found: dict[str, str | None] = {"autograder": autograder.__version__, "python": platform.python_version()}
    found |= {name: installed(name) for name in _DISTRIBUTIONS}
    return {**found, "bubblewrap": bubblewrap_version()}


def installed(name: str) -> str | None:
    """The version of an installed distribution."""
    try:
        return importlib.metadata.version(name)
    except importlib.metadata.PackageNotFoundError:
        return None


def bubblewrap_version() -> str | None:
    """The version of the program bwrap; None where there is none, or it does not say."""
    program = shutil.which("bwrap")
    if program is None:
        return None
    try:
        said = subprocess.run([program, "--version"], capture_output=True, text=True, timeout=5, check=True).stdout
    except (OSError, subprocess.SubprocessError):
        return None
    return said.split()[-1] if said.split() else None
