# GROUP:  marks
# NAME:   jump_with_one_weight
# TRIES:  a gradient and an update that jump to a constant of the data, and a train that lists it
# EXPECT: never_full
# MOST:   0
# ANSWER: 0 points; parts that are wrong as no listed mistake is compose nothing
# KIND:   module
# ASSIGNMENT: a1_one_weight
def forward(x, w):
    return 0.0


def loss(y_hat, y):
    return -1.0


def gradients(x, w, y):
    return {"dL_dyhat": 7.0, "dyhat_dw": 7.0, "dL_dw": x + y, "dL_dx": 7.0, "dL_dy": 7.0}


def update(w, grad, lr):
    return grad


def train(x, y, w, lr, steps):
    return [w] + [x + y] * steps


def largest_stable_lr(x):
    return -1.0
