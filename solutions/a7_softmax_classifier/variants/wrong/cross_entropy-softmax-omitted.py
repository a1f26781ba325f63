# TASK: cross_entropy
# MISTAKE: softmax-omitted
# WHY: The scores are taken for log-probabilities.


def cross_entropy(Z, labels):
    return float(-np.mean(Z[np.arange(len(labels)), labels]))
