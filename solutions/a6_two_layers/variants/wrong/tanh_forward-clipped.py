# TASK: tanh_forward
# MISTAKE: none
# WHY: The line that the tanh is near 0, cut off at 1.


def tanh_forward(Z):
    return np.clip(Z, -1.0, 1.0)
