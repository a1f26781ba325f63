# TASK: gradients:a/b
# MISTAKE: upside-down
# WHY: G * b for the numerator.


def truediv_of(self, other):
    other = as_tensor(other)
    a, b = self.data, other.data
    return Tensor(a / b, [(self, lambda G: G * b), (other, lambda G: -G * a / b**2)])


Tensor.__truediv__ = truediv_of
