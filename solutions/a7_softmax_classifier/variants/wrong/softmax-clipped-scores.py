# TASK: softmax:the softmax of large scores
# MISTAKE: none
# WHY: Scores are cut off at 500.


def softmax(Z):
    E = np.exp(np.clip(Z, -500, 500))
    return E / E.sum(axis=1, keepdims=True)
