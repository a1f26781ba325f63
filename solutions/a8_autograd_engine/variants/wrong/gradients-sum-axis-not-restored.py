# TASK: gradients:a.sum()
# MISTAKE: axis-not-restored
# WHY: The summed axis is not put back.


def sum_of(self, axis=None, keepdims=False):
    x = self.data

    def pull(G):
        return np.broadcast_to(G, x.shape)

    return Tensor(x.sum(axis=axis, keepdims=keepdims), [(self, pull)])


Tensor.sum = sum_of
