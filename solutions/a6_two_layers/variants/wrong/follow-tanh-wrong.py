# TASK: tanh_backward
# MISTAKE: derivative-at-input
# WHY: tanh_backward is wrong, and mlp_backward and train call it.


def tanh_backward(G, A):
    return G * (1 - np.tanh(A) ** 2)
