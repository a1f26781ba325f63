# TASK: gradients:a+b
# MISTAKE: operand-left-out
# WHY: Only self gets a share.


def add_of(self, other):
    other = as_tensor(other)
    a, b = self.data, other.data
    return Tensor(a + b, [(self, lambda G: G), (other, lambda G: 0 * G)])


Tensor.__add__ = add_of
Tensor.__radd__ = add_of
