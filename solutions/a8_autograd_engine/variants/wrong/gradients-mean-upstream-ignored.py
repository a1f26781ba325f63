# TASK: gradients:a.mean()
# MISTAKE: upstream-ignored
# WHY: 1 / size.


def mean_of(self):
    A = self.data.mean()
    return Tensor(A, [(self, lambda G: np.full(self.data.shape, 1 / self.data.size))])


Tensor.mean = mean_of
