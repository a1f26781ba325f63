# GROUP:   numeric
# NAME:    complex_step_inline
# TRIES:   a complex step without a variable that holds a complex number
# EXPECT:  flagged
# ANSWER:  complex numbers are seen in its code, its arguments or its variables
# KIND:    module
import numpy as np

from honest import *

def grad_W(X, Y_hat, Y):
    return np.array([[np.sum((Y_hat + 1e-30j * np.outer(X[:, d], np.eye(Y.shape[1])[m]) - Y) ** 2).imag / 1e-30 for d in range(X.shape[1])] for m in range(Y.shape[1])])
