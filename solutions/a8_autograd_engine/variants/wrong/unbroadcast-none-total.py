# TASK: unbroadcast
# MISTAKE: none
# WHY: Everything is added to one number and repeated.


def unbroadcast(G, shape):
    return np.full(shape, G.sum())
