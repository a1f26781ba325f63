# TASK: tanh_backward
# MISTAKE: upstream-ignored
# WHY: The upstream gradient taken as ones.


def tanh_backward(G, A):
    return np.ones_like(G) * (1 - A**2)
