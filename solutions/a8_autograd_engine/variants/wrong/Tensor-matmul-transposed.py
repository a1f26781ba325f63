# TASK: Tensor:the array operations,gradients:a@b
# MISTAKE: transposed
# WHY: The product comes out transposed.


def matmul_of(self, other):
    other = as_tensor(other)
    a, b = self.data, other.data
    return Tensor((a @ b).T, [(self, lambda G: G.T @ b.T), (other, lambda G: a.T @ G.T)])


Tensor.__matmul__ = matmul_of
