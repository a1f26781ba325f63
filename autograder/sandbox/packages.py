"""Which files a library needs: a distribution and what it requires, as importable names, folders and paths.

Knows nothing of students; the sandbox makes exactly these paths readable.
"""

from __future__ import annotations

import functools
import importlib.metadata
import sys
import sysconfig
from collections.abc import Iterable
from pathlib import Path

from packaging.requirements import Requirement

# The worker needs these beside what an assignment offers.
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
