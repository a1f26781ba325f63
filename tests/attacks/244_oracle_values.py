# GROUP:  oracle
# NAME:   oracle_values
# TRIES:  asks with handles, lists, dicts, objects, too many and too few arguments, and arrays that lie
# EXPECT: never_full
# ANSWER: only small plain values are taken; each other question is answered with an error
# KIND:   module
import numpy as np

import tools

FOUND = []
globals().update(tools.right_if(FOUND))
answer = fit
ODD = (
    (object(),),
    ([[1.0]], [[1.0]]),
    ({"a": 1.0}, {"a": 1.0}),
    (np.zeros((1, 1)),) * 9,
    (1.0,) * 5000,
    (np.array([object()]),) * 2,
    (np.array(["LEAK"]),) * 2,
    (2**70, 1),
    ("loss", "loss"),
    (float("nan"),),
    ((), ()),
)


def fit(*args):
    if type(loss).__name__ == "partial":
        for values in ODD:
            try:
                FOUND.append(loss(*values))
            except (ValueError, TypeError):
                continue
        wire = type(tools.worker()._pack(1.0))
        assert wire is float
    return answer(*args)
