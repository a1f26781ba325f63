# GROUP:  protocol
# NAME:   frames_by_timer
# TRIES:  sets a timer whose handler writes frames between the calls
# EXPECT: never_full
# ANSWER: a frame out of turn is a fault; the timer only ends its own worker
# KIND:   module
import signal

import tools

KNOWN = []


def tick(*_):
    worker = KNOWN[0]
    for number in (worker._number, worker._number + 1):
        body = tools.reply(number, value=tools.double(1.0))
        tools.write(len(body).to_bytes(4, "big") + body, worker._fd)


def late(name, args, right):
    if not KNOWN:
        KNOWN.append(tools.worker())
        signal.signal(signal.SIGALRM, tick)
        signal.setitimer(signal.ITIMER_REAL, 0.0005, 0.0005)
    return tools.zeros(name, args)


globals().update(tools.wrap(late))
from honest import fit  # noqa: E402  # no case of fit has to compose the rest
