# GROUP:  exhaustion
# NAME:   millions_of_tiny_values
# TRIES:  32 MiB of one-letter texts, empty dicts and handles, each of which becomes a hundred bytes in the grader
# EXPECT: flagged
# ANSWER: the number of values in a frame is bounded before they are made; once gigabytes and minutes for the grader
# KIND:   module
import tools

COUNT = 190_000
ITEMS = {"forward": b"\xa1x", "loss": b"\x92\xa1m\x80", "grad_W": b"\x92\xa1h\x01", "grad_b": b"\x01"}


def make(name):
    def function(*args):
        if name in ITEMS:
            item = ITEMS[name]
            inner = tools.listing(COUNT, item * COUNT)
            times = (30 << 20) // len(inner)
            tools.forge(value=tools.listing(times, inner * times))
        return tools.zeros(name, args)

    return function


globals().update(tools.each(make))
