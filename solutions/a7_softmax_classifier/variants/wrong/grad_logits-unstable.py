# TASK: grad_logits
# MISTAKE: unstable-softmax
# WHY: A softmax of its own, which overflows.
# LOSES: edges


def grad_logits(Z, labels):
    E = np.exp(Z)
    P = E / E.sum(axis=1, keepdims=True)
    return (P - np.eye(Z.shape[1])[labels]) / len(Z)
