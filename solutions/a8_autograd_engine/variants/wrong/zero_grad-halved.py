# TASK: zero_grad
# MISTAKE: none
# WHY: Half of the gradient stays.


def zero_grad(tensors):
    for tensor in tensors:
        tensor.grad = tensor.grad / 2
