# TASK: tanh_forward
# MISTAKE: upstream-ignored
# WHY: The slope of the tanh in the place of the tanh.


def tanh_forward(Z):
    return 1 - np.tanh(Z) ** 2
