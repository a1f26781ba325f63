# TASK: numeric_gradient
# MISTAKE: raised
# WHY: f is handed a vector in the place of the matrix that it takes.


def numeric_gradient(f, x, h=1e-5):
    point = np.array(x, dtype=float).ravel()
    gradient = np.zeros(point.size)
    for i in range(point.size):
        up, down = point.copy(), point.copy()
        up[i] += h
        down[i] -= h
        gradient[i] = (f(up) - f(down)) / (2 * h)
    return gradient.reshape(x.shape)
