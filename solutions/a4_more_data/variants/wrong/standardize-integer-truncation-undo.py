# TASK: standardize
# MISTAKE: integer-truncation
# LOSES: edges
# WHY: W takes the integer type of Ws.


def unstandardize(Ws, bs, mean, std):
    W = np.zeros_like(Ws)
    W[:] = Ws / std
    return W, bs - (Ws / std) @ mean
