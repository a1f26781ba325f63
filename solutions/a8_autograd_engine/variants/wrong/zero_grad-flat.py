# TASK: zero_grad
# MISTAKE: wrong-shape
# WHY: One vector of zeros for each.


def zero_grad(tensors):
    for tensor in tensors:
        tensor.grad = np.zeros(tensor.data.size)
