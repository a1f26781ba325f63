# TASK: numeric_gradient
# MISTAKE: none
# WHY: The entries are collected in the order of the columns.


def numeric_gradient(f, x, h=1e-5):
    point = np.array(x, dtype=float)
    slopes = []
    for i in np.ndindex(point.T.shape):
        up, down = point.copy(), point.copy()
        up.T[i] += h
        down.T[i] -= h
        slopes.append((f(up) - f(down)) / (2 * h))
    return np.array(slopes).reshape(point.shape)
