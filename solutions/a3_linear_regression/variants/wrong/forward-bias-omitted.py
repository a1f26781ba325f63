# TASK: forward
# MISTAKE: bias-omitted
# WHY: The bias never enters the prediction.


def forward(X, W, b):
    return X @ W.T
