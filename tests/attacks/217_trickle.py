# GROUP:  exhaustion
# NAME:   trickle
# TRIES:  sends its answer byte by byte so that the last one would come after the deadline
# EXPECT: never_full
# ANSWER: the deadline is for the whole answer
# KIND:   module
import os
import time

import tools
from honest import fit, grad_W, grad_b, loss, update


def forward(X, W, b):
    body = tools.reply(tools.worker()._number, value=tools.double(1.0))
    for byte in len(body).to_bytes(4, "big") + body:
        os.write(tools.worker()._fd, bytes([byte]))
        time.sleep(0.02)
