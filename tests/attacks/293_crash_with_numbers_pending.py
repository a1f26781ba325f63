# GROUP:  protocol
# NAME:   crash_with_numbers_pending
# TRIES:  sends half of a right answer and ends; sends a whole wrong one and ends
# EXPECT: never_full
# ANSWER: half an answer is none; of a whole one the numbers count
# KIND:   module
import os

import tools


def make(name):
    def function(*args):
        body = tools.reply(tools.worker()._number, value=tools.double(1.0))
        data = len(body).to_bytes(4, "big") + body
        tools.write(data[:-1] if name in ("forward", "loss", "fit") else data)
        os._exit(0)

    return function


globals().update(tools.each(make))
from honest import fit  # noqa: E402  # no case of fit has to compose the rest
