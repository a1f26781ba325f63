# TASK: gradients:a.log()
# MISTAKE: upside-down
# WHY: G * a for G / a.


def log_of(self):
    A = np.log(self.data)
    return Tensor(A, [(self, lambda G: G * self.data)])


Tensor.log = log_of
