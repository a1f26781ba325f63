# TASK: numeric_gradient
# MISTAKE: not-restored-on-error
# WHY: x is put back only where f raises no error.
# LOSES: edges


def numeric_gradient(f, x, h=1e-5):
    point = x if x.dtype == float else x.astype(float)
    gradient = np.zeros(x.shape)
    for i in np.ndindex(point.shape):
        old = point[i]
        point[i] = old + h
        above = f(point)
        point[i] = old - h
        below = f(point)
        point[i] = old
        gradient[i] = (above - below) / (2 * h)
    return gradient
