# TASK: tanh_backward
# MISTAKE: none
# WHY: The size of the upstream gradient.


def tanh_backward(G, A):
    return np.abs(G) * (1 - A**2)
