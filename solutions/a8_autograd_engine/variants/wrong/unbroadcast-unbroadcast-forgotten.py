# TASK: unbroadcast
# MISTAKE: unbroadcast-forgotten
# WHY: G comes back as it is.


def unbroadcast(G, shape):
    return G
