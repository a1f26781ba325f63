# TASK: standardize
# MISTAKE: returned-none
# WHY: The return is missing.


def unstandardize(Ws, bs, mean, std):
    W = Ws / std
    b = bs - W @ mean
