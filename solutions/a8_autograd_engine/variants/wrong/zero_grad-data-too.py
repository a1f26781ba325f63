# TASK: zero_grad
# MISTAKE: changes-argument
# WHY: The data are cleared as well.


def zero_grad(tensors):
    for tensor in tensors:
        tensor.data = np.zeros_like(tensor.data)
        tensor.grad = np.zeros_like(tensor.data)
