# GROUP:  descriptors
# NAME:   closes_its_streams
# TRIES:  closes all standard streams and every other descriptor but the channel, and makes that one non-blocking
# EXPECT: full_ok
# ANSWER: nothing of it is needed
# KIND:   module
import os

import tools


def bare(name, args, right):
    channel = tools.worker()._fd
    for descriptor in range(64):
        if descriptor != channel:
            try:
                os.close(descriptor)
            except OSError:
                continue
    os.set_blocking(channel, False)
    os.set_blocking(channel, True)
    return right


globals().update(tools.wrap(bare))
