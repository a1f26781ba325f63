# TASK: grad_logits
# MISTAKE: one-hot-forgotten
# WHY: The probabilities alone.


def grad_logits(Z, labels):
    return softmax(Z) / len(Z)
