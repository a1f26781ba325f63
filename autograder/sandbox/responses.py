"""What became of a request. Nothing of an answer is believed beyond its schema."""

from __future__ import annotations

import math
import sys
from typing import NamedTuple

import msgspec

from autograder.sandbox.inside import wire

MOST_HELD = 64 << 20
"""Bytes of answers of one submission that are held; honest work needs less than one MiB."""
MOST_NUMBERS = 1 << 16
"""Numbers and other values of one answer; honest work needs a few hundred, and its worst mistakes some 20,000."""
_WEIGHT_OF_ERROR = 1 << 10
LONGEST = 1 << 14
"""Bytes of the longest answer whose bytes are kept, to be compared when the request is repeated."""


class CallResult(NamedTuple):
    """What became of a request: `status` is ok, error, ask, timeout, died, protocol, flood or questions."""

    status: str
    reply: wire.Reply | None = None
    why: str = ""
    weight: int = 0
    """About the bytes of memory that it takes to keep the request and the reply."""
    waited: float = 0.0
    """Seconds that the worker was ready to go on and the machine was busy with others."""
    body: bytes = b""
    """The bytes of a short answer: equal bytes are equal answers. Empty where the answer is long."""


def decoded(body: bytes) -> CallResult:
    """The outcome that an answer's bytes make. Raises BadValue when they are none.

    An answer of too many numbers is an error from here on: nobody computes with it, nor holds it.
    """
    reply = wire.decode_reply(body)
    size = size_of(reply.value) if reply.status == "ok" else 0
    if size > sys.maxsize:
        raise wire.BadValue("no array has this shape")
    if size > MOST_NUMBERS:
        reply = msgspec.structs.replace(reply, status="error", value=None, kind="too-large")
        return CallResult("error", reply, weight=_WEIGHT_OF_ERROR)
    status = "ok" if reply.status == "hello" else reply.status
    return CallResult(status, reply, weight=weight_of(body), body=body if len(body) <= LONGEST else b"")


def size_of(value: wire.Value) -> int:
    """How many numbers and other values an answer holds; an axis of size 0 as 1, for a sum along it is full."""
    if isinstance(value, wire.Array):
        return math.prod(max(size, 1) for size in value.shape)
    if isinstance(value, wire.Seq):
        return 1 + sum(map(size_of, value.items))
    if isinstance(value, wire.Map):
        return 1 + sum(map(size_of, value.items.values()))
    return 1


def weight_of(body: bytes) -> int:
    """The memory that a decoded message takes: its bytes, and some 100 for each value."""
    return len(body) + 100 * wire.count_values(body)
