# TASK: grad_logits
# MISTAKE: wrong-shape
# WHY: Axes of length one are dropped.
# LOSES: edges


def grad_logits(Z, labels):
    P, Y = softmax(Z), np.eye(Z.shape[1])[labels]
    return np.squeeze((P - Y) / len(Z))
