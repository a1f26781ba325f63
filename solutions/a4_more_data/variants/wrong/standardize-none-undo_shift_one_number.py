# TASK: standardize
# MISTAKE: none
# WHY: The shift is one number for all outputs.


def unstandardize(Ws, bs, mean, std):
    W = Ws / std
    return W, bs - np.sum(W * mean)
