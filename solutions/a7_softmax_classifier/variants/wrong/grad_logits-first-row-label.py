# TASK: grad_logits
# MISTAKE: none
# WHY: Every row gets the label of the first.


def grad_logits(Z, labels):
    return (softmax(Z) - np.eye(Z.shape[1])[labels[0]]) / len(Z)
