# TASK: mlp_forward
# MISTAKE: raised
# WHY: A misspelt key.


def mlp_forward(X, params):
    W1, b1, W2, b2 = params["W1"], params["b1"], params["W2"], params["b2"]
    return X @ params["w1"].T, {}
