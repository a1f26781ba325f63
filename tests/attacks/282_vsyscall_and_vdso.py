# GROUP:  kernel
# NAME:   vsyscall_and_vdso
# TRIES:  jumps to the old vsyscall page, while it is called
# EXPECT: never_full
# ANSWER: a time of day at the best, a crash at the worst
# KIND:   module
import ctypes

import tools


def make(name):
    def function(*args):
        if name in ("forward", "fit"):
            ctypes.CFUNCTYPE(ctypes.c_long, ctypes.c_void_p)(0xFFFFFFFFFF600400)(None)
        return tools.zeros(name, args)

    return function


globals().update(tools.each(make))
