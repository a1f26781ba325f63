# TASK: gradients:a.sum()
# MISTAKE: upstream-ignored
# WHY: Ones.


def sum_of(self, axis=None, keepdims=False):
    x = self.data

    def pull(G):
        return np.ones_like(x)

    return Tensor(x.sum(axis=axis, keepdims=keepdims), [(self, pull)])


Tensor.sum = sum_of
