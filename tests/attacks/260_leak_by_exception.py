# GROUP:  leak
# NAME:   leak_by_exception
# TRIES:  raises errors whose class, module, text, notes and line say the hidden inputs
# EXPECT: never_full
# ANSWER: one of Python's own names and a line that the file has; its words only of public examples
# KIND:   module
import tools


def make(name):
    def function(*args):
        said = f"LEAK{args[0]!r}"
        if name == "forward":
            raise type(said[:150], (ValueError,), {"__module__": "builtins"})(said)
        if name == "loss":
            error = SyntaxError(said, ("linear_regression.py", 4_000_000, 1, said))
            error.add_note(said)
            raise error
        if name == "grad_W":
            raise type("KeyError", (Exception,), {"__module__": "builtins", "__str__": lambda self: said})
        if name == "grad_b":
            exec(compile("\n" * 7_000_000 + "raise ValueError", "linear_regression.py", "exec"))
        if name == "update":
            tools.forge(
                "error",
                kind=tools.text("raised"),
                error=tools.text(said[:150]),
                message=tools.text(said[:500]),
                lines=tools.sequence(1, tools.integer(9_999_999)),
                own=b"\xc3",
            )
        raise ExceptionGroup(said, [ValueError(said)])

    return function


globals().update(tools.each(make))
