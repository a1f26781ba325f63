# TASK: Tensor:the array operations,gradients:a.sum()
# MISTAKE: keepdims-lost
# WHY: keepdims is not used.


def sum_of(self, axis=None, keepdims=False):
    x = self.data
    return Tensor(
        x.sum(axis=axis), [(self, lambda G: np.broadcast_to(G if axis is None else np.expand_dims(G, axis), x.shape))]
    )


Tensor.sum = sum_of
