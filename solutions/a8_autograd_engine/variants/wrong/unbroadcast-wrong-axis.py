# TASK: unbroadcast
# MISTAKE: wrong-axis
# WHY: Axes are taken off the end, where broadcasting put none.


def unbroadcast(G, shape):
    while G.ndim > len(shape):
        G = G.sum(axis=-1)
    for axis, size in enumerate(shape):
        if size == 1 and axis < G.ndim:
            G = G.sum(axis=axis, keepdims=True)
    return G
