# GROUP:  exhaustion
# NAME:   many_numbers_in_lists
# TRIES:  answers every call with a list of 200 000 floats and texts of 2000 letters
# EXPECT: never_full
# ANSWER: kept within the same bounds
# KIND:   module
import tools

FLOATS = [float(i) for i in range(200_000)]
TEXTS = ["x" * 2000] * 4000


MANY = {"loss": TEXTS, "grad_W": FLOATS}
globals().update(tools.wrap(lambda name, args, right: MANY.get(name, right)))
