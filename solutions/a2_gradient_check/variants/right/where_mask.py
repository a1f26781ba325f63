# STYLE: np.where picks the moved entry; verdict by exceptions


def numeric_gradient(f, x, h=1e-5):
    x = np.array(x, dtype=float)
    number = np.arange(x.size).reshape(x.shape)

    def slope(i):
        return (f(np.where(number == i, x + h, x)) - f(np.where(number == i, x - h, x))) / (2 * h)

    return np.vectorize(slope, otypes=[float])(number) if x.ndim else np.asarray(slope(0))


def verdict(g, ref):
    try:
        error = relative_error(g, ref)
    except ValueError:
        return "wrong shape"
    if error < 1e-6:
        return "ok"
    if np.all(np.equal(g, 0)):
        return "zero"
    k, r = scale_and_residual(g, ref)
    return ("flipped" if k < 0 else "scaled") if r < 1e-6 * abs(k) else "wrong"
