# TASK: Tensor:the array operations,gradients:a.T
# MISTAKE: reshaped-not-transposed
# WHY: Reshaped.


def transpose_of(self):
    x = self.data
    return Tensor(x.reshape(x.shape[::-1]), [(self, lambda G: G.reshape(x.shape))])


Tensor.transpose = transpose_of
Tensor.T = property(transpose_of)
