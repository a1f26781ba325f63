# TASK: numeric_gradient
# MISTAKE: forward-difference
# WHY: The move goes down, and nothing moves up.


def numeric_gradient(f, x, h=1e-5):
    point = np.array(x, dtype=float)
    gradient = np.zeros(point.shape)
    for i in np.ndindex(point.shape):
        moved = point.copy()
        moved[i] -= h
        gradient[i] = (f(point) - f(moved)) / h
    return gradient
