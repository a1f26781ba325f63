# TASK: Tensor:the array operations,gradients:a.sum()
# MISTAKE: axis-ignored
# WHY: The axis is not used.


def sum_of(self, axis=None, keepdims=False):
    x = self.data
    return Tensor(x.sum(), [(self, lambda G: np.broadcast_to(G, x.shape))])


Tensor.sum = sum_of
