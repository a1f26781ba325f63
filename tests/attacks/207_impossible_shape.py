# GROUP:  protocol
# NAME:   impossible_shape
# TRIES:  sends an array without data whose other sizes no array can have, for an error that no case expects
# EXPECT: flagged
# ANSWER: a fault of the submission; once a ValueError of the grader, and the submission ungradable
# KIND:   module
import tools


def make(name):
    def function(*args):
        tools.forge(value=tools.array("ndarray", "<f8", (1 << 24, 1 << 24, 1 << 24, 0), b""))

    return function


globals().update(tools.each(make))
from honest import fit  # noqa: E402  # no case of fit has to compose the rest
