# TASK: grad_logits
# MISTAKE: returned-none
# WHY: The return is missing.


def grad_logits(Z, labels):
    P, Y = softmax(Z), np.eye(Z.shape[1])[labels]
    P -= Y
