# GROUP:  signals
# NAME:   timers_left_behind
# TRIES:  leaves alarms that end its worker in a later case, in each worker anew
# EXPECT: never_full
# ANSWER: it costs its own cases only
# KIND:   module
import signal

import tools


def bomb(name, args, right):
    signal.signal(signal.SIGALRM, signal.SIG_DFL)
    signal.setitimer(signal.ITIMER_REAL, 0.001)
    return tools.zeros(name, args) if name == "loss" else right


globals().update(tools.wrap(bomb))
