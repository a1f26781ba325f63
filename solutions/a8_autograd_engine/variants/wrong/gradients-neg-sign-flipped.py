# TASK: gradients:-a
# MISTAKE: sign-flipped
# WHY: Passed on as for a plus.


def neg_of(self):
    A = -self.data
    return Tensor(A, [(self, lambda G: G)])


Tensor.__neg__ = neg_of
