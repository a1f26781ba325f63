# TASK: backward
# MISTAKE: not-implemented
# WHY: Not started.


def backward_of(self, gradient=None):
    raise NotImplementedError


Tensor.backward = backward_of
