# TASK: gradients:a.sum()
# MISTAKE: wrong-axis
# WHY: Spread along the other axis.


def sum_of(self, axis=None, keepdims=False):
    x = self.data

    def pull(G):
        if axis is not None and not keepdims:
            G = np.expand_dims(G, 1 - axis % 2)
        return np.broadcast_to(G, x.shape)

    return Tensor(x.sum(axis=axis, keepdims=keepdims), [(self, pull)])


Tensor.sum = sum_of
