# TASK: numeric_gradient
# MISTAKE: none
# WHY: Vectors and matrices only.
# LOSES: edges


def numeric_gradient(f, x, h=1e-5):
    point = np.array(x, dtype=float)
    gradient = np.zeros(point.shape)
    places = [(i,) for i in range(len(point))] if point.ndim == 1 else np.argwhere(np.ones(point.shape[:2]))
    for place in map(tuple, places):
        up, down = point.copy(), point.copy()
        up[place] += h
        down[place] -= h
        gradient[place] = (f(up) - f(down)) / (2 * h)
    return gradient
