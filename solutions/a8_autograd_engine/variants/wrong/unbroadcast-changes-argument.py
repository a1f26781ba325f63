# TASK: unbroadcast
# MISTAKE: changes-argument
# WHY: The sum is written into G.
# LOSES: edges


right_unbroadcast = unbroadcast


def unbroadcast(G, shape):
    total = right_unbroadcast(G, shape) * 1.0
    G *= 0
    return total
