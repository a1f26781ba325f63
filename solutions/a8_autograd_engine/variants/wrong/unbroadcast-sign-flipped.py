# TASK: unbroadcast
# MISTAKE: sign-flipped
# WHY: A minus too many.


right_unbroadcast = unbroadcast


def unbroadcast(G, shape):
    return -right_unbroadcast(G, shape)
