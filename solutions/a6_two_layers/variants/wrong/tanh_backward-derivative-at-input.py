# TASK: tanh_backward
# MISTAKE: derivative-at-input
# WHY: 1 - Z**2, with Z found again from A.


def tanh_backward(G, A):
    return G * (1 - np.arctanh(A) ** 2)
