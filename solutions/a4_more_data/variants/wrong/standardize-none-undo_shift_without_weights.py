# TASK: standardize
# MISTAKE: none
# WHY: The mean is subtracted from the bias as it is.


def unstandardize(Ws, bs, mean, std):
    W = Ws / std
    return W, bs - mean.sum()
