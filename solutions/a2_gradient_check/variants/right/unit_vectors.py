# STYLE: rows of an identity matrix as moves


def numeric_gradient(f, x, h=1e-5):
    x = np.asarray(x, dtype=float)
    moves = h * np.eye(x.size).reshape((x.size, *x.shape))
    return np.array([(f(x + move) - f(x - move)) / (2 * h) for move in moves]).reshape(x.shape)


def scale_and_residual(g, ref):
    if np.shape(g) != np.shape(ref):
        raise ValueError("unequal shapes")
    g, ref = np.ravel(g).astype(float), np.ravel(ref).astype(float)
    if not ref.any():
        return np.nan, np.nan
    k = g @ ref / (ref @ ref)
    return k, np.linalg.norm(g - k * ref) / np.linalg.norm(ref)
