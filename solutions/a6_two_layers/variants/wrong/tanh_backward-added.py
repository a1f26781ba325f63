# TASK: tanh_backward
# MISTAKE: none
# WHY: Slope and upstream gradient are added.


def tanh_backward(G, A):
    return G + (1 - A**2)
