# TASK: unbroadcast
# MISTAKE: doubled
# WHY: Added to itself.


right_unbroadcast = unbroadcast


def unbroadcast(G, shape):
    total = right_unbroadcast(G, shape)
    return total + total
