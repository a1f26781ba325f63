# STYLE: np.dot and np.mean, with an if for each reduction


def squared_error(Y_hat, Y, reduction):
    if np.shape(Y_hat) != np.shape(Y):
        raise ValueError("shapes")
    squares = np.square(np.subtract(Y_hat, Y))
    if reduction == "sum":
        return np.sum(squares)
    if reduction == "mean":
        return np.mean(squares)
    if reduction == "row_mean":
        return np.mean(np.sum(squares, axis=1))
    raise ValueError(reduction)


def gradients(X, Y, W, b, reduction):
    R = np.add(np.dot(X, W.T), b) - Y
    dW, db = 2 * np.dot(R.T, X), 2 * np.sum(R, axis=0)
    if reduction == "mean":
        return dW / R.size, db / R.size
    if reduction == "row_mean":
        return dW / R.shape[0], db / R.shape[0]
    return dW, db
