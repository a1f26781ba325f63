"""What a hidden case sees of a submission: a module, its objects and functions, all of them in the worker.

Knows how calls read in Python, not how they are carried out; that is the runner's.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Protocol


class Carrier(Protocol):
    """Carries out operations in the worker."""

    changed: tuple[int, ...]
    asked: bool
    """Whether the case has asked the submission anything."""

    def call(
        self, target: int, name: str, args: tuple[Any, ...], kwargs: dict[str, Any], *, label: str = ""
    ) -> Any: ...
    def get(self, target: int, name: str) -> Any: ...
    def helper(self, source: str) -> Any: ...
    def standing_in(self, functions: Mapping[str, Callable[..., Any]]) -> Carrier: ...


class RemoteFunction:
    """A function of the student's module, by name."""

    def __init__(self, carrier: Carrier, name: str) -> None:
        self._carrier = carrier
        self._name = name

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        return self._carrier.call(0, self._name, args, kwargs)


class RemoteModule:
    """The submission as if it were imported: `student.grad_W(X, Y_hat, Y)`. Calls raise StudentFault.

    An argument may be a function of the hidden case, as in `student.numeric_gradient(f, x)`. It stays in the grader,
    which calls it with copies of small plain arguments as often as the submission asks. A built-in exception that it
    raises is raised in the submission. Its results should depend on its arguments alone, since the calls are repeated,
    and it must not call the submission.
    """

    def __init__(self, carrier: Carrier) -> None:
        self._carrier = carrier

    def __getattr__(self, name: str) -> RemoteFunction:
        if name.startswith("__"):
            raise AttributeError(name)
        return RemoteFunction(self._carrier, name)

    @property
    def changed(self) -> tuple[int, ...]:
        """The positions of the arguments that the last call altered, also when it ended with an error."""
        return self._carrier.changed

    def helper(self, source: str) -> Any:
        """Run a small helper of the hidden case in the worker, with the submission as `student`; returns its module.

        The source must hold no secret: the submission can read it.
        """
        return self._carrier.helper(source)

    def given(self, reference: Any, *names: str) -> RemoteModule:
        """The submission in a worker of its own, with the functions `names` of the reference in the place of its own.

        So `fit` can be graded as if what it calls were right. The functions run in the grader; only results cross.
        """
        return RemoteModule(self._carrier.standing_in({name: getattr(reference, name) for name in names}))


class RemoteObject:
    """An object that stays in the worker; attributes and calls go there. `remote_type` is its type's name."""

    def __init__(self, carrier: Carrier, number: int, remote_type: str, label: str = "the object") -> None:
        self._carrier = carrier
        self._label = label
        self.remote_number = number
        self.remote_type = remote_type

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        value = self._carrier.get(self.remote_number, name)
        if type(value) is not RemoteObject:
            return value
        label = "your code" if self.remote_type == "module" else name  # the names in a helper say nothing to a learner
        return RemoteObject(self._carrier, value.remote_number, value.remote_type, label)

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        return self._carrier.call(self.remote_number, "", args, kwargs, label=self._label)
