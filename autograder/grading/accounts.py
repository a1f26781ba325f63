"""What a hidden case asked of a submission and what came back, kept for the one who has to explain a mark.

Holds hidden inputs: nothing of it belongs into a record, a page or a file.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

from autograder.faults import StudentFault
from autograder.grading.plugin import CaseError
from autograder.grading.verdicts import CaseSpec, Verdict
from autograder.sandbox.remote import Carrier, RemoteObject


class NotedCall(NamedTuple):
    """One call: what was asked, with which arguments, and the answer, or the sentence on the error that it ended with.

    `direct` says that a function of the module was called by its name, so that the reference can be asked the same.
    """

    name: str
    args: tuple[Any, ...]
    kwargs: dict[str, Any]
    direct: bool
    answer: Any = None
    error: str = ""


class CaseAccount(NamedTuple):
    """A case, what it says of a submission, and the calls that it made."""

    spec: CaseSpec
    verdict: Verdict | CaseError
    calls: list[NotedCall]


class NotingCarrier:
    """A carrier that notes what is asked of another one."""

    def __init__(self, carrier: Carrier, calls: list[NotedCall] | None = None) -> None:
        self._carrier = carrier
        self.calls: list[NotedCall] = [] if calls is None else calls
        self.called = (0, "")

    @property
    def changed(self) -> tuple[int, ...]:
        return self._carrier.changed

    @property
    def asked(self) -> bool:
        return self._carrier.asked

    def call(
        self, target: int, name: str, args: tuple[Any, ...], kwargs: dict[str, Any], *, label: str = "the object"
    ) -> Any:
        noted = NotedCall(name or label, args, kwargs, direct=target == 0)
        try:
            value = self._own(self._carrier.call(target, name, args, kwargs, label=label))
        except StudentFault as fault:
            self.calls.append(noted._replace(error=_in_words(fault)))
            raise
        self.calls.append(noted._replace(answer=value))
        return value

    def get(self, target: int, name: str) -> Any:
        return self._own(self._carrier.get(target, name))

    def helper(self, source: str) -> Any:
        return self._own(self._carrier.helper(source))

    def standing_in(self, functions: Mapping[str, Callable[..., Any]]) -> NotingCarrier:
        return NotingCarrier(self._carrier.standing_in(functions), self.calls)

    def _own(self, value: Any) -> Any:
        """An object in the worker, whose own calls are noted as well."""
        if type(value) is not RemoteObject:
            return value
        return RemoteObject(self, value.remote_number, value.remote_type, value.remote_label)


def _in_words(fault: StudentFault) -> str:
    """What a call ended with, the submission's own words included."""
    if not fault.error:
        return str(fault)
    where = f" in line {fault.line}" if fault.line else ""
    return f"{fault.error}{where}{f': {fault.text}' if fault.text else ''}"
