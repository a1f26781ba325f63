# GROUP:  oracle
# NAME:   oracle_in_a_burst
# TRIES:  asks a thousand questions at once without reading an answer, then answers itself
# EXPECT: flagged
# ANSWER: one question at a time
# KIND:   module
import tools
from honest import forward, grad_W, loss, update


def grad_b(Y_hat, Y):  # a wrong part: beside right ones a wrong fit is not judged again with stand-ins
    return 0 * Y_hat[0]


def fit(*args):
    if type(loss).__name__ == "partial":
        number = tools.worker()._number
        values = tools.listing(2, tools.double(1.0) * 2, "tuple")
        body = tools.reply(number, "ask", value=values, message=tools.text("loss"))
        tools.write((len(body).to_bytes(4, "big") + body) * 1000)
    return tools.zeros("fit", args)
