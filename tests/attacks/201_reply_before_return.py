# GROUP:  protocol
# NAME:   reply_before_return
# TRIES:  writes a forged "ok" with its own numbers before it returns, so that two answers arrive for one call
# EXPECT: flagged
# ANSWER: no marks; two answers are a fault, and nothing is believed of either but its numbers
# KIND:   module
import tools


def make(name):
    def function(*args):
        tools.send(tools.reply(tools.worker()._number, value=tools.double(1.0)))
        return tools.zeros(name, args)

    return function


globals().update(tools.each(make))
from honest import fit  # noqa: E402  # no case of fit has to compose the rest
