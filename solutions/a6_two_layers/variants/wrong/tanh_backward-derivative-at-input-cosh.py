# TASK: tanh_backward
# MISTAKE: derivative-at-input
# WHY: A taken for the input, the slope as 1/cosh**2.


def tanh_backward(G, A):
    return G / np.cosh(A) ** 2
