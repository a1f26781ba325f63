# TASK: numeric_gradient
# MISTAKE: none
# WHY: A stencil of four points, more exact than the one that is due.


def numeric_gradient(f, x, h=1e-5):
    point = np.array(x, dtype=float)
    gradient = np.zeros(point.shape)
    for i in np.ndindex(point.shape):
        values = []
        for step in (-2 * h, -h, h, 2 * h):
            moved = point.copy()
            moved[i] += step
            values.append(f(moved))
        gradient[i] = (values[0] - 8 * values[1] + 8 * values[2] - values[3]) / (12 * h)
    return gradient
