# TASK: unbroadcast
# MISTAKE: first-row-only
# WHY: The first copy stands for all.


def unbroadcast(G, shape):
    while G.ndim > len(shape):
        G = G[0]
    for axis, size in enumerate(shape):
        if size == 1:
            G = G.take([0], axis)
    return G
