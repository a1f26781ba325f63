# TASK: gradients:a.sum()
# MISTAKE: mean-for-sum
# WHY: Divided by the count.


def sum_of(self, axis=None, keepdims=False):
    x = self.data

    def pull(G):
        count = x.size if axis is None else x.shape[axis]
        if axis is not None and not keepdims:
            G = np.expand_dims(G, axis)
        return np.broadcast_to(G, x.shape) / count

    return Tensor(x.sum(axis=axis, keepdims=keepdims), [(self, pull)])


Tensor.sum = sum_of
