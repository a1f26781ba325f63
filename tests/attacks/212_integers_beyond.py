# GROUP:  protocol
# NAME:   integers_beyond
# TRIES:  integers of 64 bits without sign, which can be read and cannot be sent back where a case composes results
# EXPECT: flagged
# ANSWER: a fault of the submission; once a TypeError in the grader, and ungradable
# KIND:   module
import tools


def make(name):
    def function(*args):
        tools.forge(value=tools.integer((1 << 64) - 1))

    return function


globals().update(tools.each(make))
