# TASK: gradients:a**p
# MISTAKE: exponent-forgotten
# WHY: a**(p-1) without the p.


def pow_of(self, p):
    A = self.data**p
    return Tensor(A, [(self, lambda G: G * self.data ** (p - 1))])


Tensor.__pow__ = pow_of
