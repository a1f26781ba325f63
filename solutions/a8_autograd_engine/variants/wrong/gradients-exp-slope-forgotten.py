# TASK: gradients:a.exp()
# MISTAKE: slope-forgotten
# WHY: G as it is.


def exp_of(self):
    A = np.exp(self.data)
    return Tensor(A, [(self, lambda G: G)])


Tensor.exp = exp_of
