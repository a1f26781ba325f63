# TASK: numeric_gradient
# MISTAKE: too-many-calls
# WHY: Each value is computed twice.
# LOSES: edges


def numeric_gradient(f, x, h=1e-5):
    point = np.array(x, dtype=float)
    gradient = np.zeros(point.shape)
    for i in np.ndindex(point.shape):
        up, down = point.copy(), point.copy()
        up[i] += h
        down[i] -= h
        if np.isfinite(f(up)) and np.isfinite(f(down)):
            gradient[i] = (f(up) - f(down)) / (2 * h)
    return gradient
