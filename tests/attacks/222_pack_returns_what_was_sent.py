# GROUP:  worker
# NAME:   pack_returns_what_was_sent
# TRIES:  patches wire.pack and wire.frame in the worker so that answers are the arguments, or all statuses "ok"
# EXPECT: never_full
# ANSWER: numbers are compared outside
# KIND:   module
import sys

import tools

wire = sys.modules["autograder.sandbox.inside.wire"]
real_frame = wire.frame


def frame(message):
    if type(message).__name__ == "Reply" and message.status == "error":
        message = wire.Reply(message.id, "ok", wire.Array("scalar", "<f8", (), bytes(8)))
    return real_frame(message)


wire.frame = frame


def make(name):
    def function(*args):
        wire.pack = lambda value, keep, depth=0: wire.Array(
            "ndarray", "<f8", args[0].shape, args[0].astype("<f8").tobytes()
        )
        raise ValueError

    return function


globals().update(tools.each(make))
