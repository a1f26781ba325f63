# TASK: standardize
# MISTAKE: none
# WHY: The bias is not shifted.


def unstandardize(Ws, bs, mean, std):
    return Ws / std, bs
