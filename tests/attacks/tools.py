"""What the attacks share: a hand on the worker that serves them, and frames written past it. Runs in the sandbox only."""

import os
import struct
import sys
import time

ID = b"\xa2id"
OK = b"\xa2ok"
ERROR = b"\xa5error"


def worker():
    """The Worker object that serves this very call, found on the stack."""
    frame = sys._getframe()
    while frame is not None:
        found = frame.f_locals.get("self")
        if type(found).__name__ == "Worker":
            return found
        frame = frame.f_back
    raise LookupError("no worker on the stack")


def text(value):
    data = value if isinstance(value, bytes) else value.encode("utf-8", "surrogatepass")
    return b"\xdb" + struct.pack(">I", len(data)) + data


def integer(value):
    return b"\xcf" + struct.pack(">Q", value) if value >= 0 else b"\xd3" + struct.pack(">q", value)


def double(value):
    return b"\xcb" + struct.pack(">d", value)


def sequence(count, items=b""):
    return b"\xdd" + struct.pack(">I", count) + items


def mapping(count, items=b""):
    return b"\xdf" + struct.pack(">I", count) + items


def binary(data):
    return b"\xc6" + struct.pack(">I", len(data)) + data


def array(kind, dtype, shape, data):
    """An array as the wire writes it, whatever is claimed of it."""
    dims = sequence(len(shape), b"".join(integer(size) for size in shape))
    return sequence(5, text("a") + text(kind) + text(dtype) + dims + binary(data))


def listing(count, items, kind="list"):
    return sequence(3, text("s") + text(kind) + sequence(count, items))


def handle(number, name="", callable_=False):
    return sequence(4, text("h") + integer(number) + text(name) + (b"\xc3" if callable_ else b"\xc2"))


def reply(number, status="ok", **fields):
    """The body of a reply; the fields are given as the bytes that are to stand there."""
    head = text("id") + integer(number) + text("status") + text(status)
    return mapping(2 + len(fields), head + b"".join(text(name) + data for name, data in fields.items()))


def write(data, descriptor=None):
    rest = memoryview(data)
    descriptor = worker()._fd if descriptor is None else descriptor
    while rest:
        rest = rest[os.write(descriptor, rest) :]


def send(body):
    """One frame."""
    write(struct.pack(">I", len(body)) + body)


def forge(status="ok", **fields):
    """Send a reply to the request that is being served, and swallow the one that the worker will send."""
    mine = worker()
    send(reply(mine._number, status, **fields))

    def swallow(_):
        del mine.__dict__["_send"]

    mine._send = swallow


def forge_only(status="ok", **fields):
    """Send a reply and then be silent until the end."""
    send(reply(worker()._number, status, **fields))
    while True:
        time.sleep(60)


TASKS = ("forward", "loss", "grad_W", "grad_b", "update", "fit")


def zeros(name, args):
    """A result of the right form with wrong numbers."""
    import numpy as np

    if name == "forward":
        return np.zeros((args[0].shape[0], args[1].shape[0]))
    if name == "loss":
        return 0.0
    if name == "grad_W":
        return np.zeros((args[2].shape[1], args[0].shape[1]))
    if name == "grad_b":
        return np.zeros(args[1].shape[1])
    if name == "update":
        return np.zeros(args[0].shape)
    return np.zeros(args[2].shape), np.zeros(args[3].shape), [0.0] * args[5]


def each(make):
    """Functions for all tasks: `make(name)` gives one."""
    return {name: make(name) for name in TASKS}


def right_if(found):
    """Functions that answer right once something is in `found`: full marks, and a word in the output, tell of a breach."""
    import honest

    def make(name):
        def function(*args):
            if found:
                print("BREACH", *map(str, found))
                return getattr(honest, name)(*args)
            return zeros(name, args)

        return function

    return each(make)


def wrap(change):
    """Functions that answer right, with `change(name, args, right)` in between."""
    import honest

    def make(name):
        def function(*args):
            return change(name, args, getattr(honest, name)(*args))

        return function

    return each(make)
