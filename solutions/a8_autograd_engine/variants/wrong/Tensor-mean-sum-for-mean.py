# TASK: Tensor:the array operations
# MISTAKE: sum-for-mean
# WHY: The sum.


def mean_of(self):
    x = self.data
    return Tensor(x.sum(), [(self, lambda G: np.full(x.shape, G / x.size))])


Tensor.mean = mean_of
