# TASK: Tensor:the arithmetic
# MISTAKE: operands-swapped
# WHY: b / a.


def truediv_of(self, other):
    other = as_tensor(other)
    a, b = self.data, other.data
    return Tensor(b / a, [(self, lambda G: G / b), (other, lambda G: -G * a / b**2)])


Tensor.__truediv__ = truediv_of
