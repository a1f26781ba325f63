# TASK: mlp_forward
# MISTAKE: not-implemented
# WHY: Not written; train is graded with a right one.


def mlp_forward(X, params):
    W1, b1, W2, b2 = params["W1"], params["b1"], params["W2"], params["b2"]
    raise NotImplementedError
