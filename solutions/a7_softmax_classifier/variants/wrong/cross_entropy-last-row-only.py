# TASK: cross_entropy
# MISTAKE: last-row-only
# WHY: Overwritten row by row.


def cross_entropy(Z, labels):
    shifted = Z - np.max(Z, axis=1, keepdims=True)
    each = np.log(np.exp(shifted).sum(axis=1)) - shifted[np.arange(len(labels)), labels]
    for one in each:
        loss = one
    return float(loss)
