# TASK: grad_logits
# MISTAKE: none
# WHY: A difference quotient with a step of a hundredth.


def grad_logits(Z, labels):
    G = np.zeros(Z.shape)
    for index in np.ndindex(*Z.shape):
        up = np.array(Z, dtype=float)
        up[index] += 0.01
        G[index] = (cross_entropy(up, labels) - cross_entropy(Z, labels)) / 0.01
    return G
