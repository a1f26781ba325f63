# TASK: grad_logits
# MISTAKE: averaged-twice
# WHY: Divided by the rows twice.


def grad_logits(Z, labels):
    P, Y = softmax(Z), np.eye(Z.shape[1])[labels]
    G = (P - Y) / len(Z)
    return G / len(Z)
