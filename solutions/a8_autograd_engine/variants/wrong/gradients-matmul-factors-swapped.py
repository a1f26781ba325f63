# TASK: gradients:a@b
# MISTAKE: factors-swapped
# WHY: The matrices in the wrong order.


def matmul_of(self, other):
    other = as_tensor(other)
    a, b = self.data, other.data
    return Tensor(a @ b, [(self, lambda G: b.T @ G), (other, lambda G: G @ a.T)])


Tensor.__matmul__ = matmul_of
