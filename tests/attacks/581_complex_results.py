# GROUP:   marks
# NAME:    complex_results
# TRIES:   dL_dw is complex, as by one who forgets to take the imaginary part
# EXPECT:  never_full
# ASSIGNMENT: a1_one_weight
# MOST:    6
# ANSWER:  costs `gradients` its marks and nothing else
# KIND:    module
from honest import *
from honest import gradients as right


def gradients(x, w, y):
    return {key: complex(value, 0.0) for key, value in right(x, w, y).items()}
