# TASK: tanh_forward
# MISTAKE: none
# WHY: e**z where e**(2*z) is due.


def tanh_forward(Z):
    return np.tanh(Z / 2)
