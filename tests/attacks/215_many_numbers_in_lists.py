# GROUP:  exhaustion
# NAME:   many_numbers_in_lists
# TRIES:  answers every call with a list of 200 000 floats and texts of 2000 letters
# EXPECT: never_full
# ANSWER: kept within the same bounds
# KIND:   module
import tools

FLOATS = [float(i) for i in range(200_000)]
TEXTS = ["x" * 2000] * 4000


def make(name):
    def function(*args):
        return TEXTS if name == "loss" else FLOATS

    return function


globals().update(tools.each(make))
