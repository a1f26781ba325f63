# TASK: gradients:a@b
# MISTAKE: operand-not-transposed
# WHY: Without the transposes.


def matmul_of(self, other):
    other = as_tensor(other)
    a, b = self.data, other.data
    return Tensor(a @ b, [(self, lambda G: G @ b), (other, lambda G: a @ G)])


Tensor.__matmul__ = matmul_of
