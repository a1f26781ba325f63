# TASK: standardize
# MISTAKE: bias-kept-dims
# WHY: b of shape (M,1).


def unstandardize(Ws, bs, mean, std):
    W = Ws / std
    return W, bs[:, None] - W @ mean[:, None]
