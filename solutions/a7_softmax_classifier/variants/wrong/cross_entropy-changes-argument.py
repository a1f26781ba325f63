# TASK: cross_entropy:the loss of moderate scores
# MISTAKE: changes-argument
# WHY: The scores are shifted in place.
# LOSES: edges


def cross_entropy(Z, labels):
    Z -= np.max(Z, axis=1, keepdims=True)
    return float(np.mean(np.log(np.exp(Z).sum(axis=1)) - Z[np.arange(len(labels)), labels]))
