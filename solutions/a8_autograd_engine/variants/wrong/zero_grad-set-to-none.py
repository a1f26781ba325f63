# TASK: zero_grad
# MISTAKE: grad-set-to-none
# WHY: None, as in torch.


def zero_grad(tensors):
    for tensor in tensors:
        tensor.grad = None
