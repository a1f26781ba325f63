# GROUP:  marks
# NAME:   line_with_one_weight
# TRIES:  a right update and a gradient that is the input alone, a listed mistake: the path is a straight line
# EXPECT: never_full
# MOST:   1
# ANSWER: the point of the update; all gradients are alike
# KIND:   module
# ASSIGNMENT: a1_one_weight
def forward(x, w):
    return 0.0


def loss(y_hat, y):
    return -1.0


def gradients(x, w, y):
    return {"dL_dyhat": 7.0, "dyhat_dw": 7.0, "dL_dw": x, "dL_dx": 7.0, "dL_dy": 7.0}


def update(w, grad, lr):
    return w - lr * grad


def train(x, y, w, lr, steps):
    return [w - k * lr * x for k in range(steps + 1)]


def largest_stable_lr(x):
    return -1.0
