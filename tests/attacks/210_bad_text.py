# GROUP:  protocol
# NAME:   bad_text
# TRIES:  texts that are not UTF-8, lone surrogates, texts of 2001 letters, a key that is a number
# EXPECT: flagged
# ANSWER: refused by the schema
# KIND:   module
import tools

TEXTS = {
    "forward": tools.text(b"\xff\xfe\xfd"),
    "loss": tools.text(b"\xed\xa0\x80"),
    "grad_W": tools.text(b"x" * 2001),
    "grad_b": tools.sequence(2, tools.text("m") + tools.mapping(1, tools.integer(1) + tools.double(1.0))),
    "update": tools.text(b"\xc0\x80"),
    "fit": tools.sequence(2, tools.text("m") + tools.mapping(1, tools.text("k" * 201) + tools.double(1.0))),
}


def make(name):
    def function(*args):
        tools.forge(value=TEXTS[name])

    return function


globals().update(tools.each(make))
from honest import fit  # noqa: E402  # no case of fit has to compose the rest
