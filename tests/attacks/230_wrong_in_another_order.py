# GROUP:  replay
# NAME:   wrong_in_another_order
# TRIES:  is right as long as the first call is the one that a first run begins with, and wrong where it is not
# EXPECT: never_full
# ANSWER: the second look is in another order; the passed cases lose their marks
# KIND:   module
import tools

FIRST = []


def shy(name, args, right):
    FIRST.append(name == "forward" and args[0].shape == (11, 7))
    return right if FIRST[0] else tools.zeros(name, args)


globals().update(tools.wrap(shy))
