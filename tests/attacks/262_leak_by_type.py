# GROUP:  leak
# NAME:   leak_by_type
# TRIES:  returns objects, dtypes with field names, and functions whose names and documentation say the hidden inputs
# EXPECT: never_full
# ANSWER: types that are not well known are objects of another class
# KIND:   module
import numpy as np

import tools


def make(name):
    def function(*args):
        said = f"LEAK {args[0]!r} <b>\x1b[31m"[:150]
        if name == "forward":
            return type(said, (), {"__doc__": said})()
        if name == "loss":
            return np.zeros(1, dtype=[(said, "f8")])
        if name == "grad_W":
            return type(said, (np.ndarray,), {})(shape=(3, 7))
        if name == "grad_b":
            return np.array([said])
        function.__name__ = function.__qualname__ = function.__doc__ = said
        globals()["__doc__"] = globals()["__name__"] = said
        return function

    return function


globals().update(tools.each(make))
