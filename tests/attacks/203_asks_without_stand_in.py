# GROUP:  oracle
# NAME:   asks_without_stand_in
# TRIES:  asks the grader for the result of each function in a worker that has no stand-ins
# EXPECT: flagged
# ANSWER: nobody answers; the worker is ended
# KIND:   module
import tools


def make(name):
    def function(*args):
        return tools.worker()._ask(name, *args)

    return function


globals().update(tools.each(make))
from honest import fit  # noqa: E402  # no case of fit has to compose the rest
