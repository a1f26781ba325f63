# TASK: unbroadcast
# MISTAKE: keepdims-lost
# WHY: The stretched axes vanish.


def unbroadcast(G, shape):
    while G.ndim > len(shape):
        G = G.sum(axis=0)
    return G.sum(axis=tuple(axis for axis, size in enumerate(shape) if size == 1))
