# TASK: gradients:a*b
# MISTAKE: own-factor
# WHY: Each factor times itself.


def mul_of(self, other):
    other = as_tensor(other)
    a, b = self.data, other.data
    return Tensor(a * b, [(self, lambda G: G * a), (other, lambda G: G * b)])


Tensor.__mul__ = mul_of
Tensor.__rmul__ = mul_of
