# TASK: grad_b
# MISTAKE: bias-kept-dims
# WHY: keepdims leaves an axis of length one.


def grad_b(Y_hat, Y):
    return 2 * (Y_hat - Y).sum(axis=0, keepdims=True)
