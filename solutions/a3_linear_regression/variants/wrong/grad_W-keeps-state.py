# TASK: grad_W
# MISTAKE: keeps-state
# WHY: The first result for a shape is kept and returned for every later batch of that shape.


known = {}


def grad_W(X, Y_hat, Y):
    place = (X.shape, Y.shape)
    if place not in known:
        known[place] = 2 * (Y_hat - Y).T @ X
    return known[place]
