# GROUP:  marks
# NAME:   odd_answers
# TRIES:  answers with objects in lists, ragged lists, texts that read as numbers, dicts, huge and odd numbers, one each
# EXPECT: never_full
# MOST:   0
# ANSWER: wrong types and shapes; neither naming a mistake nor showing an example is upset by any of them
# KIND:   module
import numpy as np

import tools

ODD = [
    [object(), object()],
    [[1.0], [1.0, 2.0]],
    ["1.5", "LEAK"],
    [float("nan"), 1e308, -1e308],
    {"LEAK": 1.0},
    2**62,
    -(2**63),
    float("inf"),
    [2**62, True, None],
    ([], (), {}),
    np.array([1e308, -1e308]),
    np.full((3, 1), np.float16(65504)),
    np.uint64(2**64 - 1),
    np.array(np.nan),
    np.zeros((0, 3)),
    np.bool_(True),
    [object] * 3,
    lambda: None,
    [[[[[[0.0]]]]]],
    "",
    [np.zeros(2), np.zeros(3)],
    np.array([np.inf, 1.0]),
    -0.0,
    5e-324,
]
CALLS = []


def make(name):
    def function(*args):
        CALLS.append(name)
        return ODD[(len(CALLS) + 7 * len(name)) % len(ODD)]

    return function


globals().update(tools.each(make))
