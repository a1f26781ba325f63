# TASK: grad_logits
# MISTAKE: changes-argument
# WHY: The labels are shifted and not shifted back.
# LOSES: edges


def grad_logits(Z, labels):
    P, Y = softmax(Z), np.eye(Z.shape[1])[labels]
    labels += 1
    return (P - Y) / len(Z)
