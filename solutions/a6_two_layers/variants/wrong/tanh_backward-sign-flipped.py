# TASK: tanh_backward
# MISTAKE: sign-flipped
# WHY: A**2 - 1.


def tanh_backward(G, A):
    return G * (A**2 - 1)
