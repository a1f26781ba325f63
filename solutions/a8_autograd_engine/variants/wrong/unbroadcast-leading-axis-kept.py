# TASK: unbroadcast
# MISTAKE: leading-axis-kept
# WHY: Only the stretched axes are summed.


def unbroadcast(G, shape):
    front = G.ndim - len(shape)
    for axis, size in enumerate(shape):
        if size == 1:
            G = G.sum(axis=front + axis, keepdims=True)
    return G
