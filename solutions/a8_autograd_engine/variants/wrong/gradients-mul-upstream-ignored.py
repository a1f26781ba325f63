# TASK: gradients:a*b
# MISTAKE: upstream-ignored
# WHY: The other factor alone.


def mul_of(self, other):
    other = as_tensor(other)
    a, b = self.data, other.data
    return Tensor(a * b, [(self, lambda G: b + 0 * G), (other, lambda G: a + 0 * G)])


Tensor.__mul__ = mul_of
Tensor.__rmul__ = mul_of
