# TASK: gradients:a.log()
# MISTAKE: derivative-at-output
# WHY: 1 / log(a).


def log_of(self):
    A = np.log(self.data)
    return Tensor(A, [(self, lambda G: G / A)])


Tensor.log = log_of
