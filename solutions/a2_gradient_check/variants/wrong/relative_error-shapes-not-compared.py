# TASK: relative_error
# MISTAKE: shapes-not-compared
# WHY: Unequal shapes are broadcast where NumPy can.
# LOSES: edges


def relative_error(a, b):
    return float(np.max(np.abs(a - b) / np.maximum(np.abs(a) + np.abs(b), 1e-12)))
