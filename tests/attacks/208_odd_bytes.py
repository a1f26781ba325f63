# GROUP:  numbers
# NAME:   odd_bytes
# TRIES:  truth values other than 0 and 1, NaN with a message in its payload, negative zeros, subnormals
# EXPECT: never_full
# ANSWER: truth values are no numbers, NaN is never right
# KIND:   module
import struct

import tools

PAYLOAD = struct.pack("<Q", 0x7FF8_4C45_414B_0001)


def make(name):
    def function(*args):
        right = tools.zeros(name, args)
        if name in ("forward", "grad_W"):
            tools.forge(value=tools.array("ndarray", "|b1", right.shape, bytes([2, 255] * right.size)[: right.size]))
        elif name == "loss":
            tools.forge(value=tools.array("scalar", "<f8", (), PAYLOAD))
        elif name == "fit":
            return right
        else:
            tools.forge(value=tools.array("ndarray", "<f8", right.shape, PAYLOAD * right.size))

    return function


globals().update(tools.each(make))
