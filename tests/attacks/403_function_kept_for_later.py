# GROUP:  callback
# NAME:   function_kept_for_later
# TRIES:  keeps the function of a case and asks it in later calls, through the worker's own means too
# EXPECT: flagged
# ANSWER: a function is of its call alone; a question in a call without functions ends the worker
# KIND:   module
# ASSIGNMENT: a2_gradient_check
import tools
from honest import numeric_gradient as right
from honest import scale_and_residual, verdict

KEPT = []


def numeric_gradient(f, x, h=1e-5):
    KEPT.append(f)
    return right(f, x, h)


def relative_error(a, b):
    try:
        return KEPT[0](a)
    except (RuntimeError, IndexError):  # the plain calls may come before any that has a function
        return tools.worker()._ask("function 0", a)
