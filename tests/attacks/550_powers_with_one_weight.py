# GROUP:  marks
# NAME:   powers_with_one_weight
# TRIES:  a right update and a gradient that shrinks the weight by a factor of the data: powers of the start
# EXPECT: never_full
# MOST:   1
# ANSWER: the point of the update; such a gradient is no listed mistake's
# KIND:   module
# ASSIGNMENT: a1_one_weight
def forward(x, w):
    return 0.0


def loss(y_hat, y):
    return -1.0


def gradients(x, w, y):
    return {"dL_dyhat": 7.0, "dyhat_dw": 7.0, "dL_dw": w * (x * x + abs(y)), "dL_dx": 7.0, "dL_dy": 7.0}


def update(w, grad, lr):
    return w - lr * grad


def train(x, y, w, lr, steps):
    return [w * (1 - lr * (x * x + abs(y))) ** k for k in range(steps + 1)]


def largest_stable_lr(x):
    return -1.0
