# TASK: softmax:the softmax of large scores
# MISTAKE: unstable-softmax
# WHY: The exponentials as they are: inf/inf.


def softmax(Z):
    E = np.exp(Z)
    return E / E.sum(axis=1, keepdims=True)
