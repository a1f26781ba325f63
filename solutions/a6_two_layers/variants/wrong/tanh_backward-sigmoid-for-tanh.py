# TASK: tanh_backward
# MISTAKE: sigmoid-for-tanh
# WHY: The slope of the logistic sigmoid.


def tanh_backward(G, A):
    return G * A * (1 - A)
