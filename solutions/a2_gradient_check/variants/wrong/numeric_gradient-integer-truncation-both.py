# TASK: numeric_gradient
# MISTAKE: integer-truncation
# WHY: Both the places and the result are integers.
# LOSES: edges


def numeric_gradient(f, x, h=1e-5):
    gradient = np.zeros_like(x)
    for i in np.ndindex(x.shape):
        up, down = x.copy(), x.copy()
        up[i] = x[i] + h
        down[i] = x[i] - h
        gradient[i] = (f(up) - f(down)) / (2 * h)
    return gradient
