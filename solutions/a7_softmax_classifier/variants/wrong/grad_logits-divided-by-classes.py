# TASK: grad_logits
# MISTAKE: none
# WHY: Divided by the number of classes.


def grad_logits(Z, labels):
    P, Y = softmax(Z), np.eye(Z.shape[1])[labels]
    return (P - Y) / P.shape[1]
