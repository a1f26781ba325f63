# TASK: numeric_gradient
# MISTAKE: integer-truncation
# WHY: zeros_like takes the integers of x along.
# LOSES: edges


def numeric_gradient(f, x, h=1e-5):
    gradient = np.zeros_like(x)
    for i in np.ndindex(x.shape):
        up, down = x.astype(float), x.astype(float)
        up[i] += h
        down[i] -= h
        gradient[i] = (f(up) - f(down)) / (2 * h)
    return gradient
