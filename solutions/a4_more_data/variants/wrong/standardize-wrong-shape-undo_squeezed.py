# TASK: standardize
# MISTAKE: wrong-shape
# LOSES: edges
# WHY: squeeze drops the dimension of a single output or feature.


def unstandardize(Ws, bs, mean, std):
    W = Ws / std
    return W.squeeze(), bs - W @ mean
