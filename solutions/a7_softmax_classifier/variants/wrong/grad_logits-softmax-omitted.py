# TASK: grad_logits
# MISTAKE: softmax-omitted
# WHY: Scores less onehot.


def grad_logits(Z, labels):
    return (Z - np.eye(Z.shape[1])[labels]) / len(Z)
