# TASK: Tensor:the array operations
# MISTAKE: mean-for-sum
# WHY: The mean.


def sum_of(self, axis=None, keepdims=False):
    x = self.data
    return Tensor(
        x.mean(axis=axis, keepdims=keepdims),
        [(self, lambda G: np.broadcast_to(G if axis is None or keepdims else np.expand_dims(G, axis), x.shape))],
    )


Tensor.sum = sum_of
