"""What a fork server is started with: the settings of a sandbox, the files that its libraries need, the command line.

Knows nothing of students; the sandbox makes exactly these paths readable.
"""

from __future__ import annotations

import functools
import importlib.metadata
import json
import math
import os
import shutil
import sys
import sysconfig
from collections.abc import Iterable
from pathlib import Path

import msgspec
from packaging.requirements import Requirement

from autograder.course.model import Limits

MECHANISMS = ("bubblewrap", "landlock", "seccomp")


_SWITCH = "AUTOGRADER_TEST_WITHOUT"
"""Names mechanisms of isolation to do without, for tests of the fall-back; it can only lower the level, as recorded."""


class Isolation(msgspec.Struct, frozen=True):
    """Which mechanisms of isolation to use; one that the machine lacks is found out by trying, not believed."""

    bubblewrap: bool = True
    landlock: bool = True
    seccomp: bool = True

    def names(self) -> str:
        """The mechanisms in words, for messages."""
        used = [name for name in MECHANISMS if getattr(self, name)]
        return " + ".join([*used, "limits"])


def allowed_mechanisms() -> Isolation:
    """The mechanisms of isolation that may be used: all, but for tests."""
    without = set(os.environ.get(_SWITCH, "").split(","))
    return Isolation(**{name: name not in without for name in MECHANISMS})


class SandboxConfig(msgspec.Struct, frozen=True):
    """Everything a fork server is started with. `preload` names modules that it imports before it forks."""

    distributions: tuple[str, ...] = ("numpy",)
    preload: tuple[str, ...] = ("numpy",)
    warm: tuple[str, ...] = ()
    """Further modules that it imports beforehand where they exist."""
    data: tuple[tuple[str, bytes], ...] = ()
    """Files that a submission may read: name and content. They are in its working folder, as at home."""
    limits: Limits = Limits()
    isolation: Isolation = Isolation()


# The worker needs these besides what an assignment offers.
_OWN = ("msgspec", "landlockpy", "seccompy")


class Libraries:
    """`names` may be imported, from `folders`; `paths` are all files and folders that this needs."""

    def __init__(self, names: tuple[str, ...], folders: tuple[Path, ...], paths: tuple[Path, ...]) -> None:
        self.names = names
        self.folders = folders
        self.paths = paths


@functools.cache
def libraries(distributions: tuple[str, ...]) -> Libraries:
    """The closure of some distributions and the sandbox's own. Raises LookupError for one that is not installed."""
    names: set[str] = set()
    folders: set[Path] = set()
    paths: set[Path] = set()
    for name in _closure((*_OWN, *distributions)):
        distribution = importlib.metadata.distribution(name)
        root = Path(str(distribution.locate_file(""))).resolve()
        for top in _top_level(distribution):
            folders.add(root)
            paths.add(root / top)
            names.add(top.split(".")[0])
    return Libraries(tuple(sorted(names)), tuple(sorted(folders)), tuple(sorted(paths)))


def _top_level(distribution: importlib.metadata.Distribution) -> set[str]:
    record = distribution.read_text("RECORD") or ""
    tops = {line.partition(",")[0].partition("/")[0] for line in record.splitlines()}
    return {
        top for top in tops if top and top not in ("..", "__pycache__") and not top.endswith((".dist-info", ".pth"))
    }


def _closure(distributions: Iterable[str]) -> list[str]:
    todo, seen = list(distributions), set[str]()
    while todo:
        name = todo.pop()
        if name in seen:
            continue
        try:
            requires = importlib.metadata.requires(name) or []
        except importlib.metadata.PackageNotFoundError:
            if name in distributions and name not in ("landlockpy", "seccompy"):
                raise LookupError(f"{name} is not installed") from None
            continue
        seen.add(name)
        for text in requires:
            requirement = Requirement(text)
            if requirement.marker is None or requirement.marker.evaluate({"extra": ""}):
                todo.append(requirement.name)
    return sorted(seen)


def interpreter_paths() -> tuple[Path, ...]:
    """The interpreter, its standard library without site-packages, and the system's shared libraries."""
    base = Path(sys.base_prefix).resolve()
    inside = [
        path for path in standard_library().iterdir() if path.name not in ("site-packages", "dist-packages", "test")
    ]
    shared = [path for path in (base / "lib").glob("libpython*") if path.is_file()]
    system = [
        path
        for folder in ("/lib", "/lib64", "/usr/lib", "/usr/lib64")
        if Path(folder).is_dir()
        for path in Path(folder).resolve().iterdir()
        if not path.name.startswith("python")
    ]
    return (Path(sys.executable).resolve(), *inside, *shared, *system)


def standard_library() -> Path:
    """The folder of the standard library."""
    return Path(sysconfig.get_path("stdlib")).resolve()


_INSIDE = Path(__file__).resolve().parent / "inside"
_DEVICES = ("/dev/null", "/dev/urandom", "/dev/zero", "/etc/ld.so.cache", "/etc/localtime")
_NOBODY = "65534"

ENVIRONMENT = {
    "PATH": "/usr/bin:/bin",
    "LANG": "C.UTF-8",
    "PYTHONHASHSEED": "0",
    "PYTHONDONTWRITEBYTECODE": "1",
    "OPENBLAS_NUM_THREADS": "1",
    "OMP_NUM_THREADS": "1",
    "MKL_NUM_THREADS": "1",
}
"""All that a fork server sees of the grader's environment: fixed, so that a secret in it cannot pass on."""


_NOWHERE = Path("/nowhere")
"""The working folder behind bubblewrap."""


def command(config: SandboxConfig, control: int, data: Path | None = None) -> list[str]:
    """The command that starts a fork server which listens on the descriptor `control`.

    `data` is a folder that holds the files of `config.data` and nothing else. The workers may read it.
    Raises LookupError when a distribution that the assignment offers is not installed.
    """
    packages = libraries(config.distributions)
    readable = [*interpreter_paths(), *packages.paths, _INSIDE, *(Path(device) for device in _DEVICES)]
    if data is not None:
        readable.append(_NOWHERE if config.isolation.bubblewrap else data)
    settings = {
        "libraries": {"names": packages.names, "folders": [str(folder) for folder in packages.folders]},
        "preload": list(config.preload),
        "warm": list(config.warm),
        "lockdown": {
            "landlock": config.isolation.landlock,
            "seccomp": config.isolation.seccomp,
            "readable": [str(path) for path in readable],
            "listable": [str(standard_library())],
            "memory_mib": config.limits.memory_mib // 2,  # of two workers that one submission may have at once
            "cpu_seconds": math.ceil(config.limits.submission_seconds) + 2,
            "drop_user": not config.isolation.bubblewrap,
            "keep_reading": not all(_open_to_all(path) for path in (standard_library(), _INSIDE, *packages.folders)),
        },
    }
    # The interpreter itself, not the virtual environment's link to it: -I and -S keep every site-packages out.
    python = [str(Path(sys.executable).resolve()), "-I", "-S", "-B", "-u", "-X", "utf8", str(_INSIDE / "__main__.py")]
    inner = [*python, str(control), json.dumps(settings)]
    return [*_bubblewrap(packages.paths, data), "--", *inner] if config.isolation.bubblewrap else inner


def _open_to_all(path: Path) -> bool:
    """Whether every user can reach a folder: all folders above it let others through."""
    return all(folder.stat().st_mode & 0o001 for folder in (path, *path.parents))


def _bubblewrap(library_paths: tuple[Path, ...], data: Path | None) -> list[str]:
    """New namespaces of every kind, and a file system that holds the interpreter, the libraries and the data only."""
    program = shutil.which("bwrap")
    if program is None:
        raise FileNotFoundError("bwrap")
    base = Path(sys.base_prefix).resolve()
    arguments = [program, "--unshare-all", "--die-with-parent", "--new-session", "--hostname", "sandbox"]
    arguments += ["--uid", _NOBODY, "--gid", _NOBODY]
    for folder in ("/lib", "/lib64"):
        if os.path.islink(folder):
            arguments += ["--symlink", os.readlink(folder), folder]
        elif os.path.isdir(folder):
            arguments += ["--ro-bind", folder, folder]
    arguments += ["--ro-bind", "/usr/lib", "/usr/lib"]
    if os.path.isdir("/usr/lib64"):
        arguments += ["--ro-bind", "/usr/lib64", "/usr/lib64"]
    stdlib = standard_library()
    binary = Path(sys.executable).resolve()
    arguments += ["--ro-bind", str(binary), str(binary)]
    for shared in (base / "lib").glob("libpython*"):
        arguments += ["--ro-bind", str(shared), str(shared)]
    arguments += ["--ro-bind", str(stdlib), str(stdlib)]
    for packages in ("site-packages", "dist-packages"):
        for parent in (stdlib, Path("/usr/lib/python3")):
            if (parent / packages).is_dir():
                arguments += ["--tmpfs", str(parent / packages), "--remount-ro", str(parent / packages)]
    for path in (*library_paths, _INSIDE):
        arguments += ["--ro-bind", str(path), str(path)]
    nowhere = str(_NOWHERE)
    arguments += ["--dir", nowhere] if data is None else ["--ro-bind", str(data), nowhere]
    arguments += ["--chdir", nowhere, "--dev", "/dev", "--remount-ro", "/dev"]
    return [*arguments, "--remount-ro", "/"]
