# GROUP:  descriptors
# NAME:   closes_its_streams
# TRIES:  closes all standard streams and every other descriptor but the channel, and makes that one non-blocking
# EXPECT: full_ok
# ANSWER: nothing of it is needed
# KIND:   module
import fcntl
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
    flags = fcntl.fcntl(channel, fcntl.F_GETFL)
    fcntl.fcntl(channel, fcntl.F_SETFL, flags | os.O_NONBLOCK)
    fcntl.fcntl(channel, fcntl.F_SETFL, flags)
    return right


globals().update(tools.wrap(bare))
