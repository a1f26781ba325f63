# TASK: zero_grad
# MISTAKE: not-zeroed
# WHY: Only a local name is changed.


def zero_grad(tensors):
    for tensor in tensors:
        grad = tensor.grad
        grad = np.zeros_like(grad)
