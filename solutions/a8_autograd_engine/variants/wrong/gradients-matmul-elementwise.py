# TASK: gradients:a@b
# MISTAKE: elementwise-product
# WHY: The rule of the entry-wise product.


def matmul_of(self, other):
    other = as_tensor(other)
    a, b = self.data, other.data
    return Tensor(a @ b, [(self, lambda G: G * b), (other, lambda G: G * a)])


Tensor.__matmul__ = matmul_of
