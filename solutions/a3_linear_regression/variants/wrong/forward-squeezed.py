# TASK: forward
# MISTAKE: wrong-shape
# WHY: squeeze drops the axis of a single row or a single output.
# LOSES: edges


def forward(X, W, b):
    return np.squeeze(X @ W.T + b)
