"""What makes grading faster changes no byte of a record: each mechanism is switched off, and the records are the same.

The mechanisms, and what each is worth, stand in docs/maintainers.md.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from autograder.course.model import Course
from autograder.course.variants import find_variant
from autograder.grading import plugin
from autograder.grading.grader import Grader
from autograder.grading.repeat_check import RepeatCheck
from autograder.grading.session import GradingSession
from autograder.results.records import encode
from autograder.sandbox import responses
from autograder.sandbox.calls import CallPlan
from autograder.sandbox.channel import Dying, WorkerProcess
from autograder.submissions.reading import Submission

COURSE = Course.find(Path(__file__))
VARIANTS = {
    "a3_linear_regression": ("grad_W-dropped-two", "grad_W-keeps-state", "fit-stops-early-thirty-steps"),
    "a8_autograd_engine": ("gradients-sign-flipped-div", "backward-order-of-a-set-parents-in-a-set"),
}
"""Wrong work, found by its numbers, by a second order of calls, by what follows from it, and in objects."""


def _one_by_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Grader, "_record_calls", lambda self: CallPlan())


def _through_all_hooks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(plugin, "_simple", lambda item: None)


def _repeated_one_by_one(monkeypatch: pytest.MonkeyPatch) -> None:
    """As where something differed: in a fresh worker, not in the one whose calls were observed."""

    def all_of_them(self: RepeatCheck, order: list[str]) -> list[str]:
        self._runner.drop_worker()
        return order

    monkeypatch.setattr(RepeatCheck, "_repeated_alike", all_of_them)


def _given_made_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    remember = plugin.GradingPlugin._remember

    def fresh(self: plugin.GradingPlugin, make: Callable[..., object], *key: object) -> object:
        self.made.clear()
        return remember(self, make, *key)

    monkeypatch.setattr(plugin.GradingPlugin, "_remember", fresh)


def _tables_made_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(plugin.GradingPlugin, "_table", lambda self, make, problem, *key: make(problem, *key))


def _waited_for_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    add = Dying.add

    def add_and_wait(self: Dying, pidfd: int) -> None:
        add(self, pidfd)
        self.wait()

    monkeypatch.setattr(Dying, "add", add_and_wait)


def _compared_by_value(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(responses, "LONGEST", -1)


SWITCHED_OFF = {
    "planned calls": _one_by_one,
    "cases without hooks": _through_all_hooks,
    "repeated in one go": _repeated_one_by_one,
    "inputs made once": _given_made_anew,
    "tables of mistakes made once": _tables_made_anew,
    "killed workers waited for later": _waited_for_at_once,
    "equal bytes are equal answers": _compared_by_value,
}


@pytest.fixture(scope="module")
def usual(isolation) -> Callable[[str], list[bytes]]:
    """The records of an assignment's work with every mechanism in force, made once."""
    kept: dict[str, list[bytes]] = {}

    def of(name: str) -> list[bytes]:
        if name not in kept:
            kept[name] = _records(name, isolation)
        return kept[name]

    return of


def _records(name: str, isolation) -> list[bytes]:
    means, level = isolation
    right = COURSE.reference(name).read_text(encoding="utf-8")
    sources = [right, *(find_variant(COURSE, name, "wrong", which).source for which in VARIANTS[name])]
    file = COURSE.load(name).module_file
    with GradingSession(COURSE, name, seed=3, isolation=means, level=level) as session:
        return [encode(session.grade(Submission("s", {file: source.encode()}))) for source in sources]


@pytest.mark.parametrize("name", VARIANTS)
@pytest.mark.parametrize("mechanism", SWITCHED_OFF)
def test_records_are_the_same_bytes_without_it(usual, isolation, monkeypatch, mechanism: str, name: str) -> None:
    expected = usual(name)
    SWITCHED_OFF[mechanism](monkeypatch)

    assert _records(name, isolation) == expected


def test_the_switches_switch(isolation, monkeypatch) -> None:
    """Without planned calls every call is asked on its own, and without its shortcut a case goes through pytest."""
    asked: list[object] = []
    ask = WorkerProcess.ask
    monkeypatch.setattr(WorkerProcess, "ask", lambda self, *rest: asked.append(rest) or ask(self, *rest))
    _one_by_one(monkeypatch)
    _through_all_hooks(monkeypatch)
    reports: list[object] = []
    report = plugin.GradingPlugin.pytest_runtest_makereport
    monkeypatch.setattr(
        plugin.GradingPlugin,
        "pytest_runtest_makereport",
        pytest.hookimpl(tryfirst=True)(lambda self, item, call: reports.append(item) or report(self, item, call)),
    )
    records = _records("a3_linear_regression", isolation)

    assert len(records) > 1
    assert len(asked) > 100
    assert len(reports) > 100


def test_a_case_keeps_nothing_of_a_submission(isolation, monkeypatch) -> None:
    """Also where a case is run in the short way first, and through pytest's hooks for the next submission."""
    means, level = isolation
    name = "a3_linear_regression"
    file, right = COURSE.load(name).module_file, COURSE.reference(name).read_text(encoding="utf-8")
    wrong = find_variant(COURSE, name, "wrong", VARIANTS[name][0]).source
    with GradingSession(COURSE, name, seed=3, isolation=means, level=level) as session:
        alone = encode(session.grade(Submission("s", {file: wrong.encode()})))
        session.grade(Submission("s", {file: right.encode()}))
        run = plugin.GradingPlugin._run

        def through_hooks(self: plugin.GradingPlugin, number: int) -> BaseException | None:
            self._simple[number] = None
            return run(self, number)

        monkeypatch.setattr(plugin.GradingPlugin, "_run", through_hooks)

        assert encode(session.grade(Submission("s", {file: wrong.encode()}))) == alone
