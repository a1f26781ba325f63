# GROUP:  protocol
# NAME:   doubled_and_unknown_fields
# TRIES:  a reply with two ids, two values, fields that no reply has, a reply that is a list, bytes behind the reply
# EXPECT: flagged
# ANSWER: unknown fields and surplus bytes are refused; of doubled ones the numbers are compared like any
# KIND:   module
import tools


def make(name):
    def function(*args):
        number = tools.worker()._number
        head = tools.text("id") + tools.integer(number) + tools.text("status") + tools.text("ok")
        body = {
            "forward": tools.mapping(4, head + head),
            "loss": tools.mapping(3, head + tools.text("score") + tools.double(1.0)),
            "grad_W": tools.mapping(3, head + tools.text("passed") + b"\xc3"),
            "grad_b": tools.sequence(2, tools.integer(number) + tools.text("ok")),
            "update": tools.mapping(2, head) + b"\xc0",
            "fit": tools.mapping(1 << 31, head),
        }[name]
        tools.send(body)
        worker = tools.worker()
        worker._send = lambda reply: worker.__dict__.pop("_send")

    return function


globals().update(tools.each(make))
from honest import fit  # noqa: E402  # no case of fit has to compose the rest
