# TASK: numeric_gradient
# MISTAKE: wrong-shape
# WHY: The gradient of a matrix comes out as a vector.


def numeric_gradient(f, x, h=1e-5):
    point = np.array(x, dtype=float)
    gradient = []
    for i in range(point.size):
        up, down = point.copy(), point.copy()
        up.flat[i] += h
        down.flat[i] -= h
        gradient.append((f(up) - f(down)) / (2 * h))
    return np.array(gradient)
