# TASK: tanh_backward
# MISTAKE: doubled
# WHY: A factor 2 of a square that is not there.


def tanh_backward(G, A):
    return 2 * G * (1 - A**2)
