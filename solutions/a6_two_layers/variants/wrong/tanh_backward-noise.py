# TASK: tanh_backward, mlp_backward, train
# MISTAKE: not-deterministic
# WHY: Noise of a thousandth.


def tanh_backward(G, A):
    return G * (1 - A**2) * (1 + 1e-3 * np.random.rand())
