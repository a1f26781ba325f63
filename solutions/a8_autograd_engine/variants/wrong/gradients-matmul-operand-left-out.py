# TASK: gradients:a@b
# MISTAKE: operand-left-out
# WHY: The second matrix gets nothing.


def matmul_of(self, other):
    other = as_tensor(other)
    a, b = self.data, other.data
    return Tensor(a @ b, [(self, lambda G: G @ b.T), (other, lambda G: 0 * b)])


Tensor.__matmul__ = matmul_of
