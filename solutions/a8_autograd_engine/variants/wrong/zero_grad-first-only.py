# TASK: zero_grad
# MISTAKE: none
# WHY: A return inside the loop.


def zero_grad(tensors):
    for tensor in tensors:
        tensor.grad = np.zeros_like(tensor.data)
        return
