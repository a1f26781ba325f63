# GROUP:  handles
# NAME:   forged_handles
# TRIES:  handles with numbers of the module and of nothing, with hidden inputs, markup and escapes as type names
# EXPECT: never_full
# ANSWER: a type that is not well known is called an object; its name goes nowhere
# KIND:   module
import tools


def make(name):
    def function(*args):
        number = {"forward": 0, "loss": 1 << 40, "grad_W": 1, "grad_b": 99}.get(name, 5)
        said = {
            "forward": f"LEAK{args[0]!r}"[:190],
            "loss": "array of LEAK<script>alert(1)</script>",
            "grad_W": "\x1b[31mLEAK\x1b]0;title\x07",
            "grad_b": "LEAK\u202e\u0000\n",
            "update": "ndarray",
        }.get(name, "float64")
        tools.forge(value=tools.handle(number, said, True))

    return function


globals().update(tools.each(make))
