# TASK: update
# MISTAKE: none
# WHY: The gradient is clipped, which is right only while it is small.


def update(param, grad, lr):
    return param - lr * np.clip(grad, -0.1, 0.1)
