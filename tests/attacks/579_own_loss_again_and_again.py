# GROUP:   numeric
# NAME:    own_loss_again_and_again
# TRIES:   exact differences with h = 1 of the submission's own loss; the look at it is ended with sys.setprofile
# EXPECT:  flagged
# ANSWER:  the calls up to then are counted, and that the look was ended is said
# KIND:    module
import sys

import numpy as np

from honest import *

def grad_b(Y_hat, Y):
    sys.setprofile(None)
    g = np.zeros(Y.shape[1])
    for m in range(len(g)):
        e = np.eye(len(g))[m]
        g[m] = (loss(Y_hat + e, Y) - loss(Y_hat - e, Y)) / 2
    return g
