# TASK: grad_logits
# MISTAKE: one-hot-shifted
# WHY: One class further, the last one at the front.


def grad_logits(Z, labels):
    return (softmax(Z) - np.roll(np.eye(Z.shape[1]), 1, axis=1)[labels]) / len(Z)
