"""Facts about this machine that a report needs, and which mechanisms of isolation are in force on it.

In force is what the self-test ran with. Why a mechanism is not there, and what to install or switch on for it, is read
from the system, as advice only.
"""

from __future__ import annotations

import getpass
import importlib.metadata
import os
import platform
import re
import shutil
import subprocess
from pathlib import Path

import msgspec

import autograder
from autograder.sandbox.launch import MECHANISMS, Isolation
from autograder.sandbox.selftest import IsolationReport

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


def this_machine(root: Path = Path("/")) -> Machine:
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
    by_name: dict[str, str | None] = {"autograder": autograder.__version__, "python": platform.python_version()}
    by_name |= {name: installed(name) for name in _DISTRIBUTIONS}
    return {**by_name, "bubblewrap": bubblewrap_version()}


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
        output = subprocess.run([program, "--version"], capture_output=True, text=True, timeout=5, check=True).stdout
    except (OSError, subprocess.SubprocessError):
        return None
    return output.split()[-1] if output.split() else None


_TITLES = {"bubblewrap": "bubblewrap", "landlock": "Landlock", "seccomp": "seccomp"}
_LANDLOCK_KERNEL = (5, 13)
_SCOPES_ABI = 6
_SWITCHES = (
    ("proc/sys/kernel/unprivileged_userns_clone", "0", "sysctl -w kernel.unprivileged_userns_clone=1"),
    ("proc/sys/user/max_user_namespaces", "0", "sysctl -w user.max_user_namespaces=15000"),
    (
        "proc/sys/kernel/apparmor_restrict_unprivileged_userns",
        "1",
        "sysctl -w kernel.apparmor_restrict_unprivileged_userns=0",
    ),
)
"""Files that, with this content, forbid user namespaces, and what allows them."""


class Mechanism(msgspec.Struct, frozen=True):
    """One mechanism of isolation. `detail` is its version; `advice` says how to have it, or more of it."""

    name: str
    used: bool
    detail: str
    advice: str


def mechanisms(
    report: IsolationReport, allowed: Isolation, *, container: bool, root: Path = Path("/")
) -> list[Mechanism]:
    """All mechanisms of isolation, as the self-test met them. `root` is where system files are looked for."""
    return [_one(name, report, getattr(allowed, name), container, root) for name in MECHANISMS]


def _one(name: str, report: IsolationReport, allowed: bool, container: bool, root: Path) -> Mechanism:
    title = _TITLES[name]
    part = next((part for part in report.parts if part.startswith(name)), "")
    used = report.isolation.bubblewrap if name == "bubblewrap" else bool(part)
    if used:
        return Mechanism(title, True, *_in_use(name, part))
    if not allowed:
        return Mechanism(title, False, "", "It is switched off by AUTOGRADER_TEST_WITHOUT.")
    if platform.system() != "Linux":
        return Mechanism(title, False, "", "It needs Linux.")
    if name == "bubblewrap":
        advice = _bubblewrap_advice(report, container, root)
    else:
        advice = _landlock_advice(root) if name == "landlock" else _seccomp_advice(root)
    return Mechanism(title, False, "", advice)


def _in_use(name: str, part: str) -> tuple[str, str]:
    if name == "bubblewrap":
        return bubblewrap_version() or "", ""
    abi = re.search(r"ABI (\d+)", part)
    if abi is None:
        return "", ""
    older = int(abi[1]) < _SCOPES_ABI
    return abi[
        0
    ], "Linux 6.12 has a newer version, which also blocks signals. Until then, seccomp blocks them." if older else ""


def _bubblewrap_advice(report: IsolationReport, container: bool, root: Path) -> str:
    if shutil.which("bwrap") is None:
        return "Install it: `apt-get install bubblewrap` (Debian, Ubuntu) or `dnf install bubblewrap` (Fedora)."
    for path, off, command in _SWITCHES:
        if _content(root / path).strip() == off:
            return f"User namespaces are switched off. As root: `{command}`."
    why = next((note for note in report.notes if note.startswith("bubblewrap")), "")
    reason = why.partition(": ")[2]
    if container:
        hint = "The container must allow user namespaces (Docker: --security-opt seccomp=FILE, apparmor=unconfined)"
        return f"{hint}. {reason}".rstrip(" .") + "."
    return reason or "It is installed, but it does not work here; try `bwrap --unshare-all --ro-bind / / true`."


def _landlock_advice(root: Path) -> str:
    if installed("landlockpy") is None:
        return "Install the package landlockpy in the version that pyproject.toml names."
    if kernel_version() < _LANDLOCK_KERNEL:
        return f"It needs Linux 5.13 or newer; this is {platform.release()}."
    modules = _content(root / "sys/kernel/security/lsm").strip()
    if modules and "landlock" not in modules.split(","):
        return f"Start the kernel with lsm=landlock,{modules}."
    return "The kernel refuses it: it was built without Landlock, or a container's filter forbids it."


def _seccomp_advice(root: Path) -> str:
    if installed("seccompy") is None:
        return "Install the package seccompy in the version that pyproject.toml names."
    if platform.machine() not in ("x86_64", "aarch64"):
        return f"The package seccompy supports only x86-64 and AArch64; this is {platform.machine()}."
    if "Seccomp:" not in _content(root / "proc/self/status"):
        return "The kernel was built without seccomp (CONFIG_SECCOMP_FILTER)."
    return "The kernel refuses it: perhaps a container's own filter forbids it."


def kernel_version() -> tuple[int, int]:
    """The kernel's version as two numbers; (0, 0) where its release is no version."""
    match = re.match(r"(\d+)\.(\d+)", platform.release())
    return (int(match[1]), int(match[2])) if match else (0, 0)


def _content(path: Path) -> str:
    try:
        return path.read_text()
    except OSError:
        return ""
