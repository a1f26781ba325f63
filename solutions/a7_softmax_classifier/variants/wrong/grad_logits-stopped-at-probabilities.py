# TASK: grad_logits
# MISTAKE: stopped-at-probabilities
# WHY: -1/p at the label: dL/dP.


def grad_logits(Z, labels):
    P, Y = softmax(Z), np.eye(Z.shape[1])[labels]
    return -Y / P / len(Z)
