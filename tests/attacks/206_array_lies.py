# GROUP:  protocol
# NAME:   array_lies
# TRIES:  sends arrays whose shape, size and type do not go together, or that claim to be scalars and tensors
# EXPECT: flagged
# ANSWER: each is refused before anything of that size is made
# KIND:   module
import tools

LIES = {
    "forward": lambda: tools.array("ndarray", "<f8", (1 << 24, 1 << 24), bytes(64)),
    "loss": lambda: tools.array("scalar", "<f8", (4,), bytes(32)),
    "grad_W": lambda: tools.array("ndarray", "<f8", (3, 7), bytes(167)),
    "grad_b": lambda: tools.array("tensor", "<f8", (3,), bytes(24)),
    "update": lambda: tools.array("ndarray", "|O", (3, 7), bytes(168)),
}


def make(name):
    def function(*args):
        tools.forge(value=LIES[name]())

    return function


globals().update(tools.each(make))
from honest import fit  # noqa: E402  # no case of fit has to compose the rest
