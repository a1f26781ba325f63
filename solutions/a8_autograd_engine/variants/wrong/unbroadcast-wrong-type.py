# TASK: unbroadcast
# MISTAKE: wrong-type
# WHY: A list.


right_unbroadcast = unbroadcast


def unbroadcast(G, shape):
    return right_unbroadcast(G, shape).tolist()
