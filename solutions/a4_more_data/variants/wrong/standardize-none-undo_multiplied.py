# TASK: standardize
# MISTAKE: none
# WHY: Multiplies by std where it should divide.


def unstandardize(Ws, bs, mean, std):
    W = Ws * std
    return W, bs - W @ mean
