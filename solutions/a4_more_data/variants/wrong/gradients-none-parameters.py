# TASK: gradients, accumulate
# MISTAKE: none
# WHY: Returns the parameters, and so does accumulate.


def gradients(X, Y, W, b, reduction):
    return W.copy(), b.copy()


def accumulate(X, Y, W, b, batch_size, reduction):
    return W.copy(), b.copy()
