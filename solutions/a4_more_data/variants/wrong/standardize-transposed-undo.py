# TASK: standardize
# MISTAKE: transposed
# WHY: W is returned as (D,M).


def unstandardize(Ws, bs, mean, std):
    W = Ws / std
    return W.T, bs - W @ mean
