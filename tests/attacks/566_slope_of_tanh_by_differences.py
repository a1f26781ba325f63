# GROUP:   numeric
# NAME:    slope_of_tanh_by_differences
# TRIES:   tanh taken again on both sides of each entry
# EXPECT:  flagged
# ASSIGNMENT: a6_two_layers
# ANSWER:  the results are further from the right ones than rounding explains
# KIND:    module
import numpy as np

from honest import *

def tanh_backward(G, A):
    Z = np.arctanh(A)
    return G * (np.tanh(Z + 1e-5) - np.tanh(Z - 1e-5)) / 2e-5
