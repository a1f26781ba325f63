# TASK: gradients:a.mean()
# MISTAKE: not-averaged
# WHY: G for every entry.


def mean_of(self):
    A = self.data.mean()
    return Tensor(A, [(self, lambda G: np.full(self.data.shape, G))])


Tensor.mean = mean_of
