# GROUP:  protocol
# NAME:   depth_bombs
# TRIES:  lists within lists: as deep as the decoder goes, a little deeper than may be sent back, and much deeper
# EXPECT: flagged
# ANSWER: a fault of the submission; once a RecursionError or a refusal to pack in the grader, and ungradable
# KIND:   module
import tools

DEEP = {"forward": 250, "loss": 7, "grad_W": 100_000, "grad_b": 40, "update": 320, "fit": 3}


def make(name):
    def function(*args):
        one = tools.sequence(3, tools.text("s") + tools.text("list") + tools.sequence(1))
        tools.forge(value=one * DEEP[name] + b"\xc0")

    return function


globals().update(tools.each(make))
