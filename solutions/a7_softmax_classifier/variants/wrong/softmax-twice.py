# TASK: softmax
# MISTAKE: softmax-twice
# WHY: The softmax of the softmax.


def softmax(Z):
    E = np.exp(Z - np.max(Z, axis=1, keepdims=True))
    P = E / E.sum(axis=1, keepdims=True)
    E = np.exp(P)
    return E / E.sum(axis=1, keepdims=True)
