# TASK: gradients:a.exp()
# MISTAKE: derivative-at-output
# WHY: exp of the exp.


def exp_of(self):
    A = np.exp(self.data)
    return Tensor(A, [(self, lambda G: G * np.exp(A))])


Tensor.exp = exp_of
