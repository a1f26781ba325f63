# GROUP:  descriptors
# NAME:   other_things_as_channel
# TRIES:  puts the output pipe, /dev/null or a copy of itself in the place of the channel, or fills all descriptors
# EXPECT: never_full
# ANSWER: a worker that cannot be heard has ended
# KIND:   module
import os

import tools


def make(name):
    def function(*args):
        channel = tools.worker()._fd
        if name == "forward":
            os.dup2(1, channel)
        elif name == "loss":
            os.dup2(0, channel)
        elif name == "grad_W":
            while True:
                try:
                    os.dup(channel)
                except OSError:
                    os.close(channel)
                    break
        elif name == "grad_b":
            os.closerange(0, 64)
        return tools.zeros(name, args)

    return function


globals().update(tools.each(make))
