# TASK: numeric_gradient
# MISTAKE: none
# WHY: Rounded to six digits.


def numeric_gradient(f, x, h=1e-5):
    point = np.array(x, dtype=float)
    gradient = np.zeros(point.shape)
    for i in np.ndindex(point.shape):
        up, down = point.copy(), point.copy()
        up[i] += h
        down[i] -= h
        gradient[i] = round((f(up) - f(down)) / (2 * h), 6)
    return gradient
