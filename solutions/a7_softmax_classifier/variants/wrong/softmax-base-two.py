# TASK: softmax
# MISTAKE: none
# WHY: Powers of 2.


def softmax(Z):
    E = 2.0 ** (Z - np.max(Z, axis=1, keepdims=True))
    return E / E.sum(axis=1, keepdims=True)
