# TASK: softmax
# MISTAKE: none
# WHY: exp(-z).


def softmax(Z):
    E = np.exp(-(Z - np.min(Z, axis=1, keepdims=True)))
    return E / E.sum(axis=1, keepdims=True)
