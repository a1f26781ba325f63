# TASK: grad_logits
# MISTAKE: none
# WHY: 1 is subtracted at the most likely class.


def grad_logits(Z, labels):
    P = softmax(Z)
    return (P - np.eye(Z.shape[1])[P.argmax(axis=1)]) / len(Z)
