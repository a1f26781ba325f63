# TASK: forward
# MISTAKE: reshaped-not-transposed
# WHY: reshape gives W the shape of its transpose and leaves the numbers in the old order.


def forward(X, W, b):
    return X @ W.reshape(W.shape[1], W.shape[0]) + b
