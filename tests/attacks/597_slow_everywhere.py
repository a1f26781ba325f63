# GROUP:  limits
# NAME:   slow_everywhere
# TRIES:  as slow as may be in the import, each call, the calls with functions given, the calls that are repeated, the examples
# EXPECT: never_full
# ANSWER: the time of a submission is one, over all its workers
# KIND:   module
import time

import honest

time.sleep(0.45)


def make(name):
    def function(*args):
        time.sleep(0.05)
        return getattr(honest, name)(*args)

    return function


for name in ("forward", "loss", "grad_W", "grad_b", "update"):
    globals()[name] = make(name)


def fit(X, Y, W, b, lr, epochs):
    time.sleep(0.12)
    W, b, losses = honest.fit(X, Y, W, b, lr, epochs)
    return W, b + 1, losses
