# TASK: tanh_backward
# MISTAKE: wrong-shape
# WHY: Added up over the rows.


def tanh_backward(G, A):
    return (G * (1 - A**2)).sum(axis=0)
