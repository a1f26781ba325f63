# TASK: gradients:a*b
# MISTAKE: slope-forgotten
# WHY: G for both, as for a sum.


def mul_of(self, other):
    other = as_tensor(other)
    a, b = self.data, other.data
    return Tensor(a * b, [(self, lambda G: G), (other, lambda G: G)])


Tensor.__mul__ = mul_of
Tensor.__rmul__ = mul_of
