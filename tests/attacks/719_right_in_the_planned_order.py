# GROUP:   state
# NAME:    right_in_the_planned_order
# TRIES:   counts the questions about its objects and is right only in the order of the first worker
# EXPECT:  never_full
# MOST:    11
# ASSIGNMENT: a5_model_regression
# ANSWER:  objects are asked once more in a fresh worker and another order, whether or not they were planned
# KIND:    module
from honest import *
from honest import train_step as _right

_seen = []


def train_step(model, optimizer, X, Y):
    _seen.append(tuple(X.shape))
    loss = _right(model, optimizer, X, Y)
    return (
        loss if _seen == sorted(_seen, reverse=True) or len(_seen) % 2 else loss + 1.0
    )
