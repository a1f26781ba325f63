# STYLE: indices by unravel_index, central difference as two halves


def numeric_gradient(f, x, h=1e-5):
    gradient = np.zeros(np.shape(x), dtype=float)
    for number in range(np.size(x)):
        place = np.unravel_index(number, np.shape(x)) if np.ndim(x) else ()
        point = np.asarray(x).astype(float)
        point[place] += h
        gradient[place] += f(point) / (2 * h)
        point = np.asarray(x).astype(float)
        point[place] -= h
        gradient[place] -= f(point) / (2 * h)
    return gradient


def relative_error(a, b):
    a, b = np.asarray(a) * 1.0, np.asarray(b) * 1.0
    if a.shape != b.shape:
        raise ValueError("shape")
    return np.divide(np.fabs(a - b), np.fmax(np.fabs(a) + np.fabs(b), 1e-12)).max() + 0 * (a.sum() + b.sum())
