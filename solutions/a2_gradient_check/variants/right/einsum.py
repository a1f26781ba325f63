# STYLE: einsum for the products; norms by dots


def relative_error(a, b):
    a, b = np.array(a, dtype=float), np.array(b, dtype=float)
    if not np.array_equal(a.shape, b.shape):
        raise ValueError("a and b differ in shape")
    below = np.abs(a) + np.abs(b)
    below[below < 1e-12] = 1e-12
    return np.max(np.abs(a - b) / below) if a.ndim else float(abs(a - b) / below)


def scale_and_residual(g, ref):
    if np.shape(g) != np.shape(ref):
        raise ValueError("unequal shapes")
    g, ref = np.asarray(g, float), np.asarray(ref, float)
    if np.all(ref == 0):
        return np.full(2, np.nan).tolist()
    k = np.einsum("i,i->", g.ravel(), ref.ravel()) / np.einsum("i,i->", ref.ravel(), ref.ravel())
    rest = (g - k * ref).ravel()
    return [k, np.sqrt(rest.dot(rest)) / np.linalg.norm(ref.ravel())]
