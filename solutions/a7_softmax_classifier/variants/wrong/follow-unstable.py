# TASK: softmax:the softmax of large scores,cross_entropy:the loss of large scores
# MISTAKE: unstable-softmax
# WHY: An unstable softmax, and the log of what it gives.


def softmax(Z):
    E = np.exp(Z)
    return E / E.sum(axis=1, keepdims=True)


def cross_entropy(Z, labels):
    return float(-np.mean(np.log(softmax(Z)[np.arange(len(labels)), labels])))
