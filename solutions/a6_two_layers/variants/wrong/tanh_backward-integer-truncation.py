# TASK: tanh_backward
# MISTAKE: integer-truncation
# WHY: An array of the upstream gradient's kind is filled.
# LOSES: edges


def tanh_backward(G, A):
    out = np.zeros_like(G)
    out[...] = G * (1 - A**2)
    return out
