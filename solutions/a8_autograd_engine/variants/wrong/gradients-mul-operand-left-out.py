# TASK: gradients:a*b
# MISTAKE: operand-left-out
# WHY: The second factor gets nothing.


def mul_of(self, other):
    other = as_tensor(other)
    a, b = self.data, other.data
    return Tensor(a * b, [(self, lambda G: G * b), (other, lambda G: 0 * G)])


Tensor.__mul__ = mul_of
Tensor.__rmul__ = mul_of
