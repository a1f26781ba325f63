# TASK: tanh_forward,tanh_backward
# MISTAKE: sigmoid-for-tanh
# WHY: Both functions of the tanh are those of the sigmoid; the rest calls them.


def tanh_forward(Z):
    return 1 / (1 + np.exp(-Z))


def tanh_backward(G, A):
    return G * A * (1 - A)
