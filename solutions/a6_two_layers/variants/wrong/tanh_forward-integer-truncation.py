# TASK: tanh_forward
# MISTAKE: integer-truncation
# WHY: An integer array is filled.
# LOSES: edges


def tanh_forward(Z):
    out = np.zeros_like(Z)
    out[:] = np.tanh(Z)
    return out
