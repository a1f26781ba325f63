# TASK: standardize
# MISTAKE: changes-argument
# LOSES: edges
# WHY: Scales the caller's Ws in place.


def unstandardize(Ws, bs, mean, std):
    if Ws.dtype.kind == "f":
        Ws /= std
    else:
        Ws = Ws / std
    return Ws.copy(), bs - Ws @ mean
