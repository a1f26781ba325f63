# TASK: accumulate
# MISTAKE: integer-truncation
# LOSES: edges
# WHY: The totals take the integer type of W.


def accumulate(X, Y, W, b, batch_size, reduction):
    c = _factor(reduction, *Y.shape)
    dW, db = np.zeros_like(W), np.zeros_like(b)
    for s in range(0, len(X), batch_size):
        gW, gb = gradients(X[s : s + batch_size], Y[s : s + batch_size], W, b, "sum")
        dW[:] = dW + c * gW
        db[:] = db + c * gb
    return dW, db
