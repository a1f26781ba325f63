# GROUP:  signals
# NAME:   stops_itself
# TRIES:  to stop, abort and trap itself and to wait for ever, once in each function
# EXPECT: never_full
# ANSWER: signals are refused even to itself; a trap is a crash, and a wait ends with the call's time
# KIND:   module
import ctypes
import faulthandler
import os
import signal

import tools


def make(name):
    def function(*args):
        if name == "forward":
            for number in (signal.SIGSTOP, signal.SIGTSTP, signal.SIGTTIN):
                try:
                    os.kill(os.getpid(), number)
                    signal.raise_signal(number)
                except OSError:
                    continue
        elif name == "loss":
            ctypes.CDLL(None).abort()
        elif name == "grad_W":
            faulthandler._sigsegv()
        elif name == "grad_b":
            ctypes.CDLL(None).select(0, 0, 0, 0, 0)
        elif name == "update":
            ctypes.string_at(0)
        return tools.zeros(name, args)

    return function


globals().update(tools.each(make))
