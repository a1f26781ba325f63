# TASK: unbroadcast
# MISTAKE: wrong-shape
# WHY: Axes of size 1 are squeezed away even where nothing was stretched.
# LOSES: edges


right_unbroadcast = unbroadcast


def unbroadcast(G, shape):
    total = right_unbroadcast(G, shape)
    return total.squeeze() if G.shape == shape and 1 in shape else total
