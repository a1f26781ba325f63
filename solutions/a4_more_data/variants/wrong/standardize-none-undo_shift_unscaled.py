# TASK: standardize
# MISTAKE: none
# WHY: The shift uses the weights of the standardised inputs.


def unstandardize(Ws, bs, mean, std):
    return Ws / std, bs - Ws @ mean
