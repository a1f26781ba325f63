# TASK: gradients:a+b
# MISTAKE: upstream-ignored
# WHY: Ones for G.


def add_of(self, other):
    other = as_tensor(other)
    a, b = self.data, other.data
    return Tensor(a + b, [(self, lambda G: np.ones_like(G)), (other, lambda G: np.ones_like(G))])


Tensor.__add__ = add_of
Tensor.__radd__ = add_of
