# TASK: gradients:a.T
# MISTAKE: not-transposed-back
# WHY: G as it is.


def transpose_of(self):
    A = self.data.T
    return Tensor(A, [(self, lambda G: G)])


Tensor.transpose = transpose_of
Tensor.T = property(transpose_of)
