# TASK: gradients:a.T
# MISTAKE: reshaped-not-transposed
# WHY: Reshaped.


def transpose_of(self):
    A = self.data.T
    return Tensor(A, [(self, lambda G: G.reshape(self.data.shape))])


Tensor.transpose = transpose_of
Tensor.T = property(transpose_of)
