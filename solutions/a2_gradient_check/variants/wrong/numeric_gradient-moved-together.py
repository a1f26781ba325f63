# TASK: numeric_gradient
# MISTAKE: moved-together
# WHY: All entries are moved at once.


def numeric_gradient(f, x, h=1e-5):
    point = np.array(x, dtype=float)
    slope = (f(point + h) - f(point - h)) / (2 * h)
    return np.full(point.shape, slope)
