# TASK: tanh_backward
# MISTAKE: slope-omitted
# WHY: The gradient passes unchanged.


def tanh_backward(G, A):
    return G.copy()
