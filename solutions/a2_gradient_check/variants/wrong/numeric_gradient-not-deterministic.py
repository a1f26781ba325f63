# TASK: numeric_gradient
# MISTAKE: not-deterministic
# WHY: Noise below the tolerance, drawn anew each time.


def numeric_gradient(f, x, h=1e-5):
    point = np.array(x, dtype=float)
    gradient = np.zeros(point.shape)
    for i in np.ndindex(point.shape):
        up, down = point.copy(), point.copy()
        up[i] += h
        down[i] -= h
        gradient[i] = (f(up) - f(down)) / (2 * h)
    return gradient * (1 + 8e-9 * np.random.default_rng().uniform(-1, 1))
