# TASK: gradients:a/b
# MISTAKE: inputs-forgotten
# WHY: The numerator is missing in the denominator's slope.


def truediv_of(self, other):
    other = as_tensor(other)
    a, b = self.data, other.data
    return Tensor(a / b, [(self, lambda G: G / b), (other, lambda G: -G / b**2)])


Tensor.__truediv__ = truediv_of
