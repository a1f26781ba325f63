"""Frames that a hostile worker could send, by the hundred thousand: each is a message or a BadValue, and costs little.

The mutations are seeded: a failure comes again, and names the bytes.
"""

from __future__ import annotations

import contextlib
import os
import random
import re
import socket
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

from autograder.sandbox.channel import Dying, WorkerProcess
from autograder.sandbox.inside import wire
from autograder.sandbox.responses import CallResult

pytestmark = pytest.mark.security

MOST_MEMORY = 150 << 20
"""A frame's own bounds allow some 36 MiB of objects; what is freed may stay with the process for a while."""


def no_handle(value: Any) -> wire.Handle:
    return wire.Handle(7, type(value).__name__, callable(value))


def value(thing: Any) -> Any:
    return wire.pack(thing, no_handle)


def replies() -> list[bytes]:
    """Valid replies of every form, as the bodies of their frames."""
    rng = np.random.default_rng(5)
    things = [
        None,
        3.5,
        -(2**63),
        "texts, ü and 数",
        rng.standard_normal((4, 3)),
        rng.standard_normal(300).astype("<f4"),
        np.float16(2.0),
        np.zeros((2, 0, 3), dtype=bool),
        rng.integers(0, 9, (2, 2, 2), dtype=np.uint8),
        (rng.standard_normal((2, 3)), rng.standard_normal(2), [0.5] * 40),
        {"dW": rng.standard_normal((2, 2)), "db": [1, 2, None, True], "": {"a": ({}, [])}},
        [object(), [len, "x" * 2000]],
    ]
    found = [wire.Reply(number, "ok", value(thing), [0, 2]) for number, thing in enumerate(things, 1)]
    found.append(wire.Reply(0, "hello", notes=["landlock (ABI 6)", "seccomp"]))
    found.append(wire.Reply(2, "error", kind="raised", error="ValueError", own=True, message="no: é", lines=[12, 3]))
    found.append(wire.Reply(3, "ask", value((np.ones(3), 2)), message="forward"))
    return [wire.frame(reply)[wire.HEADER.size :] for reply in found]


def requests() -> list[bytes]:
    """Valid requests of every form."""
    args = [value(np.ones((3, 2))), value([1.0, "b"])]
    found: list[wire.Request] = [
        wire.Load(1, {"linear_regression.py": b"x = 1\n" * 30, "helper.py": b""}, "linear_regression.py", 7),
        wire.Inspect(1, {"a.py": b"import os"}, "a.py"),
        wire.Call(2, 0, "grad_W", args, {"lr": 0.5}, observe=True),
        wire.Get(3, 1, "weights"),
        wire.Helper(4, "def f(): pass"),
        wire.StandIn(6, ["forward", "loss"]),
        wire.Answer(7, args[0]),
        wire.Answer(8, error="ValueError"),
    ]
    return [wire.frame(request)[wire.HEADER.size :] for request in found]


EXTREMES = (b"\x00", b"\x01", b"\x7f", b"\xff", b"\xff\xff\xff\xff", b"\x7f\xff\xff\xff", b"\x00\x02\xff\xff")
STARTS = bytes([*range(0x80, 0xA0), 0xC1, *range(0xC4, 0xCA), *range(0xCA, 0xE0)])
"""First bytes of containers, bytes, texts, extensions and wide numbers: what follows them says how much there is."""


def mutations(rng: random.Random, bodies: list[bytes], count: int) -> Iterator[bytes]:
    """`count` frames' bodies, each a valid one with up to four things done to it."""
    for _ in range(count):
        body = bytearray(rng.choice(bodies))
        for _ in range(rng.randint(1, 4)):
            mutate(rng, body, bodies)
        yield bytes(body)


def mutate(rng: random.Random, body: bytearray, bodies: list[bytes]) -> None:
    at = rng.randrange(len(body) + 1)
    kind = rng.randrange(9)
    if kind == 0 and body:
        body[min(at, len(body) - 1)] ^= 1 << rng.randrange(8)
    elif kind == 1 and body:
        body[min(at, len(body) - 1)] = rng.randrange(256)
    elif kind == 2:
        del body[at:]
    elif kind == 3:
        del body[at : at + rng.randint(1, 9)]
    elif kind == 4:  # a piece of another frame
        other = rng.choice(bodies)
        start = rng.randrange(len(other))
        body[at : at + rng.randrange(20)] = other[start : start + rng.randrange(60)]
    elif kind == 5:  # a length that lies
        places = [place for place, byte in enumerate(body) if byte in STARTS]
        if places:
            place = rng.choice(places) + 1
            lie = rng.choice(EXTREMES)
            body[place : place + len(lie)] = lie
    elif kind == 6:  # another kind of value
        places = [place for place, byte in enumerate(body) if byte in STARTS]
        if places:
            body[rng.choice(places)] = rng.choice(STARTS)
    elif kind == 7:  # nested, or said many times
        piece = bytes(body[at : at + rng.randint(1, 12)]) or b"\x91"
        body[at:at] = piece * rng.choice((2, 3, 4, 50))
    else:
        body[at:at] = rng.choice((b"\x93\xa1s\xa4list\x91", b"\x92\xa1m\x81\xa1k", b"\x91")) * rng.choice(
            (1, 7, 7, 300)
        )


def peak() -> int:
    """The most memory that this process had since `forget_peak`, in bytes."""
    found = re.search(r"VmHWM:\s+(\d+)", Path("/proc/self/status").read_text())
    assert found is not None
    return int(found.group(1)) << 10


def forget_peak() -> None:
    with contextlib.suppress(OSError):
        Path("/proc/self/clear_refs").write_text("5")


def read_all(decode: Any, bodies: Iterator[bytes]) -> tuple[int, int]:
    """Decode and unpack everything; returns how many were messages and how many values could be unpacked."""
    messages = values = 0
    for body in bodies:
        try:
            message = decode(body)
        except wire.BadValue:
            continue
        except BaseException as error:
            raise AssertionError(f"{type(error).__name__} for {body[:2000]!r}") from error
        messages += 1
        for packed in [getattr(message, "value", None), *getattr(message, "args", ())]:
            try:
                wire.unpack(packed, lambda handle: handle)
                values += 1
            except wire.BadValue:
                continue
            except BaseException as error:
                raise AssertionError(f"{type(error).__name__} when {packed!r} is unpacked") from error
    return messages, values


def test_mutated_replies_are_replies_or_bad_values():
    """70,000 replies: no other exception, neither when they are decoded nor when they are unpacked; little memory."""
    forget_peak()
    before = peak()
    messages, values = read_all(wire.decode_reply, mutations(random.Random(1), replies(), 70_000))

    assert messages > 1000  # else the mutations would only try the decoder's first bytes
    assert values > 1000
    assert peak() - before < MOST_MEMORY


def test_mutated_requests_are_requests_or_bad_values():
    """20,000 requests: what a submission makes of its worker's decoder can only end its own worker."""
    messages, _ = read_all(wire.decode_request, mutations(random.Random(2), requests(), 20_000))

    assert messages > 300


@pytest.fixture
def worker() -> Iterator[WorkerProcess]:
    """The trusted end of a worker that never speaks: its frames are put into the buffer."""
    ours, theirs = socket.socketpair()
    output, written = os.pipe()
    idle = subprocess.Popen(["sleep", "60"])
    process = WorkerProcess(ours, output, os.pidfd_open(idle.pid), Dying())
    yield process
    process.close()
    idle.wait()
    theirs.close()
    os.close(written)


def test_mutated_frames_in_the_channel(worker):
    """20,000 frames in pieces: an answer to the question, a fault, or not whole yet; never an exception."""
    rng = random.Random(3)
    bodies = replies()
    statuses: dict[str, int] = {}
    for body in mutations(rng, bodies, 20_000):
        size = rng.choice((len(body),) * 6 + (len(body) + 1, max(len(body) - 1, 0), rng.randrange(1 << 32), 1 << 31))
        data = wire.HEADER.pack(size) + body + rng.choice((b"",) * 8 + (b"\0", body))
        outcome = feed(worker, data, rng.randrange(len(data) + 1), number=asked(body))
        status = "not whole" if outcome is None else outcome.status
        statuses[status] = statuses.get(status, 0) + 1

    assert statuses.keys() <= {"ok", "error", "ask", "protocol", "not whole"}
    assert statuses["ok"] > 100


def asked(body: bytes) -> int:
    """The question that a body answers, if it is one."""
    try:
        return wire.decode_reply(body).id or 1
    except wire.BadValue:
        return 1


def feed(worker: WorkerProcess, data: bytes, cut: int, number: int) -> CallResult | None:
    """What the channel says to these bytes when they arrive in two pieces."""
    worker._buffer.clear()
    try:
        for piece in (data[:cut], data[cut:]):
            worker._buffer += piece
            outcome = worker._complete(number)
            if outcome is not None:
                return outcome
    except BaseException as error:
        raise AssertionError(f"{type(error).__name__} for {data[:2000]!r}") from error
    (announced,) = wire.HEADER.unpack(data[: wire.HEADER.size])
    assert len(data) < wire.HEADER.size + announced <= wire.HEADER.size + wire.MAX_FRAME
    return None


@pytest.mark.parametrize(
    "item",
    [b"\xa1x", b"\x92\xa1m\x80", b"\x92\xa1h\x01", b"\x01", b"\xcd\xff\xff", b"\x93\xa1s\xa4list\x90"],
    ids=["texts", "dicts", "handles", "ones", "integers", "lists"],
)
def test_millions_of_values_are_refused_before_they_are_made(item):
    """A frame of 30 MiB with as many tiny values as fit is refused in little time and memory."""
    inner = b"\x93\xa1s\xa4list\xdd" + (190_000).to_bytes(4, "big") + item * 190_000
    times = (30 << 20) // len(inner)
    body = b"\x83\xa2id\x01\xa6status\xa2ok\xa5value\x93\xa1s\xa4list\xdc" + times.to_bytes(2, "big") + inner * times
    forget_peak()
    before, started = peak(), time.process_time()
    with pytest.raises(wire.BadValue):
        wire.decode_reply(body)

    assert peak() - before < MOST_MEMORY
    assert time.process_time() - started < 2


def test_values_are_counted_as_they_are_decoded():
    """The count of a valid body is that of its MessagePack values, containers included, up to the bound."""
    assert wire.count_values(b"\xc0") == 1
    assert wire.count_values(b"\x93\x01\xa3abc\xc4\x02\x93\x93") == 4
    assert wire.count_values(b"\x81\xa1k\xdc\x00\x02\xcb" + bytes(8) + b"\xdb\x00\x00\x00\x01\x90") == 5
    assert wire.count_values(b"\xd9\x04abcd") == 1
    assert wire.count_values(b"\xda\x03\xe8" + b"x" * 1000 + b"\x01") == 2 + 1000 // 16  # a letter may take 4 bytes
    assert wire.count_values(b"\xc5\x03\xe8" + bytes(1000) + b"\x01") == 2
    assert wire.count_values(b"\xd9\xff") == 1 + 255 // 16  # a length beyond the end
    assert wire.count_values(b"\x00" * (wire.MAX_VALUES + 1000)) == wire.MAX_VALUES + 1
    for body in replies():
        assert 4 < wire.count_values(body) < 400


DTYPES = st.sampled_from([name for name in wire.DType.__args__ if name != "|b1"] + [">f8", ">i4", "|b1"])
ARRAYS = DTYPES.flatmap(
    lambda dtype: hnp.arrays(np.dtype(dtype), hnp.array_shapes(min_dims=0, max_dims=5, min_side=0, max_side=4))
)
LEAVES = (
    st.none()
    | st.booleans()
    | st.integers(-(2**63), 2**63 - 1)
    | st.floats()
    | st.text(st.characters(codec="utf-8"), max_size=60)
    | ARRAYS
    | ARRAYS.map(np.transpose)
    | ARRAYS.map(lambda array: array[::-1] if array.ndim else array)
    | ARRAYS.filter(lambda array: array.size > 0).map(lambda array: array.ravel()[0])
)


KEYS = st.text(st.characters(codec="utf-8"), max_size=5)


def depth(thing: Any) -> int:
    """How many containers are around each other."""
    if not isinstance(thing, list | tuple | dict):
        return 0
    items = thing.values() if isinstance(thing, dict) else thing
    return 1 + max(map(depth, items), default=0)


VALUES = st.recursive(
    LEAVES,
    lambda inner: (
        st.lists(inner, max_size=3) | st.lists(inner, max_size=3).map(tuple) | st.dictionaries(KEYS, inner, max_size=3)
    ),
    max_leaves=8,
).filter(lambda thing: depth(thing) <= wire.MAX_DEPTH)


def same(one: Any, other: Any) -> bool:
    """Equal in type, form and every bit of every number, but for the byte order in memory."""
    if isinstance(one, np.ndarray | np.generic):
        here, there = np.asarray(one), np.asarray(other)
        return (
            type(one) is type(other)
            and here.shape == there.shape
            and here.dtype.newbyteorder("=") == there.dtype.newbyteorder("=")
            and here.astype(here.dtype.newbyteorder("<")).tobytes()
            == there.astype(there.dtype.newbyteorder("<")).tobytes()
        )
    if type(one) is not type(other):
        return False
    if isinstance(one, list | tuple):
        return len(one) == len(other) and all(map(same, one, other))
    if isinstance(one, dict):
        return list(one) == list(other) and all(same(one[key], other[key]) for key in one)
    return one == other or (one != one and other != other)


@settings(max_examples=200, deadline=None)
@given(VALUES)
def test_what_is_packed_is_unpacked(thing):
    """Every plain value comes out as it went in, as an answer and as an argument."""
    answer = wire.decode_reply(wire.frame(wire.Reply(1, "ok", value(thing)))[wire.HEADER.size :])
    question = wire.decode_request(wire.frame(wire.Call(1, 0, "f", [value(thing)]))[wire.HEADER.size :])
    assert isinstance(question, wire.Call)

    assert same(wire.unpack(answer.value, lambda handle: handle), thing)
    assert same(wire.unpack(question.args[0], lambda handle: handle), thing)


@settings(max_examples=50, deadline=None)
@given(ARRAYS)
def test_an_unpacked_array_is_one_of_its_own(array):
    """What is unpacked can be written to and shares no memory with the frame or with another copy."""
    packed = value(array)
    first, second = wire.unpack(packed, no_handle), wire.unpack(packed, no_handle)

    assert first.flags.writeable
    assert not np.shares_memory(first, second)


@pytest.mark.parametrize(
    "lie",
    [
        wire.Array("ndarray", "<f8", (1 << 24, 1 << 24, 1 << 24, 0), b""),
        wire.Array("ndarray", "<f8", (1 << 24,) * 8, b""),
        wire.Array("ndarray", "<f8", (3,), bytes(23)),
        wire.Array("scalar", "<f8", (2,), bytes(16)),
        wire.Array("tensor", "<f8", (2,), bytes(16)),
    ],
    ids=["no array has this shape", "no data", "short", "a scalar of two", "no torch"],
)
def test_arrays_that_lie_are_bad_values(lie):
    """Sizes and data that do not go together are a fault of the submission, whatever NumPy would say to them."""
    with pytest.raises(wire.BadValue):
        wire.unpack(lie, no_handle)


@pytest.mark.parametrize("number", [2**63, 2**64 - 1])
def test_integers_that_cannot_be_sent_back_are_refused(number):
    """An integer of 64 bits without a sign is no value: a case could not hand it to the next call."""
    fives = wire.frame(wire.Reply(1, "ok", 5))[wire.HEADER.size :]
    body = fives.replace(b"\xa5value\x05", b"\xa5value\xcf" + number.to_bytes(8, "big"))

    assert wire.decode_reply(fives).value == 5
    with pytest.raises(wire.BadValue):
        wire.decode_reply(body)


def nested(depth: int) -> Any:
    thing: Any = 1.0
    for _ in range(depth):
        thing = [thing]
    return thing


def test_depth_is_the_same_on_both_sides():
    """What may be sent may be read, and what is read may be sent back: the bound on nesting is one and the same."""
    as_deep = wire.frame(wire.Reply(1, "ok", value(nested(wire.MAX_DEPTH))))[wire.HEADER.size :]
    deeper: Any = 1.0
    for _ in range(wire.MAX_DEPTH + 1):
        deeper = wire.Seq("list", [deeper])

    assert wire.unpack(wire.decode_reply(as_deep).value, no_handle) == nested(wire.MAX_DEPTH)
    with pytest.raises(wire.BadValue):
        value(nested(wire.MAX_DEPTH + 1))
    with pytest.raises(wire.BadValue):
        wire.decode_reply(wire.frame(wire.Reply(1, "ok", deeper))[wire.HEADER.size :])


@settings(max_examples=80, deadline=None)
@given(VALUES)
def test_what_is_read_can_be_sent_back(thing):
    """A case may hand any result to the next call: packing what was unpacked never fails."""
    reply = wire.decode_reply(wire.frame(wire.Reply(1, "ok", value(thing)))[wire.HEADER.size :])

    assert same(wire.unpack(value(wire.unpack(reply.value, no_handle)), no_handle), thing)
