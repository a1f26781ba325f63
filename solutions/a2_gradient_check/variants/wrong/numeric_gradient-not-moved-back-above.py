# TASK: numeric_gradient
# MISTAKE: not-moved-back
# WHY: Down first, then up, and up it stays.


def numeric_gradient(f, x, h=1e-5):
    point = np.array(x, dtype=float)
    gradient = np.zeros(point.shape)
    for i in np.ndindex(point.shape):
        point[i] -= h
        below = f(point)
        point[i] += 2 * h
        gradient[i] = (f(point) - below) / (2 * h)
    return gradient
