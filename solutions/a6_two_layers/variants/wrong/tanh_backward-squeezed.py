# TASK: tanh_backward
# MISTAKE: wrong-shape
# WHY: Axes of length one are dropped.
# LOSES: edges


def tanh_backward(G, A):
    return np.squeeze(G * (1 - A**2))
