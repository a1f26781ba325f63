# TASK: numeric_gradient
# MISTAKE: changes-argument
# WHY: x is moved in place, and the way back is a sum that rounds.
# LOSES: edges


def numeric_gradient(f, x, h=1e-5):
    if x.dtype.kind == "i":
        x = x.astype(float)
    gradient = np.zeros(x.shape)
    for i in np.ndindex(x.shape):
        x[i] += h
        above = f(x)
        x[i] -= 2 * h
        below = f(x)
        x[i] += h
        gradient[i] = (above - below) / (2 * h)
    return gradient
