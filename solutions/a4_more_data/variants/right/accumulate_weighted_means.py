# STYLE: each batch's own gradient weighted by its share of the rows


def accumulate(X, Y, W, b, batch_size, reduction):
    dW, db = np.zeros(W.shape), np.zeros(b.shape)
    for start in range(0, len(X), batch_size):
        rows = X[start : start + batch_size]
        weight = 1.0 if reduction == "sum" else len(rows) / len(X)
        gW, gb = gradients(rows, Y[start : start + batch_size], W, b, reduction)
        dW += weight * gW
        db += weight * gb
    return dW, db
