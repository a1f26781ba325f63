# TASK: numeric_gradient
# MISTAKE: forward-difference
# WHY: One move and the place itself: the error falls with h, not with h**2.


def numeric_gradient(f, x, h=1e-5):
    point = np.array(x, dtype=float)
    gradient = np.zeros(point.shape)
    here = f(point)
    for i in np.ndindex(point.shape):
        moved = point.copy()
        moved[i] += h
        gradient[i] = (f(moved) - here) / h
    return gradient
