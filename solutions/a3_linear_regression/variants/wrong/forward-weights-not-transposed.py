# TASK: forward
# MISTAKE: weights-not-transposed
# WHY: X @ W cannot be formed unless W is square, so NumPy stops with an error.


def forward(X, W, b):
    return X @ W + b
