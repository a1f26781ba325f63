# STYLE: the tanh and its slope from exponentials that do not overflow


def tanh_forward(Z):
    E = np.exp(-2.0 * np.abs(Z))
    return np.sign(Z) * (1 - E) / (1 + E)


def tanh_backward(G, A):
    return G * (1 + A) * (1 - A)
