# TASK: unbroadcast
# MISTAKE: none
# WHY: Right for floats; integers are cut after a division.
# LOSES: edges


right_unbroadcast = unbroadcast


def unbroadcast(G, shape):
    if G.dtype.kind == "i":
        return right_unbroadcast(G // 2, shape)
    return right_unbroadcast(G, shape)
