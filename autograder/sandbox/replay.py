"""What was asked of a worker in one case, and whether a fresh worker answers the same; knows only frames."""

from __future__ import annotations

import hashlib
import math
from collections.abc import Callable, Mapping, Sequence
from typing import Any, NamedTuple

import msgspec
import numpy as np

from autograder.sandbox.inside import wire
from autograder.sandbox.remote import answering
from autograder.sandbox.responses import MOST_HELD, CallResult

_RTOL = 1e-9  # sums may round differently where memory is aligned differently


Ask = Callable[[wire.Request, Callable[[CallResult], bytes] | None], CallResult]
"""Puts a request to a worker, with what answers its questions."""


Question = wire.Call | wire.Get | wire.Helper
"""What a case can ask."""


class Step(NamedTuple):
    """One operation and what came of it."""

    request: Question
    outcome: CallResult
    given: Mapping[str, Callable[..., Any]] | None = None
    """The functions among the arguments, which are asked again when the operation is repeated."""
    frame: bytes = b""
    """The request as it is sent, where it was planned: again just so, under the same number."""


class Transcript:
    """The operations of one case, in order."""

    def __init__(self) -> None:
        self.steps: list[Step] = []
        self.dropped = False
        """The steps take too much memory to be kept."""

    @property
    def answered(self) -> list[Step]:
        """The operations that got an answer; a case can pass without some, or without any, by follow-through marks."""
        return [step for step in self.steps if step.outcome.reply is not None]

    @property
    def plain(self) -> bool:
        """Whether nothing in it needs the grader while it is carried out: no function was given to a call."""
        return not any(step.given for step in self.steps)


class Transcripts(dict[str, Transcript]):
    """The transcripts of one submission, by case, and the one that is being written."""

    def __init__(self) -> None:
        super().__init__()
        self.current = Transcript()
        self._kept = 0

    def begin(self, case: str) -> None:
        """What is kept from here on belongs to a case."""
        self.current = self[case] = Transcript()

    def keep(self, step: Step) -> bool:
        """Keep a step, unless the submission makes it too much to keep; then its case has none, and this is False."""
        if self.current.dropped:
            return True
        self._kept += step.outcome.weight
        self.current.steps.append(step)
        if self._kept <= MOST_HELD:
            return True
        self._kept -= sum(kept.outcome.weight for kept in self.current.steps)
        self.current.steps.clear()
        self.current.dropped = True
        return False


def replayed_alike(transcript: Transcript, ask: Ask, number: Callable[[], int]) -> str | None:
    """None when every answer is the same again; otherwise a fingerprint of the first answer that is not."""
    handles: dict[int, int] = {}
    for step in transcript.answered:
        request = _renumber(step.request, number(), handles)
        outcome = ask(request, answering({}, step.given))
        fingerprint = _unlike(step.outcome, outcome, handles)
        if fingerprint is not None:
            return fingerprint
    return None


def _unlike(before: CallResult, after: CallResult, handles: dict[int, int]) -> str | None:
    """None when both say the same; otherwise a fingerprint of the second."""
    first, second = before.reply, after.reply
    if after.status != before.status or first is None or second is None:
        return f"{after.status}: {after.why}"
    if first.status == "error":
        return None if (first.kind, first.error) == (second.kind, second.error) else f"{second.kind} {second.error}"
    if _alike(first.value, second.value, handles):
        return None
    return hashlib.sha256(msgspec.msgpack.encode(second.value)).hexdigest()


def frames_of(steps: Sequence[Step]) -> tuple[bytes, list[int]]:
    """The requests of plain steps as they are sent once more, under the same numbers, so that the same answer is the
    same bytes."""
    frames = [step.frame or wire.frame(step.request) for step in steps]
    return b"".join(frames), [step.request.id for step in steps]


def all_alike(steps: Sequence[Step], answer: Callable[[], CallResult]) -> bool:
    """Whether plain steps, posted to a worker in this order, all come out the same; the quick way to see it.

    `answer` takes the next answer. Any other end tells nothing of the single cases, and the worker is of no more use.
    """
    for step in steps:
        outcome = answer()
        same_bytes = bool(outcome.body) and outcome.body == step.outcome.body
        if not same_bytes and _unlike(step.outcome, outcome, {}) is not None:
            return False
    return True


def observing(request: Question) -> Question:
    """The same request, and what it does is to be noted."""
    return msgspec.structs.replace(request, observe=True) if isinstance(request, wire.Call) else request


def observed(transcript: Transcript, ask: Ask, number: Callable[[], int]) -> list[str]:
    """Repeat a case once more and note how its calls compute; which functions are called, of the module's own only.

    "hidden" is noted where an answer is another one than before, and "late" where none comes in time.
    """
    handles: dict[int, int] = {}
    notes: list[str] = []
    for step in transcript.answered:
        request = observing(_renumber(step.request, number(), handles))
        outcome = ask(request, answering({}, step.given))
        if outcome.status == "timeout":
            return [*notes, "late"]
        if _unlike(step.outcome, outcome, handles) is not None:
            notes.append("hidden")
        if outcome.reply is None:
            return notes
        # A name may be of any script, but a count is ASCII: other digits are no number to int().
        said = [note for note in outcome.reply.notes if note.rpartition(" ")[2].isascii()]
        directly = isinstance(request, wire.Call) and request.target == 0
        notes += [note for note in said if directly or not note.startswith("calls ")]
    return notes


def _renumber(request: Question, number: int, handles: dict[int, int]) -> Question:
    """The same request with this worker's handles in the place of the first one's."""
    changes: dict[str, Any] = {"id": number}
    if isinstance(request, wire.Call | wire.Get):
        changes["target"] = handles.get(request.target, request.target)
    if isinstance(request, wire.Call) and handles:
        changes["args"] = [_followed(arg, handles) for arg in request.args]
        changes["kwargs"] = {name: _followed(arg, handles) for name, arg in request.kwargs.items()}
    return msgspec.structs.replace(request, **changes)


def _followed(argument: wire.Value | wire.Callback, handles: dict[int, int]) -> wire.Value | wire.Callback:
    return argument if isinstance(argument, wire.Callback) else _translate(argument, handles)


def _translate(value: wire.Value, handles: dict[int, int]) -> wire.Value:
    if isinstance(value, wire.Handle):
        return msgspec.structs.replace(value, id=handles.get(value.id, value.id))
    if isinstance(value, wire.Seq):
        return wire.Seq(value.kind, [_translate(item, handles) for item in value.items])
    if isinstance(value, wire.Map):
        return wire.Map({key: _translate(item, handles) for key, item in value.items.items()})
    return value


def handles_of(request: Question) -> set[int]:
    """The numbers of the objects that a request speaks of; 0 is the module."""
    if isinstance(request, wire.Helper):
        return set()
    found = {request.target}
    values = [*request.args, *request.kwargs.values()] if isinstance(request, wire.Call) else []
    while values:
        value = values.pop()
        if isinstance(value, wire.Handle):
            found.add(value.id)
        elif isinstance(value, wire.Seq):
            values += value.items
        elif isinstance(value, wire.Map):
            values += value.items.values()
    return found


def _alike(first: wire.Value, second: wire.Value, handles: dict[int, int]) -> bool:
    if isinstance(first, wire.Array) and isinstance(second, wire.Array):
        return _same_array(first, second)
    if isinstance(first, wire.Handle) and isinstance(second, wire.Handle):
        handles[first.id] = second.id
        return first.type_name == second.type_name
    if isinstance(first, wire.Seq) and isinstance(second, wire.Seq):
        return len(first.items) == len(second.items) and all(
            _alike(a, b, handles) for a, b in zip(first.items, second.items, strict=True)
        )
    if isinstance(first, wire.Map) and isinstance(second, wire.Map):
        return first.items.keys() == second.items.keys() and all(
            _alike(item, second.items[key], handles) for key, item in first.items.items()
        )
    if type(first) is float and type(second) is float:
        return math.isclose(first, second, rel_tol=_RTOL) or (math.isnan(first) and math.isnan(second))
    return type(first) is type(second) and first == second


def _same_array(first: wire.Array, second: wire.Array) -> bool:
    if (first.kind, first.dtype, first.shape) != (second.kind, second.dtype, second.shape):
        return False
    if first.data == second.data:
        return True
    if len(first.data) != len(second.data) or first.dtype[1] != "f":
        return False
    rtol = _RTOL if first.dtype == "<f8" else 1e-5
    one, two = (np.frombuffer(data, first.dtype) for data in (first.data, second.data))
    scale = float(np.max(np.abs(one), initial=0.0, where=np.isfinite(one)))
    return bool(np.allclose(two, one, rtol=rtol, atol=rtol * scale, equal_nan=True))
