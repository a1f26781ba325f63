# TASK: grad_logits
# MISTAKE: integer-truncation
# WHY: An array of the kind of Z is filled.
# LOSES: edges


def grad_logits(Z, labels):
    P, Y = softmax(Z), np.eye(Z.shape[1])[labels]
    G = np.zeros_like(Z)
    G[:] = (P - Y) / len(Z)
    return G
