# TASK: numeric_gradient
# MISTAKE: step-ignored
# WHY: A step of its own.


def numeric_gradient(f, x, h=1e-5):
    step = 1e-4
    point = np.array(x, dtype=float)
    gradient = np.zeros(point.shape)
    for i in np.ndindex(point.shape):
        up, down = point.copy(), point.copy()
        up[i] += step
        down[i] -= step
        gradient[i] = (f(up) - f(down)) / (2 * step)
    return gradient
