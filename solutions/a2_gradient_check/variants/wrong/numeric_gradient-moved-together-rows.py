# TASK: numeric_gradient
# MISTAKE: moved-together
# WHY: The loop runs over the rows of a matrix and moves whole rows; a vector comes out right.


def numeric_gradient(f, x, h=1e-5):
    point = np.array(x, dtype=float)
    gradient = np.zeros(point.shape)
    for i in range(len(point)):
        up, down = point.copy(), point.copy()
        up[i] += h
        down[i] -= h
        gradient[i] = (f(up) - f(down)) / (2 * h)
    return gradient
