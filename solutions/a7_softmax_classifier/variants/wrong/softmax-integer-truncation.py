# TASK: softmax:the softmax of moderate scores
# MISTAKE: integer-truncation
# WHY: An array of the kind of Z is filled.
# LOSES: edges


def softmax(Z):
    E = np.exp(Z - np.max(Z, axis=1, keepdims=True))
    P = np.zeros_like(Z)
    P[:] = E / E.sum(axis=1, keepdims=True)
    return P
