# TASK: verdict
# MISTAKE: none
# WHY: Two words only.


def verdict(g, ref):
    if np.shape(g) == np.shape(ref) and relative_error(g, ref) < 1e-6:
        return "ok"
    return "wrong"
