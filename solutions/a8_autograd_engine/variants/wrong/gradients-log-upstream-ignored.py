# TASK: gradients:a.log()
# MISTAKE: upstream-ignored
# WHY: 1 / a alone.


def log_of(self):
    A = np.log(self.data)
    return Tensor(A, [(self, lambda G: 1 / self.data)])


Tensor.log = log_of
