# TASK: gradients:a**p
# MISTAKE: none
# WHY: 2 * a whatever the exponent.


def pow_of(self, p):
    A = self.data**p
    return Tensor(A, [(self, lambda G: G * 2 * self.data)])


Tensor.__pow__ = pow_of
