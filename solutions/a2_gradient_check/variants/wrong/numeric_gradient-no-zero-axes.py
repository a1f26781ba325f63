# TASK: numeric_gradient
# MISTAKE: raised
# WHY: len() of an array without axes.
# LOSES: edges


def numeric_gradient(f, x, h=1e-5):
    assert len(x) > 0
    point = np.array(x, dtype=float)
    gradient = np.zeros(point.shape)
    for i in np.ndindex(point.shape):
        up, down = point.copy(), point.copy()
        up[i] += h
        down[i] -= h
        gradient[i] = (f(up) - f(down)) / (2 * h)
    return gradient
