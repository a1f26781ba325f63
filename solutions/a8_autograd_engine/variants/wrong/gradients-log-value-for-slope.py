# TASK: gradients:a.log()
# MISTAKE: value-for-slope
# WHY: G * log(a).


def log_of(self):
    A = np.log(self.data)
    return Tensor(A, [(self, lambda G: G * A)])


Tensor.log = log_of
