# TASK: unbroadcast
# MISTAKE: raised
# WHY: Reshaped where it should be summed.


def unbroadcast(G, shape):
    return G.reshape(shape)
