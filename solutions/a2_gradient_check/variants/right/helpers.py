# STYLE: helper functions, recursion over the axes


def moved(x, place, by):
    y = np.array(x, dtype=float)
    y[place] = y[place] + by
    return y


def slopes(f, x, h, place=()):
    if len(place) == np.ndim(x):
        return (f(moved(x, place, h)) - f(moved(x, place, -h))) / (2.0 * h)
    return [slopes(f, x, h, (*place, i)) for i in range(np.shape(x)[len(place)])]


def numeric_gradient(f, x, h=1e-5):
    return np.array(slopes(f, x, h), dtype=float)


def dot(p, q):
    return float((np.asarray(p, float) * np.asarray(q, float)).sum())


def scale_and_residual(g, ref):
    if np.shape(g) != np.shape(ref):
        raise ValueError("shapes")
    if dot(ref, ref) == 0.0:
        return float("nan"), float("nan")
    k = dot(g, ref) / dot(ref, ref)
    rest = np.subtract(g, np.multiply(k, ref))
    return k, (dot(rest, rest) ** 0.5) / (dot(ref, ref) ** 0.5)


def is_multiple(g, ref):
    k, r = scale_and_residual(g, ref)
    return r < 1e-6 * abs(k), k


def verdict(g, ref):
    if np.shape(g) != np.shape(ref):
        return "wrong shape"
    if relative_error(g, ref) < 1e-6:
        return "ok"
    if np.linalg.norm(np.ravel(g)) == 0.0:
        return "zero"
    multiple, k = is_multiple(g, ref)
    if multiple and k < 0:
        return "flipped"
    if multiple and k > 0:
        return "scaled"
    return "wrong"
