# TASK: softmax
# MISTAKE: none
# WHY: A thousandth of a thousandth in the denominator.


def softmax(Z):
    E = np.exp(Z - np.max(Z, axis=1, keepdims=True))
    return E / (E.sum(axis=1, keepdims=True) + 1e-6)
