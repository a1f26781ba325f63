# GROUP:  leak
# NAME:   lines_as_numbers
# TRIES:  says 12 bits of a hidden input as the line of each error: by compiled code, by a line of another function, by a forged frame
# EXPECT: never_full
# ANSWER: a line is shown where the function that was called has it, and where that is not too long
# KIND:   module
import struct

import tools


def bits(args):
    (value,) = struct.unpack("<Q", args[0].ravel()[:1].tobytes())
    return 1000 + (value & 0xFFF)


def forward(X, W, b):
    exec(compile("\n" * bits((X,)) + "raise ValueError", "linear_regression.py", "exec"))


def grad_W(X, Y_hat, Y):
    line = tools.integer(bits((X,)))
    tools.forge("error", kind=tools.text("raised"), error=tools.text("ValueError"), lines=tools.sequence(1, line))


def grad_b(Y_hat, Y):
    exec(compile("\n" * bits((Y,)) + "def grad_b():\n raise ValueError", "linear_regression.py", "exec"), globals())
    globals()["grad_b"]()


def update(param, grad, lr):
    def update():
        raise ValueError

    update.__code__ = update.__code__.replace(co_firstlineno=bits((param,)))
    update()
