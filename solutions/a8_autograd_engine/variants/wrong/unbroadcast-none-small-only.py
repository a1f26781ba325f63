# TASK: unbroadcast
# MISTAKE: none
# WHY: Rows after the third are forgotten.


right_unbroadcast = unbroadcast


def unbroadcast(G, shape):
    return right_unbroadcast(G, shape) if G.shape[0] < 4 else right_unbroadcast(G[:3], shape)
