# GROUP:  signals
# NAME:   deaf_to_signals
# TRIES:  blocks and ignores every signal, handles SIGXCPU, lowers its own limits and loops
# EXPECT: never_full
# ANSWER: SIGKILL after the call's time
# KIND:   module
import resource
import signal

import tools
from honest import fit, grad_b, grad_W, loss, update


def forward(*args):
    for number in range(1, 65):
        try:
            signal.signal(number, signal.SIG_IGN)
        except (OSError, ValueError):
            continue
    signal.pthread_sigmask(signal.SIG_BLOCK, range(1, 65))
    resource.setrlimit(resource.RLIMIT_NOFILE, (0, 0))
    while True:
        try:
            tools.worker()
        except BaseException:
            continue
