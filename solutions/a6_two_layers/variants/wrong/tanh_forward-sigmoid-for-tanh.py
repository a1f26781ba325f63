# TASK: tanh_forward
# MISTAKE: sigmoid-for-tanh
# WHY: The logistic sigmoid.


def tanh_forward(Z):
    return 1 / (1 + np.exp(-Z))
