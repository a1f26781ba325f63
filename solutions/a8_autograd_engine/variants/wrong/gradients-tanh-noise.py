# TASK: gradients:a.tanh(),backward:a node used twice
# MISTAKE: not-deterministic
# WHY: Noise on the slope.


def tanh_of(self):
    A = np.tanh(self.data)
    return Tensor(A, [(self, lambda G: G * (1 - A**2) * (1 + 0.01 * np.random.randn()))])


Tensor.tanh = tanh_of
