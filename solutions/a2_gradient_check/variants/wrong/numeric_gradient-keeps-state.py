# TASK: numeric_gradient
# MISTAKE: keeps-state
# WHY: A counter that outlives the call scales the result, by too little for the comparison.


values = {}


def numeric_gradient(f, x, h=1e-5):
    point = np.array(x, dtype=float)
    gradient = np.zeros(point.shape)
    for i in np.ndindex(point.shape):
        up, down = point.copy(), point.copy()
        up[i] += h
        down[i] -= h
        gradient[i] = (f(up) - f(down)) / (2 * h)
    values[len(values)] = gradient
    return gradient * (1 + 8e-10 * len(values))
