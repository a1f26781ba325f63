# GROUP:  exhaustion
# NAME:   millions_of_tiny_values
# TRIES:  8 MiB of one-letter texts, empty dicts and handles, each of which becomes a hundred bytes in the grader
# EXPECT: flagged
# ANSWER: the number of values in a frame is bounded before they are made; once gigabytes and minutes for the grader
# KIND:   module
import honest
import tools

ITEMS = [b"\xa1x", b"\x92\xa1m\x80", b"\x92\xa1h\x01", b"\x01"]
COUNT = 100_000


def bomb(item):
    inner = tools.listing(COUNT, item * COUNT)
    times = (8 << 20) // len(inner)
    return tools.listing(times, inner * times)


BOMBS = [bomb(item) for item in ITEMS]


def update(param, grad, lr):
    tools.forge(value=BOMBS[param.size % len(BOMBS)])


forward, loss, grad_W, grad_b, fit = honest.forward, honest.loss, honest.grad_W, honest.grad_b, honest.fit
