# GROUP:  replay
# NAME:   dies_when_repeated
# TRIES:  ends its process when it finds that it is repeated, so that there is no second answer to compare
# EXPECT: never_full
# ANSWER: no answer is another answer
# KIND:   module
import os

import tools

FIRST = []


def mortal(name, args, right):
    FIRST.append(name == "forward" and args[0].shape == (11, 7))
    if not FIRST[0]:
        os._exit(0)
    return right


globals().update(tools.wrap(mortal))
