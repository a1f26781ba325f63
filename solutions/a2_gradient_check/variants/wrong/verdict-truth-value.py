# TASK: verdict
# MISTAKE: wrong-type
# WHY: True for right.


def verdict(g, ref):
    return np.shape(g) == np.shape(ref) and bool(relative_error(g, ref) < 1e-6)
