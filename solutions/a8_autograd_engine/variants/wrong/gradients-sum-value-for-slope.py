# TASK: gradients:a.sum()
# MISTAKE: value-for-slope
# WHY: G times the entries.


def sum_of(self, axis=None, keepdims=False):
    x = self.data

    def pull(G):
        if axis is not None and not keepdims:
            G = np.expand_dims(G, axis)
        return G * x

    return Tensor(x.sum(axis=axis, keepdims=keepdims), [(self, pull)])


Tensor.sum = sum_of
