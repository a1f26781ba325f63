# GROUP:  replay
# NAME:   hangs_when_repeated
# TRIES:  sleeps in every call when it finds that it is repeated: once a quarter of an hour for the grader
# EXPECT: never_full
# MOST:   0
# ANSWER: answers that there is no time to ask for again do not count
# KIND:   module
import time

import tools

FIRST = []


def slow(name, args, right):
    FIRST.append(name == "forward" and args[0].shape == (11, 7))
    if not FIRST[0]:
        time.sleep(30)
    return right


globals().update(tools.wrap(slow))
