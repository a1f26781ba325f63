# TASK: forward
# MISTAKE: wrong-type
# WHY: A list of lists, where an array is due.


def forward(X, W, b):
    return (X @ W.T + b).tolist()
