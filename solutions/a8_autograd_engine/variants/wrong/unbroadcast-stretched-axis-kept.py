# TASK: unbroadcast
# MISTAKE: stretched-axis-kept
# WHY: Only the axes in front are summed.


def unbroadcast(G, shape):
    while G.ndim > len(shape):
        G = G.sum(axis=0)
    return G
