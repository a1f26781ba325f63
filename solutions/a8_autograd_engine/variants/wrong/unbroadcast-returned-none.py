# TASK: unbroadcast
# MISTAKE: returned-none
# WHY: The return is missing.


def unbroadcast(G, shape):
    while G.ndim > len(shape):
        G = G.sum(axis=0)
