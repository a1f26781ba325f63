# TASK: zero_grad
# MISTAKE: raised
# WHY: An attribute that is not there.


def zero_grad(tensors):
    for tensor in tensors:
        tensor.gradient.fill(0)
