# GROUP:  leak
# NAME:   looks_for_the_seed
# TRIES:  looks for the seed of the hidden inputs in all frames, all objects, the generators and the bytes that came, while it is imported and in each call
# EXPECT: never_full
# ANSWER: the seed is not in a worker, nor a number next to it
# KIND:   module
import gc
import random
import struct
import sys

import numpy as np
import tools

MIXED = int("@SEED@")


def is_it(value):
    return type(value) is int and any((value + off) * 2654435761 % (2**61 - 1) == MIXED for off in range(-40, 41))


def look():
    seen, todo = set(), [sys._getframe(), tools.worker(), random.getstate(), np.random.get_state(), *gc.get_objects()]
    while todo and len(seen) < 400_000:
        thing = todo.pop()
        if id(thing) in seen:
            continue
        seen.add(id(thing))
        if is_it(thing):
            print("BREACH the seed", type(thing))
            return
        if isinstance(thing, (list, tuple, set, frozenset)):
            todo += list(thing)[:10_000]
        elif isinstance(thing, dict):
            todo += list(thing.values())[:10_000]
        elif isinstance(thing, np.ndarray) and thing.dtype.kind in "iu" and thing.size < 10_000:
            todo += [int(value) for value in thing.ravel()]
        elif isinstance(thing, (bytes, bytearray)) and len(thing) < 1 << 18:
            todo += [int.from_bytes(thing[at : at + 4], "big") for at in range(0, min(len(thing), 4000))]
            todo += [struct.unpack_from(">Q", thing, at)[0] for at in range(0, min(len(thing) - 8, 4000))]
        elif type(thing).__name__ == "frame":
            todo += [thing.f_back, *thing.f_locals.values()]
        elif hasattr(type(thing), "__struct_fields__"):
            todo += [getattr(thing, name) for name in type(thing).__struct_fields__]


def make(name):
    def function(*args):
        if not done:
            done.append(1)
            look()
        return tools.zeros(name, args)

    return function


done = []
look()
globals().update(tools.each(make))
