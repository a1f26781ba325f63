# TASK: grad_logits
# MISTAKE: sign-flipped+not-averaged
# WHY: onehot - P, and no mean.


def grad_logits(Z, labels):
    P, Y = softmax(Z), np.eye(Z.shape[1])[labels]
    return Y - P
