# GROUP:  replay
# NAME:   right_a_number_of_times
# TRIES:  is right in the first 45 calls of its life and wrong afterwards, in each worker anew
# EXPECT: never_full
# ANSWER: a class has more calls than that, and the second look begins elsewhere
# KIND:   module
import tools

CALLS = []


def tired(name, args, right):
    CALLS.append(name)
    return right if len(CALLS) <= 30 else tools.zeros(name, args)


globals().update(tools.wrap(tired))
