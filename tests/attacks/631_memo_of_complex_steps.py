# GROUP:  flags
# NAME:   memo_of_complex_steps
# TRIES:  complex steps, whose results are kept for the call that is observed
# EXPECT: flagged
# ANSWER: the calls are observed in a worker that has not seen them
# KIND:   module
# ASSIGNMENT: a7_softmax_classifier
import numpy as np
from honest import softmax, cross_entropy
_memo = {}
def _f(Z, labels):
    S = Z - Z.real.max(axis=1, keepdims=True)
    return np.mean(np.log(np.exp(S).sum(axis=1)) - S[np.arange(len(labels)), labels])
def _slope(f, A):
    out = np.empty(A.shape)
    for i in np.ndindex(A.shape):
        Z = A.astype(complex)
        Z[i] += 1e-30j
        out[i] = f(Z).imag / 1e-30
    return out
def _keyed(key, make):
    if key not in _memo:
        _memo[key] = make()
    return _memo[key]
def grad_logits(Z, labels):
    return _keyed((Z.tobytes(), labels.tobytes(), Z.shape), lambda: _slope(lambda V: _f(V, labels), Z)).copy()
def gradients(X, labels, W, b):
    dW = _keyed((X.tobytes(), labels.tobytes(), W.tobytes(), b.tobytes(), W.shape, 0), lambda: _slope(lambda V: _f(X @ V.T + b, labels), W * 1.0))
    db = _keyed((X.tobytes(), labels.tobytes(), W.tobytes(), b.tobytes(), W.shape, 1), lambda: _slope(lambda V: _f(X @ W.T + V, labels), b * 1.0))
    return dW.copy(), db.copy()
