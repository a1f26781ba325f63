"""Whether this course would go through nbgrader: its version, kernel, exchange folder and nbgrader_config.py."""

from __future__ import annotations

import contextlib
import importlib
import importlib.metadata
import stat
import warnings
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import msgspec
from packaging.requirements import Requirement
from packaging.specifiers import SpecifierSet

from autograder.course.model import Assignment, Course
from autograder.doctor.machine import installed
from autograder.nbgrader.settings import CONFIG

_KERNEL = "python3"
_RIGHTS = 0o777
_MORE = ("formgrader", "assignment_list", "course_list", "validate_assignment")
"""Server extensions of nbgrader, whose settings the same file holds."""


class Exchange(msgspec.Struct, frozen=True):
    """The exchange folder. `mode` is written in octal, "" where it does not exist; nbgrader wants 0777."""

    path: str
    exists: bool
    mode: str

    @property
    def open_to_all(self) -> bool:
        return self.exists and int(self.mode, 8) & _RIGHTS == _RIGHTS


class Gradebook(msgspec.Struct, frozen=True):
    """nbgrader here. `config` is "read", "missing" or "broken"; `problems` are sentences that say what to do."""

    version: str | None
    wanted: str
    supported: bool
    kernel: bool
    config: str
    exchange: Exchange | None
    problems: list[str]
    files: list[str] = []
    """The files with settings of nbgrader that were read, the one that counts most last."""
    gradebook: str = ""
    """The file of the gradebook; "" for one that is no file of SQLite."""


def gradebook(course: Course | None) -> Gradebook:
    """Look at nbgrader and at the course's nbgrader_config.py; runs that file, as nbgrader does."""
    wanted = _wanted()
    version = installed("nbgrader")
    if version is None:
        return Gradebook(None, str(wanted), False, False, "missing", None, [])
    supported = wanted.contains(version)
    problems = [] if supported else [f"nbgrader {version} is installed, but this course needs nbgrader {wanted}."]
    try:
        _import_nbgrader()
    except Exception as error:  # noqa: BLE001  # whatever another package throws while it is imported
        problems.append(f"nbgrader cannot be imported: {type(error).__name__}: {error}.")
        return Gradebook(version, str(wanted), supported, False, "missing", None, problems)
    try:
        kernel = _has_kernel()
        if not kernel:
            problems.append(f"There is no Jupyter kernel {_KERNEL}: install ipykernel.")
    except Exception as error:  # noqa: BLE001  # Jupyter makes folders of its own while it looks
        kernel = False
        problems.append(f"Jupyter cannot look for its kernels: {type(error).__name__}: {error}.")
    around, files = settings_around(problems)
    settings: dict[str, dict[str, Any]] = {}
    config = "missing"
    if course is not None and (course.root / CONFIG).is_file():
        try:
            settings = read_settings(course.root)
            config = "read"
            files.append(str(course.root / CONFIG))
        except SystemExit as error:  # of configure(), which says what is wrong with the course
            config = "broken"
            problems.append(str(error).removeprefix("autograder: "))
        except Exception as error:  # noqa: BLE001  # the file is a program and may throw anything
            config = "broken"
            problems.append(f"{CONFIG} cannot be read: {type(error).__name__}: {error}.")
    exchange, book = None, ""
    try:
        if config == "read" and course is not None:
            problems += missing_classes(settings)
            problems += unknown_settings(settings)
            problems += overwritten(settings, [course.load(name) for name in course.names()])
        merged = {name: {**around.get(name, {}), **settings.get(name, {})} for name in {**around, **settings}}
        problems += other_course(around, settings)
        book = _gradebook_file(merged, course)
        exchange = _exchange(merged)
    except Exception as error:  # noqa: BLE001  # a setting may be anything, and so may what it names do
        problems.append(f"{CONFIG} has a setting that nbgrader cannot use: {type(error).__name__}: {error}.")
    if exchange is not None and exchange.exists and not exchange.open_to_all:
        problems.append(
            f"Everyone must be able to write to nbgrader's exchange folder: run `chmod 777 {exchange.path}`."
        )
    return Gradebook(version, str(wanted), supported, kernel, config, exchange, problems, files, book)


def settings_around(problems: list[str]) -> tuple[dict[str, dict[str, Any]], list[str]]:
    """The settings of the files that nbgrader reads before the course's, and the files: /etc/jupyter, ~/.jupyter ...

    What cannot be read is added to `problems`. The order is nbgrader's: a later file wins.
    """
    from jupyter_core.paths import jupyter_config_path
    from traitlets.config.loader import Config, JSONFileConfigLoader, PyFileConfigLoader

    merged, files = Config(), []
    for folder in reversed(jupyter_config_path()):
        for loader, name in ((PyFileConfigLoader, CONFIG), (JSONFileConfigLoader, CONFIG.replace(".py", ".json"))):
            path = Path(folder, name)
            if not path.is_file():
                continue
            try:
                merged.merge(loader(name, path=folder).load_config())
                files.append(str(path))
            except (Exception, SystemExit) as error:  # noqa: BLE001  # the file is a program and may throw anything
                problems.append(f"{path} cannot be read: {type(error).__name__}: {error}.")
    return {section: dict(merged[section]) for section in merged if section[:1].isupper()}, files


def other_course(around: dict[str, dict[str, Any]], settings: dict[str, dict[str, Any]]) -> list[str]:
    """Whether the machine's files name another course than the one here: then students' commands ask for that one."""
    theirs, ours = (config.get("CourseDirectory", {}).get("course_id") for config in (around, settings))
    if theirs and ours and theirs != ours:
        return [
            f"The settings of this machine name the course {theirs}, but course.toml has the id {ours}: students' "
            "commands would look for the first."
        ]
    return []


def _gradebook_file(settings: dict[str, dict[str, Any]], course: Course | None) -> str:
    """Where SQLite's file of the gradebook is."""
    url = settings.get("CourseDirectory", {}).get("db_url")
    if url is None:
        return str(course.root / "gradebook.db") if course is not None else ""
    return str(url).removeprefix("sqlite:///") if str(url).startswith("sqlite:///") else ""


def _wanted() -> SpecifierSet:
    """The versions of nbgrader that this package asks for."""
    try:
        requirements = [Requirement(text) for text in importlib.metadata.requires("backprop-by-hand") or []]
    except importlib.metadata.PackageNotFoundError:  # run from its sources
        return SpecifierSet()
    return next((item.specifier for item in requirements if item.name == "nbgrader"), SpecifierSet())


def _has_kernel() -> bool:
    from jupyter_client.kernelspec import KernelSpecManager

    return _KERNEL in KernelSpecManager().find_kernel_specs()


def read_settings(root: Path) -> dict[str, dict[str, Any]]:
    """The settings of nbgrader_config.py, by class. Whatever the file throws comes through."""
    from traitlets.config.loader import PyFileConfigLoader

    config = PyFileConfigLoader(CONFIG, path=str(root)).load_config()
    return {section: dict(config[section]) for section in config if section[:1].isupper()}


def _import_nbgrader() -> None:
    """Import everything of nbgrader that can be configured. Whatever goes wrong comes through."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        importlib.import_module("nbgrader.apps")
        for name in _MORE:
            with contextlib.suppress(ImportError):
                importlib.import_module(f"nbgrader.server_extensions.{name}")


def known_settings() -> dict[str, set[str]]:
    """The settings of every class that is imported by now and can be configured, by the class's name."""
    from traitlets.config import Configurable

    by_class: dict[str, set[str]] = {}
    for kind in _below(Configurable):
        by_class.setdefault(kind.__name__, set()).update(kind.class_trait_names(config=True))
    return by_class


def _below(kind: Any) -> Iterator[Any]:
    yield kind
    for child in kind.__subclasses__():
        yield from _below(child)


def missing_classes(settings: dict[str, dict[str, Any]]) -> list[str]:
    """Preprocessors and exporters that the file names and that cannot be imported; imports the others."""
    problems = []
    for traits in settings.values():
        for trait, value in traits.items():
            single = [value] if trait in ("exporter_class", "plugin_class") else []
            names = _plain(value, []) if trait.endswith("preprocessors") else single
            problems += [
                f"{CONFIG} names {name}, which cannot be imported."
                for name in names
                if isinstance(name, str) and not _can_be_imported(name)
            ]
    return problems


def _can_be_imported(dotted: str) -> bool:
    module, _, name = dotted.rpartition(".")
    try:
        return hasattr(importlib.import_module(module), name)
    except Exception:  # noqa: BLE001  # whatever a module throws while it is imported
        return False


def unknown_settings(settings: dict[str, dict[str, Any]]) -> list[str]:
    """Settings that no class has: nbgrader only warns of them, and goes on without."""
    problems = []
    known = known_settings()
    for section, traits in settings.items():
        if section not in known:
            problems.append(f"{CONFIG} sets {section}, but there is no such class.")
            continue
        problems += [
            f"{CONFIG} sets {section}.{name}, but {section} has no such setting."
            for name in traits
            if name not in known[section]
        ]
    return problems


def overwritten(settings: dict[str, dict[str, Any]], assignments: Iterable[Assignment]) -> list[str]:
    """Assignments whose submitted module nbgrader would overwrite with the handed-out stub."""
    kept = _plain(settings.get("Autograde", {}).get("exclude_overwriting", {}), {})
    return [
        f"{CONFIG} must name {assignment.module_file} for {assignment.name} in Autograde.exclude_overwriting. "
        "Otherwise autograde grades the stub."
        for assignment in assignments
        if assignment.module_file not in kept.get(assignment.name, ())
    ]


def _plain(value: Any, start: Any) -> Any:
    """A setting's value, also where the file only adds to the default."""
    return value.get_value(start) if hasattr(value, "get_value") else value


def _exchange(settings: dict[str, dict[str, Any]]) -> Exchange:
    from nbgrader.exchange.default import Exchange as Folder

    path = Path(settings.get("Exchange", {}).get("root") or Folder.class_traits()["root"].default_value)
    try:
        mode = stat.S_IMODE(path.stat().st_mode)
    except OSError:
        return Exchange(str(path), False, "")
    return Exchange(str(path), True, f"{mode:04o}")
