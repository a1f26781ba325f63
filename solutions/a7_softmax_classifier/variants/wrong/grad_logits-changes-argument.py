# TASK: grad_logits
# MISTAKE: changes-argument
# WHY: The scores are used as scratch paper.
# LOSES: edges


def grad_logits(Z, labels):
    P, Y = softmax(Z), np.eye(Z.shape[1])[labels]
    if Z.dtype.kind == "f":
        Z[:] = (P - Y) / len(Z)
        return Z
    return (P - Y) / len(Z)
