# TASK: softmax:the softmax of large scores
# MISTAKE: none
# WHY: What is nan is set to 0.


def softmax(Z):
    E = np.exp(Z)
    return np.nan_to_num(E / E.sum(axis=1, keepdims=True))
