# GROUP:  callback
# NAME:   function_in_a_burst
# TRIES:  asks a function a thousand times at once, for functions that were never given, and between two calls
# EXPECT: flagged
# ANSWER: one question at a time, and each by a name that this call was given
# KIND:   module
# ASSIGNMENT: a2_gradient_check
import numpy as np

import tools
from honest import relative_error, verdict


def question(name, number):
    values = tools.listing(1, tools.array("ndarray", "<f8", (3,), bytes(24)), "tuple")
    body = tools.reply(number, "ask", value=values, message=tools.text(name))
    return len(body).to_bytes(4, "big") + body


def numeric_gradient(f, x, h=1e-5):
    number = tools.worker()._number
    for name in ("function 1", "verdict", "__import__", "function 0\0"):
        tools.write(question(name, number))
        size = int.from_bytes(tools.worker()._read(4), "big")
        tools.worker()._read(size)
    tools.write(question("function 0", number) * 1000)
    return np.zeros(x.shape)


def scale_and_residual(g, ref):
    return tools.worker()._ask("function 0", g), 0.0
