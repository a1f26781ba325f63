# TASK: grad_logits
# MISTAKE: softmax-twice
# WHY: The softmax of the softmax.


def grad_logits(Z, labels):
    return (softmax(softmax(Z)) - np.eye(Z.shape[1])[labels]) / len(Z)
