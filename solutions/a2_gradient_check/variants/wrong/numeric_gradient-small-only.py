# TASK: numeric_gradient
# MISTAKE: none
# WHY: Only the first six entries are done.


def numeric_gradient(f, x, h=1e-5):
    point = np.array(x, dtype=float)
    gradient = np.zeros(point.shape)
    for i in list(np.ndindex(point.shape))[:6]:
        up, down = point.copy(), point.copy()
        up[i] += h
        down[i] -= h
        gradient[i] = (f(up) - f(down)) / (2 * h)
    return gradient
