# TASK: Tensor:the array operations,gradients:a.mean()
# MISTAKE: not-reduced
# WHY: The mean of each column.


def mean_of(self):
    x = self.data
    return Tensor(x.mean(axis=0), [(self, lambda G: np.broadcast_to(G / len(x), x.shape))])


Tensor.mean = mean_of
