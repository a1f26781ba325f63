# TASK: grad_logits
# MISTAKE: sign-flipped
# WHY: onehot - P.


def grad_logits(Z, labels):
    P, Y = softmax(Z), np.eye(Z.shape[1])[labels]
    return (Y - P) / len(Z)
