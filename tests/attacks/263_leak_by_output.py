# GROUP:  leak
# NAME:   leak_by_output
# TRIES:  prints the hidden inputs to both streams, as warnings, as a hook's report and at the end of the process
# EXPECT: never_full
# ANSWER: what a hidden case prints goes nowhere
# KIND:   module
import atexit
import os
import sys
import warnings

import tools


def make(name):
    def function(*args):
        said = f"LEAK{args[0]!r}\x1b]0;title\x07"
        print(said)
        os.write(2, said.encode())
        warnings.warn(said, stacklevel=1)
        atexit.register(print, said)
        sys.excepthook = sys.unraisablehook = lambda *_: print(said)
        return tools.zeros(name, args)

    return function


globals().update(tools.each(make))
