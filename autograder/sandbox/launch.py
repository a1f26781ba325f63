"""Builds the command line and the environment that a fork server is exec'd with; knows paths, never a verdict."""

from __future__ import annotations

import json
import math
import os
import shutil
import sys
from pathlib import Path

from autograder.sandbox.config import SandboxConfig
from autograder.sandbox.packages import interpreter_paths, libraries, standard_library

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
    found = libraries(config.distributions)
    readable = [*interpreter_paths(), *found.paths, _INSIDE, *(Path(device) for device in _DEVICES)]
    if data is not None:
        readable.append(_NOWHERE if config.isolation.bubblewrap else data)
    settings = {
        "libraries": {"names": found.names, "folders": [str(folder) for folder in found.folders]},
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
            "keep_reading": not all(_open_to_all(path) for path in (standard_library(), _INSIDE, *found.folders)),
        },
    }
    # The interpreter itself, not the virtual environment's link to it: -I and -S keep every site-packages out.
    python = [str(Path(sys.executable).resolve()), "-I", "-S", "-B", "-u", "-X", "utf8", str(_INSIDE / "__main__.py")]
    inner = [*python, str(control), json.dumps(settings)]
    return [*_bubblewrap(found.paths, data), "--", *inner] if config.isolation.bubblewrap else inner


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
