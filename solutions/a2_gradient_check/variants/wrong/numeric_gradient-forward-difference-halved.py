# TASK: numeric_gradient
# MISTAKE: forward-difference
# WHY: The distance of a central difference below a one-sided one.


def numeric_gradient(f, x, h=1e-5):
    point = np.array(x, dtype=float)
    gradient = np.zeros(point.shape)
    for i in np.ndindex(point.shape):
        moved = point.copy()
        moved[i] += h
        gradient[i] = (f(moved) - f(point)) / (2 * h)
    return gradient
