# TASK: numeric_gradient
# MISTAKE: changes-argument
# WHY: The last entry is not put back.
# LOSES: edges


def numeric_gradient(f, x, h=1e-5):
    point = x if x.dtype == float else x.astype(float)
    gradient = np.zeros(x.shape)
    for i in np.ndindex(point.shape):
        old = point[i]
        point[i] = old + h
        above = f(point)
        point[i] = old - h
        gradient[i] = (above - f(point)) / (2 * h)
        if i != tuple(n - 1 for n in point.shape):
            point[i] = old
    return gradient
