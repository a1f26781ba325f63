# TASK: zero_grad
# MISTAKE: none
# WHY: Ones.


def zero_grad(tensors):
    for tensor in tensors:
        tensor.grad = np.ones_like(tensor.data)
