# TASK: forward
# MISTAKE: none
# WHY: Every output gets the bias of the first one.


def forward(X, W, b):
    return X @ W.T + b[0]
