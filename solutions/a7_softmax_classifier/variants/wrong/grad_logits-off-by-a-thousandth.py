# TASK: grad_logits
# MISTAKE: none
# WHY: A factor of 1.001.


def grad_logits(Z, labels):
    P, Y = softmax(Z), np.eye(Z.shape[1])[labels]
    return 1.001 * (P - Y) / len(Z)
