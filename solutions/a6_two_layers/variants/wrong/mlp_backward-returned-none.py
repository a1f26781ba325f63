# TASK: mlp_backward
# MISTAKE: returned-none
# WHY: Printed, not returned.


def mlp_backward(G, cache):
    dZ1 = (G @ cache["W2"]) * (1 - cache["A1"] ** 2)
    print(dZ1.T @ cache["X"])
