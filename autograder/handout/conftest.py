"""What `pytest` says in this folder: for each task what is right, what is wrong and why, calmly. Nothing to edit here.

`pytest -k grad_W` runs one task (any task's name), `pytest -v` gives pytest's own output. The check cells of the
notebook say the same. Needs pytest only; knows the tasks' names and the texts of MISTAKES.md, and no solution.
"""

from __future__ import annotations

import os
import re
import sys
import textwrap
from pathlib import Path
from typing import Any

import pytest

TASKS: dict[str, str] = {}

_FOLDER = Path(__file__).resolve().parent
_OURS = frozenset({"conftest.py", "gradcheck.py", "test_public.py"})
_WIDTH = 80
_PRINTED = 3
_SHOWN = 3  # of a task's failures: what a learner repairs first often repairs the others


def explained(mistake: str) -> list[str]:
    """The first paragraph on a mistake of MISTAKES.md as lines; none where there is none."""
    try:
        text = (_FOLDER / "MISTAKES.md").read_text(encoding="utf-8")
    except OSError:
        return []
    section = rf"^## `{re.escape(mistake)}`\n\n(?:(?:> [^\n]*\n)+\n)?(.+?)\n(?:\n|\Z)"
    found = re.search(section, text, re.MULTILINE | re.DOTALL)
    return textwrap.wrap(found[1].replace("`", ""), _WIDTH - 4, break_on_hyphens=False) if found else []


class Feedback:
    """Collects what each test says and prints it by task when all are done."""

    def __init__(self) -> None:
        self.passed: dict[str, int] = {}
        self.failed: dict[str, list[list[str]]] = {}
        self.waiting: dict[str, str] = {}
        self.mistakes: dict[str, str] = {}
        self.broken: list[str] = []
        self._printed: dict[str, list[str]] = {}

    def pytest_runtest_makereport(self, item: pytest.Item, call: pytest.CallInfo[None]) -> None:
        if call.excinfo is None:
            if call.when == "call":
                task = task_of(item.name)
                self.passed[task] = self.passed.get(task, 0) + 1
        elif not call.excinfo.errisinstance(pytest.skip.Exception):
            self._failed(item, call.excinfo)

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        lines = report.capstdout.strip().splitlines()
        if report.failed and lines and report.nodeid in self._printed:
            self._printed[report.nodeid] += [f"    printed: {line[: _WIDTH - 13]}" for line in lines[-_PRINTED:]]

    def pytest_exception_interact(self, node: Any, call: Any, report: Any) -> None:
        if isinstance(report, pytest.CollectReport):
            self.broken += import_error(call.excinfo.value.__cause__ or call.excinfo.value)

    def pytest_sessionfinish(self) -> None:
        lines = self.lines() if not self.broken else self.broken
        sys.stdout.write("\n".join(lines) + "\n")

    def lines(self) -> list[str]:
        """What is printed: one line a task, and below it what is wrong."""
        seen = [*self.passed, *self.failed, *self.waiting]
        tasks = [*(name for name in TASKS if name in seen), *dict.fromkeys(name for name in seen if name not in TASKS)]
        if not tasks:
            return ["No public test of that name was found in this folder."]
        width = max(map(len, tasks))
        lines: list[str] = []
        for task in tasks:
            lines += self._about(task, width)
        right = sum(task not in self.failed and task not in self.waiting for task in tasks)
        if len(tasks) > 1:
            lines += ["", f"{right} of {len(tasks)} tasks pass their public tests."]
        return lines

    def _about(self, task: str, width: int) -> list[str]:
        passed, failures = self.passed.get(task, 0), self.failed.get(task, [])
        if not failures and task not in self.waiting:
            return [f"{task:<{width}}  right ({passed} test{'' if passed == 1 else 's'})"]
        if not failures:
            return [f"{task:<{width}}  {self.waiting[task]}"]
        lines = [f"{task:<{width}}  {passed} of {passed + len(failures)} tests pass"]
        for failure in failures[:_SHOWN]:
            lines += failure
        if len(failures) > _SHOWN:
            lines += [f"  Tests of it that fail as well: {len(failures) - _SHOWN}. `pytest -v` shows all."]
        for mistake in self.mistakes.get(task, "").split("+"):
            lines += [f"  {line}" for line in explained(mistake)]
        return [*lines, f"  Where to read: “{TASKS[task]}” in the notebook."] if TASKS.get(task) else lines

    def _failed(self, item: pytest.Item, excinfo: pytest.ExceptionInfo[BaseException]) -> None:
        task, error = task_of(item.name), excinfo.value
        if isinstance(error, NotImplementedError):
            inner = excinfo.traceback[-1].name
            waits = inner in TASKS and inner != task
            self.waiting[task] = f"waits for {inner}, which is not started" if waits else "not started"
            return
        promise = (getattr(getattr(item, "function", None), "__doc__", None) or item.name).strip().splitlines()[0]
        said = self._printed[item.nodeid] = textwrap.wrap(promise, _WIDTH, initial_indent="  ", subsequent_indent="  ")
        if isinstance(error, AssertionError):
            self.mistakes.setdefault(task, str(getattr(error, "outcome", "")))
            told, *numbers = (str(error) or "This does not hold.").splitlines()
            said += [f"    {line}" for line in [*textwrap.wrap(told, _WIDTH - 4), *numbers[:7]]]
        else:
            self.mistakes.setdefault(task, "raised")
            said += [f"    {line}" for line in place_of(error, excinfo.traceback)]
        self.failed.setdefault(task, []).append(said)


def task_of(test: str) -> str:
    """The task of a test by its name, `test_<task>_...`; the longest that fits."""
    name = test.removeprefix("test_")
    return max((task for task in TASKS if name.startswith(f"{task}_")), key=len, default=name)


def place_of(error: BaseException, traceback: Any) -> list[str]:
    """What went wrong, and the line of the learner's own file where it did."""
    said = " ".join(str(error).split())[:200]
    lines = textwrap.wrap(f"{type(error).__name__}: {said}", _WIDTH - 4)
    own = [entry for entry in traceback if entry.path.parent == _FOLDER and entry.path.name not in _OURS]
    if own:
        lines.append(f"{own[-1].path.name}, line {own[-1].lineno + 1}: {str(own[-1].statement).strip()[:50]}")
    return lines


def import_error(error: BaseException) -> list[str]:
    """Why the tests could not even start."""
    if isinstance(error, SyntaxError):
        where = f"{Path(error.filename or 'the file').name}, line {error.lineno}"
        lines = [f"{where}: {error.msg}."]
    else:
        frames, step = [], error.__traceback__
        while step is not None:
            frames.append((Path(step.tb_frame.f_code.co_filename), step.tb_lineno))
            step = step.tb_next
        own = [(path, line) for path, line in frames if path.parent == _FOLDER and path.name not in _OURS]
        where = f"{own[-1][0].name}, line {own[-1][1]}: " if own else ""
        lines = textwrap.wrap(f"{where}{type(error).__name__}: {error}", _WIDTH)
    return [*lines, *(f"  {line}" for line in explained("does-not-import"))]


@pytest.hookimpl(trylast=True)
def pytest_configure(config: pytest.Config) -> None:
    """Put this feedback in the place of pytest's own, unless more was asked for, or an editor listens to it."""
    reporter = config.pluginmanager.get_plugin("terminalreporter")
    options = config.option
    wants_more = options.verbose > 0 or options.collectonly or options.usepdb or options.showfixtures
    editor = config.pluginmanager.has_plugin("vscode_pytest") or "TEAMCITY_VERSION" in os.environ
    if reporter is not None and not (wants_more or editor or options.help or options.version):
        config.pluginmanager.unregister(reporter)
        config.pluginmanager.register(Feedback(), "feedback of this folder")
