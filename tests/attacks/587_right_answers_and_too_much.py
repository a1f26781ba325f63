# GROUP:  crossing
# NAME:   right_answers_and_too_much
# TRIES:  right answers in every second call, in between as much as a frame holds, so that whatever is kept of answers is full of them
# EXPECT: never_full
# ANSWER: nothing is kept of answers
# KIND:   module
import honest
import numpy as np


def make(name):
    calls = []

    def function(*args):
        calls.append(1)
        if len(calls) % 2:
            return getattr(honest, name)(*args)
        return np.full(1 << 20, float(len(calls)))

    return function


for name in ("forward", "loss", "grad_W", "grad_b", "update", "fit"):
    globals()[name] = make(name)
