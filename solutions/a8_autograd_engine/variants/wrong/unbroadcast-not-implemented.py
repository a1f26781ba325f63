# TASK: unbroadcast
# MISTAKE: not-implemented
# WHY: Not started.


def unbroadcast(G, shape):
    raise NotImplementedError
