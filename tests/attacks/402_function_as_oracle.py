# GROUP:  callback
# NAME:   function_as_oracle
# TRIES:  asks for texts, objects, other shapes and lies, to learn from the answers and from the words of the errors
# EXPECT: never_full
# ANSWER: an error by its type alone; a number for an array of the right shape and for nothing else
# KIND:   module
# ASSIGNMENT: a2_gradient_check
import numpy as np

import tools
from honest import relative_error, scale_and_residual, verdict

ODD = (
    (),
    ("x",) * 2,
    (object(),),
    ({"x": 1.0},),
    ([[1.0, 2.0]],),
    (np.ones((1, 1, 1, 1, 1)),),
    (np.ones(1025),),
    (np.ones((0, 1024)),),
    (np.array([object()]),),
    (np.ones(3, dtype=complex),),
    (10**9,),
)


def numeric_gradient(f, x, h=1e-5):
    for values in ODD:
        try:
            print("BREACH", f(*values))
        except Exception as error:
            if error.args[:1] not in (("raised by the function that was called",), ("too many numbers",)):
                print("BREACH", error)
    number = tools.worker()._number
    for data in (b"", bytes(7), bytes(80)):
        value = tools.listing(1, tools.array("ndarray", "<f8", (3,), data), "tuple")
        tools.send(tools.reply(number, "ask", value=value, message=tools.text("function 0")))
        size = int.from_bytes(tools.worker()._read(4), "big")
        if b"ValueError" not in tools.worker()._read(size):
            print("BREACH by an array that lies")
    return np.zeros(x.shape)
