# TASK: numeric_gradient
# MISTAKE: integer-truncation
# WHY: Copies of an array of integers stay integers, and so does what is written into them.
# LOSES: edges


def numeric_gradient(f, x, h=1e-5):
    gradient = np.zeros(x.shape)
    for i in np.ndindex(x.shape):
        up, down = x.copy(), x.copy()
        up[i] = x[i] + h
        down[i] = x[i] - h
        gradient[i] = (f(up) - f(down)) / (2 * h)
    return gradient
