# TASK: accumulate
# MISTAKE: changes-argument
# LOSES: edges
# WHY: Adds up inside W.


def accumulate(X, Y, W, b, batch_size, reduction):
    dW, db = gradients(X, Y, W, b, reduction)
    W -= 0.01 * dW
    return dW, db
