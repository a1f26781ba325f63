# GROUP:  crossing
# NAME:   time_that_ends_in_a_case
# TRIES:  right answers until the time of each task ends in the midst of a case, which is then the verdict on these answers
# EXPECT: never_full
# ANSWER: nothing is kept of a verdict: whoever gives the same answers is judged for himself
# KIND:   module
import time

import honest


def make(name):
    calls = []

    def function(*args):
        calls.append(1)
        time.sleep(0.3 if len(calls) < 3 else 0.19)
        return getattr(honest, name)(*args)

    return function


for name in ("forward", "loss", "grad_W", "grad_b", "update", "fit"):
    globals()[name] = make(name)
