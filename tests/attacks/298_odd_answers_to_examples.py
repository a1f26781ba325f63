# GROUP:  marks
# NAME:   odd_answers_to_examples
# TRIES:  is wrong in a plain way in the hidden cases, and odd where a public example is asked for the page
# EXPECT: never_full
# MOST:   0
# ANSWER: a page without that example, or with numbers alone
# KIND:   module
import numpy as np

import tools

FIRST = []
ODD = {
    "forward": [object(), object()],
    "loss": [[1.0], [1.0, 2.0]],
    "grad_W": np.full((2, 2), np.nan),
    "grad_b": ["1.5", "LEAK<script>alert(1)</script>"],
    "update": {"LEAK": tools},
    "fit": ([object()], 2**62, [float("inf"), "LEAK"]),
}


def make(name):
    def function(*args):
        FIRST.append(name == "forward" and args[0].shape == (11, 7) or len(FIRST) > 0 and FIRST[0])
        return tools.zeros(name, args) if FIRST[0] else ODD[name]

    return function


globals().update(tools.each(make))
