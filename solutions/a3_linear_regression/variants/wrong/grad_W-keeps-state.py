# TASK: grad_W, fit
# MISTAKE: keeps-state
# WHY: A counter that outlives the call scales the result, by too little for the comparison.


calls = []


def grad_W(X, Y_hat, Y):
    calls.append(1)
    return 2 * (Y_hat - Y).T @ X * (1 + 5e-9 * len(calls))
