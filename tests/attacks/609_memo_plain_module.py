# GROUP:  flags
# NAME:   memo_plain_module
# TRIES:  complex steps, whose results are kept for the call that is observed
# EXPECT: flagged
# ANSWER: the calls are observed in a worker that has not seen them
# KIND:   module
import numpy as np
from honest import forward, loss, update, fit
_memo = {}
def _slope(f, shape):
    out = np.empty(shape)
    for i in np.ndindex(shape):
        Z = np.zeros(shape, complex)
        Z[i] = 1e-30j
        out[i] = f(Z).imag / 1e-30
    return out
def grad_W(X, Y_hat, Y):
    key = (X.tobytes(), Y_hat.tobytes(), Y.tobytes(), X.shape)
    if key not in _memo:
        _memo[key] = _slope(lambda Z: ((Y_hat + X @ Z.T - Y) ** 2).sum(), (Y.shape[1], X.shape[1]))
    return _memo[key].copy()
def grad_b(Y_hat, Y):
    key = (Y_hat.tobytes(), Y.tobytes(), Y.shape)
    if key not in _memo:
        _memo[key] = _slope(lambda Z: ((Y_hat + Z - Y) ** 2).sum(), (Y.shape[1],))
    return _memo[key].copy()
