# GROUP:  leak
# NAME:   leak_by_shape
# TRIES:  returns arrays whose sizes say the hidden inputs, dicts whose keys do, lists of a telling length
# EXPECT: never_full
# ANSWER: only sizes that the case itself has are repeated
# KIND:   module
import numpy as np

import tools


def make(name):
    def function(*args):
        digits = int(abs(float(np.ravel(args[0])[0])) * 1e5) % 10_000 + 1000
        return {
            "forward": np.zeros((digits, 0)),
            "loss": {f"LEAK{args[0].flat[0]!r}": 1.0},
            "grad_W": np.zeros((1, digits)),
            "grad_b": [0.0] * digits,
            "update": np.zeros((0,) + (digits,) * 2),
            "fit": (np.zeros((digits, 1)), {"LEAK": digits}, [0.0] * digits),
        }[name]

    return function


globals().update(tools.each(make))
