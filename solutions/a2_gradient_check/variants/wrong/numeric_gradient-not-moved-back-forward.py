# TASK: numeric_gradient
# MISTAKE: not-moved-back
# WHY: One-sided, and each entry stays moved.


def numeric_gradient(f, x, h=1e-5):
    point = np.array(x, dtype=float)
    gradient = np.zeros(point.shape)
    for i in np.ndindex(point.shape):
        before = f(point)
        point[i] += h
        gradient[i] = (f(point) - before) / h
    return gradient
