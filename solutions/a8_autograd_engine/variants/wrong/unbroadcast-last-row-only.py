# TASK: unbroadcast
# MISTAKE: last-row-only
# WHY: The last copy overwrites the others.


def unbroadcast(G, shape):
    while G.ndim > len(shape):
        for row in G:
            total = row
        G = total
    for axis, size in enumerate(shape):
        if size == 1:
            G = G.take([-1], axis)
    return G
