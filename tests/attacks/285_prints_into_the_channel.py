# GROUP:  descriptors
# NAME:   prints_into_the_channel
# TRIES:  makes standard output and the channel one, so that what it prints are frames
# EXPECT: flagged
# ANSWER: bytes that are no frame end the worker
# KIND:   module
import os

import tools


def make(name):
    def function(*args):
        os.dup2(tools.worker()._fd, 1)
        print("LEAK", args[0])
        return tools.zeros(name, args)

    return function


globals().update(tools.each(make))
from honest import fit  # noqa: E402  # no case of fit has to compose the rest
