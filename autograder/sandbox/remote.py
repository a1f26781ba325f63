"""A submission as a hidden case sees it: a module, its objects and functions, all of them in the worker.

Knows how calls read in Python, not how they are carried out; that is the runner's. During a call the worker may
ask for the results of stand-ins (right parts instead of the submission's own) and of callbacks (functions that
the hidden case gave to the call). They are computed here, in the grader, from small plain arguments only.
"""

from __future__ import annotations

import ast
import builtins
import inspect
import math
from collections.abc import Callable, Mapping
from typing import Any, Protocol

import numpy as np

from autograder.faults import GraderFault
from autograder.handout.python_errors import YOUR_CODE
from autograder.sandbox.inside import wire
from autograder.sandbox.responses import CallResult


class Carrier(Protocol):
    """Carries out operations in the worker."""

    @property
    def changed(self) -> tuple[int, ...]:
        """The positions of the arguments that the last call altered."""

    @property
    def asked(self) -> bool:
        """Whether the case has asked the submission anything."""

    called: tuple[int, str]
    """Target and name of the last call."""

    def call(
        self, target: int, name: str, args: tuple[Any, ...], kwargs: dict[str, Any], *, label: str = "the object"
    ) -> Any: ...
    def get(self, target: int, name: str) -> Any: ...
    def helper(self, source: str) -> Any: ...
    def standing_in(self, functions: Mapping[str, Callable[..., Any]]) -> Carrier: ...


class RemoteFunction:
    """A function of the student's module (target 0) or of a helper's module, by name."""

    def __init__(self, carrier: Carrier, name: str, target: int = 0) -> None:
        self._carrier = carrier
        self._name = name
        self._target = target

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        # To a learner a helper is "your code"; a function of the module has its name.
        self._carrier.called = self._target, self._name
        return self._carrier.call(self._target, self._name, args, kwargs, label=YOUR_CODE)


class RemoteModule:
    """The submission as if it were imported: `student.grad_W(X, Y_hat, Y)`. Calls raise StudentFault.

    An argument may be a function of the hidden case, as in `student.numeric_gradient(f, x)`. It stays in the grader,
    which calls it with copies of small plain arguments as often as the submission asks. A built-in exception that it
    raises is raised in the submission. Its results should depend on its arguments alone, since the calls are repeated,
    and it must not call the submission.
    """

    def __init__(self, carrier: Carrier, reference: Any = None) -> None:
        """`reference` is the reference's module, of which `argument_names` reads the names."""
        self._carrier = carrier
        self._reference = reference
        self._helpers: dict[int, str] = {}

    def __getattr__(self, name: str) -> RemoteFunction:
        if name.startswith("__"):
            raise AttributeError(name)
        return RemoteFunction(self._carrier, name)

    def argument_names(self) -> tuple[str, ...]:
        """What the contract, or a helper, calls the arguments of the last call; () where that is not known."""
        target, name = self._carrier.called
        if target == 0:
            function = getattr(self._reference, name, None)
            return tuple(inspect.signature(function).parameters) if callable(function) else ()
        for node in ast.parse(self._helpers.get(target, "")).body:
            if isinstance(node, ast.FunctionDef) and node.name == name:
                return tuple(argument.arg for argument in node.args.args)
        return ()

    @property
    def changed(self) -> tuple[int, ...]:
        """The positions of the arguments that the last call altered, also when it ended with an error."""
        return self._carrier.changed

    def helper(self, source: str) -> Any:
        """Run a small helper of the hidden case in the worker, with the submission as `student`; returns its module, of
        which the functions can be called.

        The source must hold no secret: the submission can read it.
        """
        module = self._carrier.helper(source)
        self._helpers[module.remote_number] = source
        return RemoteHelper(self._carrier, module.remote_number)

    def given(self, reference: Any, *names: str) -> RemoteModule:
        """The submission in a worker of its own, with the functions `names` of the reference instead of its own.

        So `fit` can be graded as if what it calls were right. The functions run in the grader; only results cross.
        """
        functions = {name: getattr(reference, name) for name in names}
        return RemoteModule(self._carrier.standing_in(functions), self._reference)


class RemoteHelper:
    """A helper's module in the worker: its functions by name."""

    def __init__(self, carrier: Carrier, number: int) -> None:
        self._carrier = carrier
        self._number = number

    def __getattr__(self, name: str) -> RemoteFunction:
        if name.startswith("__"):
            raise AttributeError(name)
        return RemoteFunction(self._carrier, name, self._number)


class RemoteObject:
    """An object that stays in the worker; attributes and calls go there.

    `remote_type` is its type's name, `remote_label` what a sentence calls it.
    """

    def __init__(self, carrier: Carrier, number: int, remote_type: str, label: str = "the object") -> None:
        self._carrier = carrier
        self.remote_label = label
        self.remote_number = number
        self.remote_type = remote_type

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        value = self._carrier.get(self.remote_number, name)
        if type(value) is not RemoteObject:
            return value
        return RemoteObject(self._carrier, value.remote_number, value.remote_type, name)

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        self._carrier.called = self.remote_number, ""
        return self._carrier.call(self.remote_number, "", args, kwargs, label=self.remote_label)


_MOST_NUMBERS = 1024
"""Numbers in one argument, sizes of 0 counted as 1: of matrices and vectors all products then stay small."""
_MOST_AXES = 2
_MOST_AXES_ALONE = 4
"""The only argument of a callback may have more axes: there is no other array that it could broadcast with."""
_MOST_ARGUMENTS = 8
_MOST_ENTRIES = 16
"""Arrays in a dict, such as the parameters of a network."""
_LARGEST_INT = 10**6
"""A loop over an argument stays short, and so does a text times an argument."""
_LONGEST_TEXT = 16

Functions = Mapping[str, Callable[..., Any]]


class NestedCallError(GraderFault):
    """A callback called the submission, which waits for it: the hidden case is broken."""


class LeftPlanError(BaseException):
    """A case asks something else than planned, of an object with which the worker may be further than the case.

    It is no Exception: a hidden case does not catch it. The case is to be run again, without a plan.
    """


def answering(stand_ins: Functions, callbacks: Functions | None) -> Callable[[CallResult], bytes] | None:
    """What answers a call's questions with a frame; None when the call has nothing to ask for."""
    if not stand_ins and not callbacks:
        return None

    def answer(question: CallResult) -> bytes:
        reply = question.reply
        assert reply is not None
        if callbacks and reply.message in callbacks:
            return wire.frame(_answer(callbacks[reply.message], reply, _MOST_AXES_ALONE))
        return wire.frame(_answer(stand_ins.get(reply.message), reply, _MOST_AXES))

    return answer


def _answer(function: Callable[..., Any] | None, reply: wire.Reply, axes: int) -> wire.Answer:
    """The result of the function that the worker asks for, or the name of the error that it raises.

    `axes` are the most that a single argument may have.
    """
    if function is None or not isinstance(reply.value, wire.Seq) or len(reply.value.items) > _MOST_ARGUMENTS:
        return wire.Answer(reply.id, error="ValueError")
    axes = axes if len(reply.value.items) == 1 else _MOST_AXES
    try:
        args = [_argument(item, axes) for item in reply.value.items]
        with np.errstate(all="ignore"):
            value = function(*args)
        return wire.Answer(reply.id, wire.pack(value, _refuse))
    except NestedCallError:
        raise
    except Exception as error:  # noqa: BLE001  # the arguments are the submission's: whatever they cause is its own error
        name = type(error).__name__
        return wire.Answer(reply.id, error=name if getattr(builtins, name, None) is type(error) else "ValueError")


def _argument(value: wire.Value, axes: int) -> Any:
    """A plain value, or a dict of a few of them; never a dict in a dict."""
    if isinstance(value, wire.Map):
        if len(value.items) > _MOST_ENTRIES:
            raise ValueError("too many entries")
        return {key: _plain(item, _MOST_AXES) for key, item in value.items.items()}
    return _plain(value, axes)


def _plain(value: wire.Value, axes: int) -> Any:
    if isinstance(value, wire.Array):
        if len(value.shape) > axes or math.prod(max(size, 1) for size in value.shape) > _MOST_NUMBERS:
            raise ValueError("too many numbers")
        return wire.unpack(value, _refuse)
    if (isinstance(value, int) and abs(value) > _LARGEST_INT) or (
        isinstance(value, str) and len(value) > _LONGEST_TEXT
    ):
        raise ValueError("too large")
    if value is None or isinstance(value, bool | int | float | str):
        return value
    raise TypeError("not a plain value")


def _refuse(value: Any) -> Any:
    raise TypeError("not a plain value")
