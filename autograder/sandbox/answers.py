"""What became of a request. Nothing of an answer is believed beyond its schema."""

from __future__ import annotations

from typing import NamedTuple

from autograder.sandbox.inside import wire

MOST_HELD = 64 << 20
"""Bytes of answers of one submission that are held; honest work needs less than one MiB."""
LONGEST = 1 << 14
"""Bytes of the longest answer whose bytes are kept, to be compared when the request is repeated."""


class Outcome(NamedTuple):
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


def decoded(body: bytes) -> Outcome:
    """The outcome that an answer's bytes make. Raises BadValue when they are none."""
    reply = wire.decode_reply(body)
    status = "ok" if reply.status == "hello" else reply.status
    return Outcome(status, reply, weight=weight_of(body), body=body if len(body) <= LONGEST else b"")


def weight_of(body: bytes) -> int:
    """The memory that a decoded message takes: its bytes, and some 100 for each value."""
    return len(body) + 100 * wire.count_values(body)
