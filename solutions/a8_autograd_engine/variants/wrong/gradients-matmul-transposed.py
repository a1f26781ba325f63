# TASK: gradients:a@b
# MISTAKE: transposed
# WHY: Both shares come out transposed.


def matmul_of(self, other):
    other = as_tensor(other)
    a, b = self.data, other.data
    return Tensor(a @ b, [(self, lambda G: b @ G.T), (other, lambda G: G.T @ a)])


Tensor.__matmul__ = matmul_of
