"""Makes the edges that an assignment declares: hidden cases of a usual kind, which need no code of their author.

Such a case runs the first core case of its task once more, up to the call of the task's function. What it looks at is
this call; what the core case compares afterwards is left out. Knows kinds of edges and pytest's items, no assignment.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any

import numpy as np
import pytest

from autograder.cases import check_unchanged
from autograder.course.model import EDGES, CourseError, Task
from autograder.faults import GraderFault
from autograder.handout.gradcheck import check_array, check_keys, check_length, check_number, check_numbers, check_truth

_LARGEST = 9
"""The largest of the integers that a float array is made into."""

EDGE_SAYS = dict(
    zip(
        EDGES,
        (
            "The call leaves its arguments as they are.",
            "Arrays of integers count as the same numbers in floats.",
            "A single row works like many rows.",
        ),
        strict=True,
    )
)

Arguments = tuple[Any, ...]


class _Judged(BaseException):
    """The call is made and judged: the core case ends here, whatever exceptions it handles."""


class _UpToTheCall:
    """The submission as a core case sees it; the call of its function `name` is judged as an edge of this kind."""

    def __init__(self, student: Any, name: str, kind: str, reference: Any) -> None:
        self._student = student
        self._name = name
        self._kind = kind
        self._reference = reference

    def __getattr__(self, name: str) -> Any:
        return self._call if name == self._name else getattr(self._student, name)

    def given(self, reference: Any, *names: str) -> _UpToTheCall:
        """The submission with functions of the reference instead of its own; its call is judged, too."""
        return _UpToTheCall(self._student.given(reference, *names), self._name, self._kind, self._reference)

    def _call(self, *args: Any, **kwargs: Any) -> None:
        if self._kind == "arguments unchanged":
            getattr(self._student, self._name)(*args, **kwargs)
            check_unchanged(self._student)
        else:
            self._compare(_integers(args) if self._kind == "integers" else _one_row(args), kwargs)
        raise _Judged

    def _compare(self, calls: Iterable[tuple[Arguments, Arguments]], kwargs: dict[str, Any]) -> None:
        """Make each call and compare with what the reference gives, which is all known before anything is asked."""
        right = getattr(self._reference, self._name)
        try:
            with np.errstate(all="ignore"):
                known = [(args, right(*as_floats, **kwargs)) for args, as_floats in calls]
        except Exception as error:
            raise GraderFault(
                f"the reference's {self._name} raises {type(error).__name__} in the edge {self._kind!r}: "
                "write this edge by hand"
            ) from error
        if not known:
            raise GraderFault(
                f"{self._name} takes no array that the edge {self._kind!r} could change: write this edge by hand"
            )
        for args, want in known:
            _check(getattr(self._student, self._name)(*args, **kwargs), want, f"the result for {self._kind}")


def with_declared_edges(collected: Iterable[Any], tasks: Sequence[Task], module: pytest.Module) -> list[Any]:
    """What was collected from a file of hidden cases, with the declared edges of each task after its last case.

    Raises CourseError for a case of something that is no task, and where a task has no core case of which its edges can
    be made.
    """
    items = list(collected)
    _check_tasks(items, [task.name for task in tasks])
    for task in tasks:
        mine = [item for item in items if _mark_of(item).args == (task.name,)]
        core = next((item for item in mine if _mark_of(item).kwargs.get("core") is True), None)
        if task.edges and (core is None or "student" not in inspect.signature(core.obj).parameters):
            solutions = module.path.parents[2]
            raise CourseError(
                f"{module.path.relative_to(solutions.parent)} has no core case of {task.name} with `student`, which "
                f"the edge {task.edges[0]!r} needs: write such a case, or take the edge out of assignment.toml"
            )
        index = items.index(mine[-1]) + 1 if mine else 0
        items[index:index] = [_item(module, core, task, kind) for kind in task.edges]
    return items


def _check_tasks(items: Iterable[Any], tasks: Sequence[str]) -> None:
    for item in items:
        for task in _mark_of(item).args[:1]:
            if tasks and task not in tasks:
                line = (item.reportinfo()[1] or 0) + 1
                raise CourseError(
                    f"{item.path.name}:{line} is for {task}, which is not a task; the tasks are {', '.join(tasks)}"
                )


def _mark_of(item: Any) -> pytest.Mark:
    mark = item.get_closest_marker("task") if isinstance(item, pytest.Function) else None
    return mark or pytest.mark.task.mark


def _item(module: pytest.Module, core: Any, task: Task, kind: str) -> pytest.Function:
    name = f"test_{task.name}_{kind.replace(' ', '_')}"
    item: pytest.Function = pytest.Function.from_parent(module, name=name, callobj=_case(core, task, kind))
    return item


def _case(core: Any, task: Task, kind: str) -> Callable[..., None]:
    """The function of a hidden case; pytest reads from its signature which fixtures it takes."""
    function = core.obj
    parameters = dict(core.callspec.params) if hasattr(core, "callspec") else {}
    own = [name for name in inspect.signature(function).parameters if name not in parameters]

    def case(**values: Any) -> None:
        edge = _UpToTheCall(values["student"], task.definition, kind, values["reference"])
        try:
            function(**parameters | {name: edge if name == "student" else values[name] for name in own})
        except _Judged:
            return
        raise GraderFault(
            f"{function.__name__} does not call student.{task.definition}; "
            f"write the edge {kind!r} of {task.name} by hand"
        )

    wanted = [
        inspect.Parameter(name, inspect.Parameter.KEYWORD_ONLY) for name in {**dict.fromkeys(own), "reference": 0}
    ]
    case.__doc__ = EDGE_SAYS[kind]
    case.__signature__ = inspect.Signature(wanted)  # type: ignore[attr-defined]  # inspect and pytest look for it
    marked: Callable[..., None] = pytest.mark.task(task.name, core=False)(case)
    return marked


def _integers(args: Arguments) -> Iterator[tuple[Arguments, Arguments]]:
    """Each argument with floats in its arrays holds integers in turn; beside it the floats that these count as."""
    for index, value in enumerate(args):
        if any(array.dtype.kind == "f" for array in _arrays(value)):
            whole, floats = _mapped(value, _whole), _mapped(value, lambda array: _whole(array).astype(array.dtype))
            yield (*args[:index], whole, *args[index + 1 :]), (*args[:index], floats, *args[index + 1 :])


def _whole(array: np.ndarray) -> np.ndarray:
    """A float array as integers from -9 to 9 that keep its signs and proportions; any other array as it is."""
    if array.dtype.kind != "f":
        return array
    largest = float(np.abs(array).max(initial=0.0)) or 1.0
    return np.rint(array * (_LARGEST / largest)).astype(np.int64)


def _one_row(args: Arguments) -> Iterator[tuple[Arguments, Arguments]]:
    """Of every array with as many rows as the first, only the first row is left."""
    rows = next((len(array) for value in args for array in _arrays(value) if array.ndim), 0)

    def cut(array: np.ndarray) -> np.ndarray:
        return array[:1].copy() if array.ndim and len(array) == rows else array

    if rows:
        cut_off = tuple(_mapped(value, cut) for value in args)
        yield cut_off, cut_off


def _arrays(value: Any) -> Iterator[np.ndarray]:
    """The arrays in an argument: itself, or those in a dict, list or tuple."""
    if type(value) is np.ndarray:
        yield value
    elif type(value) in (dict, list, tuple):
        for part in value.values() if type(value) is dict else value:
            yield from _arrays(part)


def _mapped(value: Any, change: Callable[[np.ndarray], np.ndarray]) -> Any:
    """An argument with each of its arrays changed."""
    if type(value) is np.ndarray:
        return change(value)
    if type(value) is dict:
        return {key: _mapped(part, change) for key, part in value.items()}
    return type(value)(_mapped(part, change) for part in value) if type(value) in (list, tuple) else value


def _check(got: Any, want: Any, name: str) -> None:
    """Compare a value of the submission with that of the reference, by the type of the latter."""
    if type(want) is dict:
        check_keys(got, tuple(want), name=name)
        for key, value in want.items():
            _check(got[key], value, f"{key} of {name}")
    elif type(want) is tuple:
        check_length(got, len(want), name=name)
        for number, value in enumerate(want):
            _check(got[number], value, f"part {number + 1} of {name}")
    elif type(want) is list:
        check_numbers(got, want, name=name)
    elif type(want) is bool:
        check_truth(got, want, name=name)
    elif np.ndim(want):
        check_array(got, want, name=name)
    else:
        check_number(got, want, name=name)
