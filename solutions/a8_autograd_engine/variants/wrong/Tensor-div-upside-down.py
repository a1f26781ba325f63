# TASK: Tensor:the arithmetic
# MISTAKE: upside-down
# WHY: a * b.


def truediv_of(self, other):
    other = as_tensor(other)
    a, b = self.data, other.data
    return Tensor(a * b, [(self, lambda G: G / b), (other, lambda G: -G * a / b**2)])


Tensor.__truediv__ = truediv_of
