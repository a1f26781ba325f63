# TASK: tanh_forward
# MISTAKE: returned-none
# WHY: The return is missing.


def tanh_forward(Z):
    np.tanh(Z)
