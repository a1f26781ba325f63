# GROUP:  leak
# NAME:   error_of_an_own_name
# TRIES:  an import error of a class of its own, whose name, notes, cause and line say what it chose
# EXPECT: never_full
# ANSWER: one of Python's own names, and a line that the file has
# KIND:   module
said = "LEAK" + "7" * 20
kind = type(said, (ImportError,), {"__module__": "builtins", "__str__": lambda self: said})
error = kind(said)
error.add_note(said)
exec(compile("\n" * 7_777_777 + "raise error from ValueError(said)", "linear_regression.py", "exec"))
