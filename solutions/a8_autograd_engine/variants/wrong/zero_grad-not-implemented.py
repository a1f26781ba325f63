# TASK: zero_grad
# MISTAKE: not-implemented
# WHY: Not started.


def zero_grad(tensors):
    raise NotImplementedError
