# TASK: standardize
# MISTAKE: none
# WHY: The bias is scaled as the weights are.


def unstandardize(Ws, bs, mean, std):
    W = Ws / std
    return W, (bs - Ws @ mean) / std.mean()
