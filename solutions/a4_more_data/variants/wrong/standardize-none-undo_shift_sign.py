# TASK: standardize
# MISTAKE: none
# WHY: The bias is shifted the wrong way.


def unstandardize(Ws, bs, mean, std):
    W = Ws / std
    return W, bs + W @ mean
