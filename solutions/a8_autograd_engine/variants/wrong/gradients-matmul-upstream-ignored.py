# TASK: gradients:a@b
# MISTAKE: upstream-ignored
# WHY: Ones for G.


def matmul_of(self, other):
    other = as_tensor(other)
    a, b = self.data, other.data
    return Tensor(a @ b, [(self, lambda G: np.ones_like(G) @ b.T), (other, lambda G: a.T @ np.ones_like(G))])


Tensor.__matmul__ = matmul_of
