# TASK: gradients:a.mean()
# MISTAKE: rows-for-elements
# WHY: Divided by the rows.


def mean_of(self):
    A = self.data.mean()
    return Tensor(A, [(self, lambda G: np.full(self.data.shape, G / len(self.data)))])


Tensor.mean = mean_of
