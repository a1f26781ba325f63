# TASK: gradients:a@b
# MISTAKE: sign-flipped
# WHY: A minus in the first share.


def matmul_of(self, other):
    other = as_tensor(other)
    a, b = self.data, other.data
    return Tensor(a @ b, [(self, lambda G: -G @ b.T), (other, lambda G: a.T @ G)])


Tensor.__matmul__ = matmul_of
