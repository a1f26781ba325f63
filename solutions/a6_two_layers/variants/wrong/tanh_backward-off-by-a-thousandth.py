# TASK: tanh_backward
# MISTAKE: none
# WHY: A factor of 1.001.


def tanh_backward(G, A):
    return 1.001 * G * (1 - A**2)
