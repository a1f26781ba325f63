# TASK: softmax:the softmax of moderate scores
# MISTAKE: wrong-shape
# WHY: Axes of length one are dropped.
# LOSES: edges


def softmax(Z):
    E = np.exp(Z - np.max(Z, axis=1, keepdims=True))
    return np.squeeze(E / E.sum(axis=1, keepdims=True))
