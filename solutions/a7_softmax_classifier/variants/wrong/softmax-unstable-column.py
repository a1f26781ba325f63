# TASK: softmax:the softmax of large scores
# MISTAKE: unstable-softmax
# WHY: The largest score of each class is subtracted and put in again.


def softmax(Z):
    top = Z.max(axis=0)
    E = np.exp(Z - top) * np.exp(top)
    return E / E.sum(axis=1, keepdims=True)
