# TASK: zero_grad
# MISTAKE: wrong-shape
# WHY: The number 0.


def zero_grad(tensors):
    for tensor in tensors:
        tensor.grad = 0.0
