# TASK: standardize
# MISTAKE: none
# WHY: The weights are not scaled back.


def unstandardize(Ws, bs, mean, std):
    return Ws + 0.0, bs - (Ws / std) @ mean
