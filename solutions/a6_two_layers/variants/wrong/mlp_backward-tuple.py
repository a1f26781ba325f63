# TASK: mlp_backward
# MISTAKE: wrong-type
# WHY: A tuple in the place of a dict.


def mlp_backward(G, cache):
    dZ1 = (G @ cache["W2"]) * (1 - cache["A1"] ** 2)
    return G.T @ cache["A1"], G.sum(axis=0), dZ1.T @ cache["X"], dZ1.sum(axis=0), dZ1 @ cache["W1"]
