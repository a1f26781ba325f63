# TASK: numeric_gradient
# MISTAKE: none
# WHY: An error of f becomes another one.
# LOSES: edges


def numeric_gradient(f, x, h=1e-5):
    point = np.array(x, dtype=float)
    gradient = np.zeros(point.shape)
    for i in np.ndindex(point.shape):
        up, down = point.copy(), point.copy()
        up[i] += h
        down[i] -= h
        try:
            gradient[i] = (f(up) - f(down)) / (2 * h)
        except ArithmeticError as error:
            raise ValueError("f cannot be computed") from error
    return gradient
