# GROUP:  worker
# NAME:   hanging_notes
# TRIES:  notes of its calls with a count that isdigit() takes for digits and int() does not, when it is observed
# EXPECT: full_ok
# ANSWER: nothing; once a ValueError that ended the session, and a class that hung for ever
# KIND:   module
import sys

import tools
from honest import fit, forward, loss, update
from honest import grad_W as right_W
from honest import grad_b as right_b


def observed(args, right):
    if sys.getprofile() is not None:
        sys.setprofile(None)
        notes = ["calls loss \u00b2", "calls loss \u0663", "calls \u00b2", "\u00b2", "calls loss 9" + "9" * 180]
        data = tools.array("ndarray", "<f8", right.shape, right.astype("<f8").tobytes())
        tools.forge(value=data, notes=tools.sequence(len(notes), b"".join(map(tools.text, notes))))
    return right


def grad_W(*args):
    return observed(args, right_W(*args))


def grad_b(*args):
    return observed(args, right_b(*args))
