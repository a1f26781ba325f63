# TASK: numeric_gradient
# MISTAKE: none
# WHY: An error of f is swallowed, and NaN comes back.
# LOSES: edges


def numeric_gradient(f, x, h=1e-5):
    point = np.array(x, dtype=float)
    gradient = np.zeros(point.shape)
    for i in np.ndindex(point.shape):
        up, down = point.copy(), point.copy()
        up[i] += h
        down[i] -= h
        try:
            gradient[i] = (f(up) - f(down)) / (2 * h)
        except ArithmeticError:
            gradient[i] = np.nan
    return gradient
