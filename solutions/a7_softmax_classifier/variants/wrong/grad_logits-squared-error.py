# TASK: grad_logits
# MISTAKE: none
# WHY: The slope of the squared error of the probabilities.


def grad_logits(Z, labels):
    P, Y = softmax(Z), np.eye(Z.shape[1])[labels]
    return 2 * (P - Y) * P * (1 - P) / len(Z)
