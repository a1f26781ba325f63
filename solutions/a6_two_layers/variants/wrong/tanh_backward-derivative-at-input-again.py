# TASK: tanh_backward
# MISTAKE: derivative-at-input
# WHY: A taken for the input: a second tanh.


def tanh_backward(G, A):
    return G * (1 - np.tanh(A) ** 2)
