# TASK: forward
# MISTAKE: none
# WHY: The bias has the wrong sign.


def forward(X, W, b):
    return X @ W.T - b
