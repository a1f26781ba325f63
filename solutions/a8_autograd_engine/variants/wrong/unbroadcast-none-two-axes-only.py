# TASK: unbroadcast
# MISTAKE: none
# WHY: Right for matrices only.


right_unbroadcast = unbroadcast


def unbroadcast(G, shape):
    return right_unbroadcast(G, shape) if G.ndim < 3 else right_unbroadcast(G * 2, shape)
