# TASK: tanh_backward
# MISTAKE: none
# WHY: The third power.


def tanh_backward(G, A):
    return G * (1 - A**3)
