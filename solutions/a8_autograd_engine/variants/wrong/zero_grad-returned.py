# TASK: zero_grad
# MISTAKE: wrong-type
# WHY: The list comes back.
# LOSES: edges


def zero_grad(tensors):
    for tensor in tensors:
        tensor.grad = np.zeros_like(tensor.data)
    return tensors
