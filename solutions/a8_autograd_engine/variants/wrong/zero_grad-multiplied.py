# TASK: zero_grad
# MISTAKE: not-finite
# WHY: Multiplied by 0: nan stays nan.
# LOSES: edges


def zero_grad(tensors):
    for tensor in tensors:
        tensor.grad = tensor.grad * 0
