# TASK: tanh_forward
# MISTAKE: none
# WHY: A factor of 1.001.


def tanh_forward(Z):
    return 1.001 * np.tanh(Z)
