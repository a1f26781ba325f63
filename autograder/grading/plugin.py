"""The pytest plugin: collects hidden cases once, runs them against one submission after the other, decides verdicts.

Knows pytest and the `student` fixture; not where submissions come from nor what a mark is.
"""

from __future__ import annotations

import hashlib
import inspect
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from types import ModuleType
from typing import Any, NamedTuple

import numpy as np
import pytest

from autograder.cases import cross_checks
from autograder.cases.tables import remember
from autograder.course.model import CourseError, Task
from autograder.course.modules import load_module
from autograder.faults import GraderFault, SandboxFault, StudentFault, described
from autograder.grading.edges import with_declared_edges
from autograder.grading.verdicts import CaseSpec, Verdict
from autograder.handout.gradcheck import Comparison, Mismatch, seen
from autograder.sandbox.remote import Carrier, LeftPlanError, RemoteModule

_FIXTURES = ("student", "given", "reference")
_MARK = "task(name, core, part=''): the task that a hidden case belongs to, and whether it is core or edge"

_UNUSABLE = "{} gives a value of the wrong type or shape."


class CaseError(Exception):
    """A hidden case could not be judged: the grader, not the submission, failed."""


class _CasesModule(pytest.Module):
    """A file of hidden cases, which is imported when its cases are collected."""

    import_cases: Callable[[Path], ModuleType]
    tasks: Sequence[Task]

    def _getobj(self) -> ModuleType:
        try:
            return self.import_cases(self.path)
        except (Exception, SystemExit) as error:
            raise self.CollectError(described(error, self.path.parents[3])) from error

    def collect(self) -> Iterable[pytest.Item | pytest.Collector]:
        try:
            return with_declared_edges(super().collect(), self.tasks, self)
        except CourseError as error:
            raise self.CollectError(str(error)) from error


class GradingPlugin:
    """One per pytest session. `loop` is called once all cases are collected and drives the grading."""

    def __init__(
        self,
        reference: Path,
        loop: Callable[[GradingPlugin], None],
        seed: int,
        *,
        import_cases: Callable[[Path], ModuleType],
        tasks: Sequence[Task],
    ) -> None:
        """`seed` is that of the hidden inputs; `import_cases` imports a file of hidden cases.

        `tasks` are those that may declare edges.
        """
        self._import_cases = import_cases
        self._tasks = tasks
        self.seed = seed
        self.specs: list[CaseSpec] = []
        self.problem = ""
        self._reference_path = reference
        self._loop = loop
        self._items: list[pytest.Item] = []
        self._simple: list[_Simple | None] = []
        self._carrier: Carrier | None = None
        self._error: BaseException | None = None
        self.cross_checks: dict[str, int] = {}
        """By case, how often two oracles agreed on what it expects."""
        self._reference: Any = None
        self.made: dict[tuple[Any, ...], tuple[Any, int]] = {}
        """By function and key, what was made for the cases, and how often two oracles agreed while it was; and what
        mistakes make of it."""
        self._of_case: list[str] = []

    # -- collection ---------------------------------------------------------------------------------------------

    def pytest_configure(self, config: pytest.Config) -> None:
        config.addinivalue_line("markers", _MARK)

    def pytest_pycollect_makemodule(self, module_path: Path, parent: pytest.Collector) -> pytest.Module:
        """The file of hidden cases as a module of its course: so it can import its neighbours."""
        module: _CasesModule = _CasesModule.from_parent(parent, path=module_path)
        module.import_cases, module.tasks = self._import_cases, self._tasks
        return module

    @pytest.hookimpl(tryfirst=True)
    def pytest_collectreport(self, report: pytest.CollectReport) -> None:
        if report.failed:
            self.problem = str(report.longrepr).strip().splitlines()[-1]

    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        if not self.problem:
            self._items = session.items
            self._simple = [_simple(item) for item in session.items]
            try:
                self.specs = [_spec_of(item) for item in session.items]
            except CourseError as error:
                self.problem = str(error)
        before = remember.set(self._table)
        try:
            self._loop(self)
        finally:
            remember.reset(before)
        return True

    # -- one submission -----------------------------------------------------------------------------------------

    def run_case(self, number: int, carrier: Carrier) -> Verdict:
        """Run the case of that number against the submission behind `carrier`.

        An exception that is no verdict costs this case, once the submission has been asked: its value was at hand. Such
        a verdict has a `fault`, and holds only if the reference passes the case. Raises CaseError for what the
        submission has no part in.
        """
        self._carrier = carrier
        attempts: list[list[Comparison]] = [[]]
        self._of_case = []
        before, agreed = seen.set(attempts), cross_checks.set(self._of_case)
        try:
            error = self._run(number)
        finally:
            seen.reset(before)
            cross_checks.reset(agreed)
        self.cross_checks[self.specs[number].nodeid] = len(self._of_case)
        looked = tuple(map(tuple, attempts))
        if error is None:
            return Verdict(seen=looked)
        if isinstance(error, LeftPlanError):
            raise error
        if isinstance(error, Mismatch | StudentFault):
            return Verdict(error.outcome, error.message, looked, "; ".join(getattr(error, "__notes__", ())))
        spec = self.specs[number]
        if not carrier.asked or isinstance(error, SandboxFault) or not isinstance(error, Exception):
            raise CaseError(f"{spec.nodeid}: {type(error).__name__}: {error}") from error
        if isinstance(error, AssertionError):
            return Verdict("failed", f"{spec.task} does not do what its docstring says.")
        return Verdict("wrong-type", _UNUSABLE.format(spec.task), looked, f"{type(error).__name__}: {error}")

    def _run(self, number: int) -> BaseException | None:
        """Call a simple case; any other one goes through all of pytest's hooks. Returns what was raised.

        Setting up and taking down the same fixtures for every submission takes longer than the case.
        """
        item, simple = self._items[number], self._simple[number]
        if simple is None or not isinstance(item, pytest.Function):
            following = self._items[(number + 1) % len(self._items)]
            item.config.hook.pytest_runtest_protocol(item=item, nextitem=following)
            raised, self._error = self._error, None  # so that nothing of a submission is kept
            return raised
        try:
            assert self._carrier is not None
            reference = self.reference_module()
            values: dict[str, Any] = {"student": RemoteModule(self._carrier, reference), "given": self._remember}
            values |= {"reference": reference, **simple.parameters}
            item.funcargs = {name: self._value(name, simple.fixtures, values) for name in item.fixturenames}
            item.config.hook.pytest_pyfunc_call(pyfuncitem=item)
        except (KeyboardInterrupt, pytest.exit.Exception):
            raise
        except BaseException as error:  # noqa: BLE001  # pytest's own outcomes are no Exceptions; the verdict is made of what it is
            return error
        finally:
            item.funcargs = {}  # pytest would use them again, were the item run through its hooks the next time
        return None

    def _value(self, name: str, fixtures: Mapping[str, pytest.FixtureDef[Any]], values: dict[str, Any]) -> Any:
        """What a fixture of a simple case gives, made once for the case; parameters are among the `values`."""
        if name not in values:
            fixture = fixtures[name]
            values[name] = fixture.func(
                **{needed: self._value(needed, fixtures, values) for needed in fixture.argnames}
            )
        return values[name]

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtest_makereport(self, item: pytest.Item, call: pytest.CallInfo[None]) -> pytest.TestReport:
        """A report without a traceback: making one costs more than the case, and nobody would read it."""
        if call.excinfo is not None and self._error is None:
            self._error = call.excinfo.value
        outcome = "passed" if call.excinfo is None else "failed"
        return pytest.TestReport(item.nodeid, item.location, {}, outcome, None, call.when)  # type: ignore[arg-type]  # the two words are of its Literal

    # -- fixtures -----------------------------------------------------------------------------------------------

    @pytest.fixture
    def student(self) -> RemoteModule:
        """The submission, as if it were the imported module."""
        assert self._carrier is not None
        return RemoteModule(self._carrier, self.reference_module())

    @pytest.fixture
    def given(self) -> Callable[..., Any]:
        """`given(make, *key)`: what `make(rng, *key)` makes, once for the whole class; its arrays are read-only.

        The generator is seeded by the run's seed, the function's name and the key: every student gets the same inputs.
        Functions of one name in two files are kept apart. Raises CourseError for a function without a name of its own.
        """
        return self._remember

    @pytest.fixture
    def reference(self) -> Any:
        """The reference solution's module, imported in the grader."""
        return self.reference_module()

    def _remember(self, make: Callable[..., Any], *key: Any) -> Any:
        name = getattr(make, "__qualname__", "<")
        if "<" in name:  # two lambdas, or two functions within functions, have no names that tell them apart
            raise CourseError("`given` needs a function that has a name; define it at the top of a file")
        full_key = (f"{make.__module__.partition('.')[2]}:{name}", *key)
        if full_key in self.made:
            self._of_case += [""] * self.made[full_key][1]
        else:
            before = len(self._of_case)
            digest = hashlib.sha256(repr((self.seed, name, *key)).encode()).digest()
            try:
                value = make(np.random.default_rng(int.from_bytes(digest[:16], "big")), *key)
            except AssertionError as error:  # it is no verdict: the submission has no part in what is made
                raise GraderFault(f"{make.__qualname__} fails: {error}") from error
            self.made[full_key] = (_freeze(value), len(self._of_case) - before)
        return self.made[full_key][0]

    def _table(self, make: Callable[..., Any], problem: Any, *key: Any) -> Any:
        """`make(problem, *key)`; kept where `make` has a name and the problem was made for the cases."""
        full_key = (make, id(problem), *key)
        if full_key in self.made:
            return self.made[full_key][0]
        table = make(problem, *key)
        named = "<" not in getattr(make, "__qualname__", "<")
        if named and any(problem is value for value, _ in self.made.values()):
            self.made[full_key] = (_freeze(table), 0)
        return table

    def reference_module(self) -> Any:
        """The reference solution's module, imported once."""
        if self._reference is None:
            self._reference = load_module(self._reference_path)
        return self._reference


class _Simple(NamedTuple):
    """What a case needs, where pytest itself has nothing to do for it before or after."""

    parameters: Mapping[str, Any]
    fixtures: Mapping[str, pytest.FixtureDef[Any]]
    """Fixtures of its file besides the plugin's own; each is a function that returns a value."""


def _simple(item: pytest.Item) -> _Simple | None:
    """What the case needs; None where a fixture is taken down again, is kept for other cases, or is pytest's own."""
    if not isinstance(item, pytest.Function) or any(mark.kwargs.get("indirect") for mark in item.iter_markers()):
        return None
    parameters: Mapping[str, Any] = item.callspec.params if hasattr(item, "callspec") else {}
    fixtures = {}
    for name in set(item.fixturenames) - {*_FIXTURES, *parameters}:
        (*_, fixture) = item._fixtureinfo.name2fixturedefs.get(name, (None,))
        if fixture is None or fixture.scope != "function" or fixture.params:
            return None
        if getattr(fixture.func, "__module__", "") != item.module.__name__ or inspect.isgeneratorfunction(fixture.func):
            return None
        fixtures[name] = fixture
    return _Simple(parameters, fixtures)


def _spec_of(item: pytest.Item) -> CaseSpec:
    marks = list(item.iter_markers("task"))
    if (
        len(marks) != 1
        or len(marks[0].args) != 1
        or set(marks[0].kwargs) - {"core", "part"}
        or "core" not in marks[0].kwargs
    ):
        raise CourseError(f"The hidden case {item.nodeid} needs one mark task(name, core=True or False).")
    task = str(marks[0].args[0])
    name = item.name.removeprefix("test_").removeprefix(f"{task}_")
    core, part = bool(marks[0].kwargs["core"]), str(marks[0].kwargs.get("part", ""))
    where = f"{item.path.name}:{(item.reportinfo()[1] or 0) + 1}"
    says = inspect.getdoc(item.obj) if isinstance(item, pytest.Function) else None
    return CaseSpec(item.nodeid, task, name, core, part, where, " ".join((says or "").split("\n\n")[0].split()))


def _freeze(value: Any) -> Any:
    """Make every array in a value read-only, so that no case can change what the next one gets."""
    if isinstance(value, np.ndarray):
        value.setflags(write=False)
    elif isinstance(value, dict):
        for item in value.values():
            _freeze(item)
    elif isinstance(value, list | tuple):
        for item in value:
            _freeze(item)
    elif hasattr(value, "__dataclass_fields__"):
        for name in value.__dataclass_fields__:
            _freeze(getattr(value, name))
    return value
