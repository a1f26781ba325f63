# STYLE: x itself is moved and put back in a finally


def numeric_gradient(f, x, h=1e-5):
    x = x if x.dtype == float else x.astype(float)
    gradient = np.zeros(x.shape)
    for i in np.ndindex(x.shape):
        old = x[i]
        try:
            x[i] = old + h
            above = f(x)
            x[i] = old - h
            below = f(x)
        finally:
            x[i] = old
        gradient[i] = (above - below) / (2 * h)
    return gradient
