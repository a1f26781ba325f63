# TASK: tanh_backward
# MISTAKE: upstream-ignored
# WHY: The slope alone.


def tanh_backward(G, A):
    return 1 - A**2
