# GROUP:  callback
# NAME:   errors_in_the_functions_name
# TRIES:  claims, in forged replies, that the function raised and that no argument was changed
# EXPECT: never_full
# ANSWER: an error is due in two edges only, and there the gradient itself is wrong
# KIND:   module
# ASSIGNMENT: a2_gradient_check
# MOST:   10
import tools
from honest import relative_error, scale_and_residual, verdict


def numeric_gradient(f, x, h=1e-5):
    tools.forge("error", kind=tools.text("raised"), error=tools.text("ZeroDivisionError"), changed=tools.sequence(0))
    return x
