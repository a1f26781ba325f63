# TASK: accumulate
# MISTAKE: changes-argument
# LOSES: edges
# WHY: Takes the step while it is at it, inside the caller's W.


def accumulate(X, Y, W, b, batch_size, reduction):
    dW, db = gradients(X, Y, W, b, reduction)
    W[:] = W - dW
    return dW, db
