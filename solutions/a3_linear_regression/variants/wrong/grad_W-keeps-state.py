# TASK: grad_W, fit
# MISTAKE: keeps-state
# WHY: The gradients of earlier calls are added on, as if they were never zeroed.


def grad_W(X, Y_hat, Y):
    dW = 2.0 * (Y_hat - Y).T @ X
    kept = grad_W.__dict__.setdefault("kept", {})
    kept[dW.shape] = kept.get(dW.shape, 0) + dW
    return kept[dW.shape]
