# TASK: numeric_gradient
# MISTAKE: none
# WHY: A slope along one random direction, handed out to all entries.


def numeric_gradient(f, x, h=1e-5):
    point = np.array(x, dtype=float)
    way = np.random.default_rng(0).choice([-1.0, 1.0], point.shape)
    return way * (f(point + h * way) - f(point - h * way)) / (2 * h)
