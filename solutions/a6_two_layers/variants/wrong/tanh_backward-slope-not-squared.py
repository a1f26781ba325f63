# TASK: tanh_backward
# MISTAKE: slope-not-squared
# WHY: 1 - A.


def tanh_backward(G, A):
    return G * (1 - A)
