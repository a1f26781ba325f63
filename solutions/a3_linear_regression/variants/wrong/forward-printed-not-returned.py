# TASK: forward
# MISTAKE: returned-none
# WHY: The predictions are computed and the return is missing.


def forward(X, W, b):
    Y_hat = X @ W.T + b
