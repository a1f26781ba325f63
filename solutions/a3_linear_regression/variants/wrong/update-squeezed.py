# TASK: update
# MISTAKE: wrong-shape
# WHY: squeeze drops the axis of a single row.
# LOSES: edges


def update(param, grad, lr):
    return np.squeeze(param - lr * grad)
