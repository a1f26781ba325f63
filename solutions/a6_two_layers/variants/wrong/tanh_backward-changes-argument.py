# TASK: tanh_backward
# MISTAKE: changes-argument
# WHY: G is multiplied in place.
# LOSES: edges


def tanh_backward(G, A):
    if G.dtype.kind == "f":
        G *= 1 - A**2
        return G
    return G * (1 - A**2)
