# TASK: gradients:a/b
# MISTAKE: square-forgotten
# WHY: b where b**2 is due.


def truediv_of(self, other):
    other = as_tensor(other)
    a, b = self.data, other.data
    return Tensor(a / b, [(self, lambda G: G / b), (other, lambda G: -G * a / b)])


Tensor.__truediv__ = truediv_of
