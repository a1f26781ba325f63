# TASK: grad_logits
# MISTAKE: doubled
# WHY: The 2 of a square that is not there.


def grad_logits(Z, labels):
    P, Y = softmax(Z), np.eye(Z.shape[1])[labels]
    return 2 * (P - Y) / len(Z)
