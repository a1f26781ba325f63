# TASK: zero_grad
# MISTAKE: not-zeroed
# WHY: Nothing happens.


def zero_grad(tensors):
    pass
