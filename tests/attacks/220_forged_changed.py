# GROUP:  worker
# NAME:   forged_changed
# TRIES:  writes into its arguments and has the worker say that nothing was altered
# EXPECT: never_full
# ANSWER: not covered, and without gain (a case that uses its arrays twice tells): what happens to copies in the worker cannot be seen from outside
# KIND:   module
import tools


def careless(name, args, right):
    worker = tools.worker()
    worker._same = lambda sent, now: True
    for value in args:
        if hasattr(value, "fill"):
            value.fill(0)
    return right


globals().update(tools.wrap(careless))
