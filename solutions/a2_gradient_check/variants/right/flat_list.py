# STYLE: one list of Python floats, rebuilt for each call


def numeric_gradient(f, x, h=1e-5):
    shape = np.shape(x)
    values = [float(v) for v in np.ravel(x)]
    slopes = []
    for i, v in enumerate(values):
        up = np.array([*values[:i], v + h, *values[i + 1 :]]).reshape(shape)
        down = np.array([*values[:i], v - h, *values[i + 1 :]]).reshape(shape)
        slopes.append((f(up) - f(down)) / (h + h))
    return np.array(slopes).reshape(shape)


def relative_error(a, b):
    if np.shape(a) != np.shape(b):
        raise ValueError
    worst = 0.0
    for p, q in zip(np.ravel(a).tolist(), np.ravel(b).tolist()):
        ratio = abs(p - q) / max(1e-12, abs(p) + abs(q))
        if not ratio <= worst:
            worst = ratio
            if ratio != ratio:
                break
    return worst


def scale_and_residual(g, ref):
    if np.shape(g) != np.shape(ref):
        raise ValueError("shapes")
    pairs = list(zip(np.ravel(g).tolist(), np.ravel(ref).tolist()))
    below = sum(q * q for _, q in pairs)
    if below == 0:
        return float("nan"), float("nan")
    k = sum(p * q for p, q in pairs) / below
    rest = sum((p - k * q) ** 2 for p, q in pairs)
    return k, (rest / below) ** 0.5
