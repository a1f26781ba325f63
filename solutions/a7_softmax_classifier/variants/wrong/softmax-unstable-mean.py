# TASK: softmax:the softmax of large scores
# MISTAKE: unstable-softmax
# WHY: The mean of the row is subtracted, not its largest score.


def softmax(Z):
    E = np.exp(Z - Z.mean(axis=1, keepdims=True))
    return E / E.sum(axis=1, keepdims=True)
