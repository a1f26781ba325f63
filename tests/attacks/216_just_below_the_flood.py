# GROUP:  exhaustion
# NAME:   just_below_the_flood
# TRIES:  prints 3.9 MiB in its first call, which is allowed, and again in each later one, which is not
# EXPECT: never_full
# ANSWER: what is printed counts for the whole life of a worker
# KIND:   module
import os

import tools


def flood(name, args, right):
    if name != "grad_b":
        return right
    rest = memoryview(b"x" * (3900 << 10))
    while rest:
        rest = rest[os.write(1, rest) :]
    return right


globals().update(tools.wrap(flood))
