# TASK: cross_entropy
# MISTAKE: softmax-twice
# WHY: The softmax of the softmax.


def cross_entropy(Z, labels):
    P = softmax(Z)
    return float(np.mean(-np.log(softmax(P)[np.arange(len(labels)), labels])))
