# TASK: gradients:a*b
# MISTAKE: value-for-slope
# WHY: G times the product.


def mul_of(self, other):
    other = as_tensor(other)
    a, b = self.data, other.data
    return Tensor(a * b, [(self, lambda G: G * (a * b)), (other, lambda G: G * (a * b))])


Tensor.__mul__ = mul_of
Tensor.__rmul__ = mul_of
